// Check: on Kubernetes charts and operators do the work.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'

// What makes a node, and what stands before the cluster.
const ofNodes: ReadonlySet<string> = new Set(['kubernetes', 'load-balancer', 'peer-watch'])

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'packaged-for-kubernetes',
  topic: 'placement',
  rules: ['R-8.1'],
  severity: 'advice',
  title: text(
    'On Kubernetes every service comes by a chart or an operator.',
    'Kubernetes에서는 모든 서비스를 차트나 오퍼레이터로 배포한다.',
  ),
  why: text(
    'What a chart or an operator brings is upgraded and repaired the way others do it, too.',
    '차트나 오퍼레이터로 온 것은 다른 곳과 같은 방식으로 올리고 고칠 수 있습니다.',
  ),
  find: ({ plan }) => {
    const clusters = new Set(
      plan.clusters.filter(({ target }) => target === 'kubernetes').map(({ id }) => id),
    )
    const own = plan.instances.filter(
      ({ cluster, realisation, service }) =>
        clusters.has(cluster) && realisation === 'native' && !ofNodes.has(service),
    )
    const services = [...new Set(own.map(({ service }) => service))]
    if (services.length === 0) return []
    return [
      {
        case: 'own-files',
        message: text(
          `By manifests of Hanok's own on Kubernetes: ${services.join(', ')}.`,
          `Kubernetes에서 한옥이 직접 만든 매니페스트로 배포하는 서비스: ${services.join(', ')}.`,
        ),
        fix: text(
          'Upstream has no fit chart for them (docs/adr/0013): watch their releases yourself, or leave them out.',
          '알맞은 공식 차트가 없습니다(docs/adr/0013). 새 버전을 직접 챙기거나 빼세요.',
        ),
        at: ['/target', '/clusters'],
        data: { services },
      },
    ]
  },
  failing: (plan) => ({
    ...plan,
    clusters: plan.clusters.map((cluster) => ({ ...cluster, target: 'kubernetes' as const })),
  }),
})
