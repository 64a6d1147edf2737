// The part of a plan that can be run: without services and roles that have no native realisation yet, or whose software is not given.

import { type AnyService, canRun, isRunnable } from '../catalog/service.ts'
import type { HostId, NetworkId, Plan, RoleId } from '../model/plan.ts'
import { partOfPlan } from './part-of-plan.ts'

/** What can be run of a plan, and the ids of the services that are planned only, in order; `service/role` where only a role is. */
export interface RunnablePart {
  readonly plan: Plan
  readonly plannedOnly: readonly string[]
}

/**
 * The plan without what the catalog can plan but not run. Every host stays, also with nothing left on it, and keeps the
 * addresses that something on it still uses. A plan that can be run as it is comes back unchanged, and so do services that the
 * catalog does not know: whoever configures them says so. `withGiven: false`: also without what runs from an archive that the user gives.
 */
export function runnablePart(
  plan: Plan,
  catalog: readonly AnyService[],
  { withGiven = true }: { readonly withGiven?: boolean } = {},
): RunnablePart {
  const runs = (service: AnyService) =>
    isRunnable(service, plan.services[service.id] ?? {}) && (withGiven || service.given === undefined)
  const left = leftOut(plan, catalog, runs)
  if (left.roles.size === 0 && left.services.size === 0) return { plan, plannedOnly: [] }
  const services = new Set(Object.keys(plan.services).filter((id) => !left.services.has(id)))
  const wanted = wantedNetworks(
    plan,
    catalog,
    (service, role) => services.has(service) && !left.roles.has(`${service}/${role}`),
  )
  const hosts = plan.hosts.map(
    ({ id, networks }) => [id, networks.filter((leg) => wanted.get(id)?.has(leg.id))] as const,
  )
  return {
    plan: partOfPlan(plan, { services, without: left.roles, hosts: new Map(hosts) }),
    plannedOnly: [...left.services, ...left.roles].sort(),
  }
}

/** Services of the plan that do not run, and roles of the others that do not. */
function leftOut(
  plan: Plan,
  catalog: readonly AnyService[],
  runs: (service: AnyService) => boolean,
): { readonly services: ReadonlySet<string>; readonly roles: ReadonlySet<RoleId> } {
  const present = catalog.filter(({ id }) => plan.services[id] !== undefined)
  const services = present.filter((service) => !runs(service)).map(({ id }) => id)
  const planned = new Set(plan.roles.map(({ service, role }) => `${service}/${role}`))
  const roles = present
    .filter(({ id }) => !services.includes(id))
    .flatMap((service) =>
      service.roles.filter((role) => !canRun(role)).map((role): RoleId => `${service.id}/${role.id}`),
    )
    .filter((id) => planned.has(id))
  return { services: new Set(services), roles: new Set(roles) }
}

/** The networks that each host needs a leg on for the instances that stay. */
function wantedNetworks(
  plan: Plan,
  catalog: readonly AnyService[],
  stays: (service: string, role: string) => boolean,
): ReadonlyMap<HostId, ReadonlySet<NetworkId>> {
  const ofRole = new Map<string, readonly NetworkId[]>(
    catalog.flatMap((service) => service.roles.map((role) => [`${service.id}/${role.id}`, role.networks])),
  )
  const wanted = new Map(plan.hosts.map(({ id }) => [id, new Set<NetworkId>(['management'])]))
  for (const { service, role, host } of plan.instances) {
    if (!stays(service, role)) continue
    for (const network of ofRole.get(`${service}/${role}`) ?? []) wanted.get(host)?.add(network)
  }
  return wanted
}
