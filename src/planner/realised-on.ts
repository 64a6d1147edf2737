// A service as its target realises it: on Kubernetes by charts, operators and manifests of our own (docs/adr/0013).

import { equalsRecovery, movedAfterMs } from '../catalog/kubernetes-timing.ts'
import type { AnyRole, AnyService, ShapeContext } from '../catalog/service.ts'
import type { HostId, JsonObject, PlanHost, PlanInstance, PlanRole, Realisation } from '../model/plan.ts'
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

/** What a node keeps for its operating system and kubelet; the same as in a rehearsal (rehearsal/cluster/nodes.ts). */
const reserved = { cpus: 0.25, memoryMiB: 512 }

interface Room {
  cpus: number
  memoryMiB: number
}

/**
 * Takes back that a role moves where it could not: whichever of its hosts is lost, another host of its groups that has none of its
 * instances must have the room of one beside everything planned there.
 */
export function movesWithRoom(
  roles: readonly PlanRole[],
  hosts: readonly PlanHost[],
  instances: readonly PlanInstance[],
): readonly PlanRole[] {
  if (roles.every(({ moves }) => moves === undefined)) return roles
  const room = new Map(
    hosts.map(({ id, hardware }): [HostId, Room] => [
      id,
      { cpus: hardware.cpus - reserved.cpus, memoryMiB: hardware.memoryGiB * 1_024 - reserved.memoryMiB },
    ]),
  )
  for (const { host, size } of instances) {
    const left = room.get(host)
    if (left === undefined) continue
    left.cpus -= size.production.cpus
    left.memoryMiB -= size.production.memoryMiB
  }
  return roles.map((role) => {
    if (role.moves === undefined) return role
    const own = instances.filter((one) => one.service === role.service && one.role === role.role)
    const taken = new Set(own.map(({ host }) => host))
    const groups = new Set(hosts.filter(({ id }) => taken.has(id)).map(({ group }) => group))
    const size = own[0]?.size.production ?? { cpus: 0, memoryMiB: 0 }
    const fits = hosts.some(({ id, group }) => {
      const left = room.get(id)
      if (left === undefined || taken.has(id) || !groups.has(group)) return false
      return left.cpus >= size.cpus && left.memoryMiB >= size.memoryMiB
    })
    if (fits) return role
    const { moves: _moves, ...stays } = role
    return stays
  })
}
