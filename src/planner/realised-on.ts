// A service as its target realises it: on Kubernetes by charts, operators and manifests of our own (docs/adr/0013).

import { equalsRecovery, movedAfterMs } from '../catalog/kubernetes-timing.ts'
import type { AnyRole, AnyService, ShapeContext } from '../catalog/service.ts'
import type { JsonObject, PlanRole, Realisation } from '../model/plan.ts'
import type { HostSeat } from './hosts.ts'

/** The service with what its realisation on Kubernetes puts in place of the native one. */
export function realisedOnKubernetes(service: AnyService): AnyService {
  const { realisation: _realisation, roles, ...other } = service.kubernetes ?? { realisation: 'native' }
  return { ...service, ...other, roles: roles ?? service.roles.map(behindAService) }
}

/** What makes a service real. */
export function realisationOf(service: AnyService, shape: ShapeContext<JsonObject>): Realisation {
  return shape.onKubernetes ? (service.kubernetes?.realisation ?? 'native') : 'native'
}

/** Equals that no balancer checks: the address of a lost node stays in their Service until the node counts as lost. */
function behindAService(role: AnyRole): AnyRole {
  const { recovery, ...rest } = role
  return {
    ...rest,
    recovery: (shape) => {
      const own = recovery?.(shape)
      return role.rule(shape).kind === 'any' ? equalsRecovery() : own
    },
  } as AnyRole
}

/** Whether a role's pods are placed elsewhere when their node is lost, and after how long; nothing where they wait for it. `seats`: all hosts. */
export function movesOf(
  role: AnyRole,
  shape: ShapeContext<JsonObject>,
  hosts: readonly HostSeat[],
  seats: readonly HostSeat[],
): Pick<PlanRole, 'moves'> {
  if (!shape.onKubernetes || role.duties === 'every') return {}
  const groups = new Set(hosts.map(({ group }) => group))
  // Never two of a role on a node: where each node of its groups has one, none is left to move to.
  const hasRoom = seats.filter(({ group }) => groups.has(group)).length > hosts.length
  const { kind } = role.rule(shape)
  const moves = hasRoom && (role.moves ?? (kind === 'any' || kind === 'single'))
  return moves ? { moves: { afterMs: movedAfterMs(shape.profile) } } : {}
}
