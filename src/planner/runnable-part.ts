// The part of a plan that can be run: without the services that have no native realisation yet, or whose software is not given.

import { type AnyService, isRunnable } from '../catalog/service.ts'
import type { HostId, NetworkId, Plan } from '../model/plan.ts'
import { partOfPlan } from './part-of-plan.ts'

/** What can be run of a plan, and the ids of the services that are planned only, in order. */
export interface RunnablePart {
  readonly plan: Plan
  readonly plannedOnly: readonly string[]
}

/**
 * The plan without the services that the catalog can plan but not run. Every host stays, also with nothing left on it,
 * and keeps the addresses that something on it still uses. A plan that can be run as it is comes back unchanged, and so
 * do services that the catalog does not know: whoever configures them says so. `withGiven: false`: also without what runs from an archive
 * that the user gives.
 */
export function runnablePart(
  plan: Plan,
  catalog: readonly AnyService[],
  { withGiven = true }: { readonly withGiven?: boolean } = {},
): RunnablePart {
  const runs = (service: AnyService) =>
    isRunnable(service, plan.services[service.id] ?? {}) && (withGiven || service.given === undefined)
  const toCome = new Set(catalog.filter((service) => !runs(service)).map(({ id }) => id))
  const plannedOnly = Object.keys(plan.services).filter((id) => toCome.has(id))
  if (plannedOnly.length === 0) return { plan, plannedOnly }
  const services = new Set(Object.keys(plan.services).filter((id) => !toCome.has(id)))
  const wanted = wantedNetworks(plan, catalog, services)
  const hosts = plan.hosts.map(
    ({ id, networks }) => [id, networks.filter((leg) => wanted.get(id)?.has(leg.id))] as const,
  )
  return { plan: partOfPlan(plan, { services, hosts: new Map(hosts) }), plannedOnly: plannedOnly.sort() }
}

/** The networks that each host needs a leg on for the instances that stay. */
function wantedNetworks(
  plan: Plan,
  catalog: readonly AnyService[],
  services: ReadonlySet<string>,
): ReadonlyMap<HostId, ReadonlySet<NetworkId>> {
  const ofRole = new Map<string, readonly NetworkId[]>(
    catalog.flatMap((service) => service.roles.map((role) => [`${service.id}/${role.id}`, role.networks])),
  )
  const wanted = new Map(plan.hosts.map(({ id }) => [id, new Set<NetworkId>(['management'])]))
  for (const { service, role, host } of plan.instances) {
    if (!services.has(service)) continue
    for (const network of ofRole.get(`${service}/${role}`) ?? []) wanted.get(host)?.add(network)
  }
  return wanted
}
