// Check: instances run on hosts, and hosts belong to clusters, that the plan knows.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { moveInstances } from '../plan-edits.ts'
import { atHosts, groupBy } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'host-missing',
  topic: 'wiring',
  rules: [],
  severity: 'error',
  title: text(
    'Every instance runs on a host of the plan, in the cluster of that host.',
    '인스턴스는 계획에 있는 호스트에서, 그 호스트의 클러스터에 속해 돈다.',
  ),
  why: text(
    'What runs on no host is rendered nowhere and started by nobody, while the numbers still count it.',
    '호스트가 없는 인스턴스는 어디에도 렌더링되지 않고 아무도 시작하지 않지만, 수를 셀 때는 들어갑니다.',
  ),
  find: (facts) => {
    const homeless = facts.plan.instances.filter(({ host }) => facts.host(host) === undefined)
    const strangers = facts.plan.instances.filter(({ host, cluster }) => {
      const home = facts.host(host)
      return home !== undefined && home.cluster !== cluster
    })
    return [
      ...[...groupBy(homeless, ({ host }) => host)].map(([host, instances]) => ({
        case: 'no-host',
        message: text(
          `${host} is not in the plan, yet runs ${instances.map(({ id }) => id).join(', ')}.`,
          `${host} 호스트는 계획에 없는데 ${instances.map(({ id }) => id).join(', ')} 인스턴스가 배치되어 있습니다.`,
        ),
        fix: text(
          `Declare the host ${host.slice('host/'.length)}, or plan again from the declaration.`,
          `${host.slice('host/'.length)} 호스트를 선언하거나 선언에서 계획을 다시 만드세요.`,
        ),
        at: atHosts,
        data: { host, instances: instances.map(({ id }) => id) },
      })),
      ...strangers.map(({ id, host, cluster }) => ({
        case: 'other-cluster',
        message: text(
          `${id} is of the cluster ${cluster}, its host ${host} of ${facts.host(host)?.cluster ?? ''}.`,
          `${id}의 클러스터는 ${cluster}인데 ${host}의 클러스터는 ${facts.host(host)?.cluster ?? ''}입니다.`,
        ),
        fix: text(
          'Let `clusters` name each host group once.',
          '`clusters`에서 호스트 그룹마다 클러스터를 하나만 정하세요.',
        ),
        at: ['/clusters', ...atHosts],
        data: { instance: id, host, cluster },
      })),
    ]
  },
  failing: (plan) => moveInstances(plan, 'spark/history', ['ghost-1']),
  passing: (plan) => moveInstances(plan, 'spark/history', ['query-1']),
})
