// What the roles of a plan need, and how they get there.

import type { EndpointId, HostId, NetworkId, Plan, PlanInstance, PlanNeed, RoleId } from '../model/plan.ts'
import { editInstances } from './plan-edits.ts'
import { groupBy, type PlanFacts, roleIdOf } from './plan-facts.ts'

/** A need, and the instances of a role that have it. */
export interface RoleNeed {
  readonly role: RoleId
  readonly service: string
  readonly need: PlanNeed
  readonly instances: readonly PlanInstance[]
}

/** Every need of every role, once for all instances that have it in the same way. */
export function roleNeeds(plan: Plan): readonly RoleNeed[] {
  const each = plan.instances.flatMap((instance) =>
    instance.needs.map((need) => ({ instance, need, role: roleIdOf(instance) })),
  )
  const alike = groupBy(each, ({ role, need }) => `${role} ${need.endpoint} ${need.strength} ${need.via}`)
  return [...alike.values()].flatMap((group) =>
    group.slice(0, 1).map(({ role, need, instance }) => ({
      role,
      service: instance.service,
      need,
      instances: group.map((one) => one.instance),
    })),
  )
}

/** Whether a host has an address on a network. */
export function hasLeg(facts: PlanFacts, host: HostId, network: NetworkId): boolean {
  return facts.host(host)?.networks.some(({ id }) => id === network) ?? false
}

/**
 * Whether a flow lets a role reach an endpoint; `open` holds `from to` of every flow. Behind a virtual IP on the same
 * instances a client may be given the way to the backend instead.
 */
export function isLetThrough(
  facts: PlanFacts,
  open: ReadonlySet<string>,
  role: RoleId,
  id: EndpointId,
): boolean {
  const backend = facts.endpoint(id)?.backend
  return open.has(`${role} ${id}`) || (backend !== undefined && open.has(`${role} ${backend}`))
}

/** Circles of roles of which none can work, or begin to, before the others do. Each once, from its first role by name. */
export function needCircles(plan: Plan): readonly (readonly RoleId[])[] {
  const server = new Map(plan.endpoints.map((endpoint) => [endpoint.id, roleIdOf(endpoint)]))
  const needs = new Map<RoleId, Set<RoleId>>()
  for (const { role, need } of roleNeeds(plan)) {
    const other = server.get(need.endpoint)
    // A role that needs itself is a cluster that forms together.
    if (need.strength === 'soft' || other === undefined || other === role) continue
    needs.set(role, (needs.get(role) ?? new Set<RoleId>()).add(other))
  }
  const circles = new Map<string, readonly RoleId[]>()
  for (const role of needs.keys()) {
    const circle = circleThrough(role, needs)
    if (circle !== undefined) circles.set([...circle].sort().join(' '), circle)
  }
  return [...circles.values()]
}

/** The shortest circle through a role, breadth first; undefined where there is none. */
function circleThrough(
  role: RoleId,
  needs: ReadonlyMap<RoleId, ReadonlySet<RoleId>>,
): readonly RoleId[] | undefined {
  const seen = new Set<RoleId>()
  let paths: readonly (readonly RoleId[])[] = [[role]]
  while (paths.length > 0) {
    const longer: (readonly RoleId[])[] = []
    for (const path of paths) {
      for (const next of needs.get(path.at(-1) ?? role) ?? []) {
        if (next === role) return path
        if (!seen.has(next)) longer.push([...path, next])
        seen.add(next)
      }
    }
    paths = longer
  }
  return undefined
}

/** For examples: a role that needs an endpoint in this way. */
export function withNeed(
  plan: Plan,
  role: RoleId,
  endpoint: EndpointId,
  how: Pick<PlanNeed, 'strength' | 'via'>,
): Plan {
  return editInstances(plan, role, (instance) => ({
    ...instance,
    needs: [...instance.needs.filter((need) => need.endpoint !== endpoint), { endpoint, ...how }],
  }))
}
