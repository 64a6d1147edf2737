// Check of manifests: every role of the plan has a workload, and every workload a role.

import { text } from '../../../model/text.ts'
import { defineManifestCheck } from '../manifest-check.ts'

/** See the head of this file. */
export const check = defineManifestCheck({
  id: 'manifest-role',
  severity: 'error',
  why: text(
    'What is planned and not there takes everything with it that needs it; what is there and not planned was counted nowhere.',
    '계획에 있는데 없으면 그에 기대는 것도 함께 멈추고, 계획에 없는 것은 용량 계산에서 빠져 있습니다.',
  ),
  find: ({ roles, sets }) => {
    const services = new Set(sets.map(({ role }) => role?.split('.')[0]))
    const planned = new Set(roles.map(({ name }) => name))
    const missing = roles
      .filter((one) => one.sets.length === 0 && one.instances.length > 0)
      .map(({ name, role }) => {
        const isPartly = services.has(role.service)
        return {
          case: isPartly ? 'missing' : 'unjudged',
          severity: isPartly ? ('error' as const) : ('advice' as const),
          message: text(
            `${name}: no workload here has pods with the label hanok.dev/role: ${name}.`,
            `${name}: 파드에 hanok.dev/role: ${name} 라벨이 있는 워크로드가 없습니다.`,
          ),
          fix: text(
            'Give the manifests of all services (helm template for charts), or label the pods.',
            '모든 서비스의 매니페스트를 주거나(차트는 helm template) 파드에 라벨을 붙이세요.',
          ),
          manifest: undefined,
          pointer: `/services/${role.service}`,
          data: { role: name },
        }
      })
    const unknown = sets
      .filter(({ role }) => role === undefined || !planned.has(role))
      .map(({ name, role, manifest }) => ({
        case: 'unplanned',
        severity: 'warning' as const,
        message: text(
          `${name}: ${role === undefined ? 'its pods have no role of the plan' : `the plan has no role ${role}`}.`,
          `${name}: ${role === undefined ? '파드에 계획의 역할이 없습니다' : `계획에 ${role} 역할이 없습니다`}.`,
        ),
        fix: text(
          'Label its pods with hanok.dev/role, or plan its memory and place beside the platform.',
          '파드에 hanok.dev/role 라벨을 붙이거나, 그 메모리와 자리를 따로 계획하세요.',
        ),
        manifest,
        pointer: '/spec/template/metadata/labels',
        data: { role: role ?? null },
      }))
    return [...missing, ...unknown]
  },
  plant: (object) =>
    object.kind === 'Deployment'
      ? { ...object, spec: { ...(object.spec as object), template: {} } }
      : undefined,
})
