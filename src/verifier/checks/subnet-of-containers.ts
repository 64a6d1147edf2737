// Check: container engines bring networks of their own.

import { text } from '../../model/text.ts'
import { subnetRange } from '../address-ranges.ts'
import { defineCheck } from '../check.ts'
import { ofContainers } from '../host-addresses.ts'
import { editNetwork } from '../plan-edits.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'subnet-of-containers',
  topic: 'addresses',
  rules: [],
  severity: 'warning',
  title: text(
    'No network uses the addresses that containers use by default.',
    '컨테이너가 기본으로 쓰는 주소와 겹치는 네트워크가 없다.',
  ),
  why: text(
    'A host sends what is meant for another host to its own containers: Docker takes 172.17.0.0/16, kubeadm 10.96.0.0/12 for services, Flannel 10.244.0.0/16 for pods.',
    '다른 호스트로 갈 것이 자기 컨테이너로 갑니다. Docker는 172.17.0.0/16, kubeadm은 서비스에 10.96.0.0/12, Flannel은 파드에 10.244.0.0/16을 씁니다.',
  ),
  find: ({ plan }) =>
    plan.networks.flatMap(({ id, subnet }) => {
      const range = subnetRange(subnet)
      const taken = range === undefined ? undefined : ofContainers(range, plan)
      if (taken === undefined) return []
      return [
        {
          case: 'overlap',
          message: text(
            `${subnet} of ${id} overlaps ${taken.subnet} (${taken.of}).`,
            `${id}의 ${subnet} 서브넷이 ${taken.subnet}(${taken.of})과 겹칩니다.`,
          ),
          fix: text(
            "Choose another subnet, or move the containers' network.",
            '다른 서브넷을 고르거나 컨테이너 네트워크를 옮기세요.',
          ),
          at: [`/networks/${id.slice(8)}/subnet`, '/networks'],
          data: { network: id, subnet, taken: taken.subnet },
        },
      ]
    }),
  failing: (plan) => ({
    ...editNetwork(plan, 'service', { subnet: '172.17.3.0/24' }),
    clusters: plan.clusters.map((cluster) => ({ ...cluster, target: 'kubernetes' as const })),
  }),
  passing: (plan) => editNetwork(plan, 'service', { subnet: '10.96.3.0/24' }),
})
