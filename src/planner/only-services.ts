// A part of a plan: some services and what they cannot start without. For a quick look at one of them.

import type { JsonObject, Plan } from '../model/plan.ts'
import { balancerRole } from './flows.ts'

/** Services that a part keeps wherever the plan has them: without it dead hosts go unnoticed. */
const always = ['peer-watch'] as const

/**
 * The plan with only these services, the services that theirs need (hard or at start), and the balancers where one of
 * them is reached by a virtual IP. Hosts with nothing left to run go. What a service knows of others it still asks
 * `has` for, so soft needs fall away. Names that the plan does not have are ignored.
 */
export function onlyServices(plan: Plan, names: readonly string[]): Plan {
  const kept = withNeeds(plan, names)
  const instances = plan.instances.filter((instance) => kept.has(instance.service))
  const endpoints = plan.endpoints.filter((endpoint) => kept.has(endpoint.service))
  const endpointIds = new Set<string>(endpoints.map(({ id }) => id))
  const roles = plan.roles.filter((role) => kept.has(role.service))
  const roleIds = new Set<string>(roles.map(({ service, role }) => `${service}/${role}`))
  const hostIds = new Set(instances.filter(({ service }) => !isEverywhere(service)).map(({ host }) => host))
  const onHosts = instances.filter(({ host }) => hostIds.has(host))
  const instanceIds = new Set(onHosts.map(({ id }) => id))
  return {
    ...plan,
    services: filterKeys(plan.services, (id) => kept.has(id)),
    capabilities: filterKeys(plan.capabilities, (_id, ids) => ids.every((id) => endpointIds.has(id))),
    roles,
    hosts: plan.hosts.filter(({ id }) => hostIds.has(id)),
    failureDomains: plan.failureDomains.map((domain) => ({
      ...domain,
      members: domain.members.filter((member) => hostIds.has(member)),
    })),
    instances: onHosts.map((instance) => ({
      ...instance,
      needs: instance.needs.filter((need) => endpointIds.has(need.endpoint)),
    })),
    endpoints: endpoints.map((endpoint) => ({
      ...endpoint,
      addresses: endpoint.addresses.filter(({ instance }) => instanceIds.has(instance)),
    })),
    datasets: plan.datasets.filter(({ service }) => kept.has(service)),
    flows: plan.flows.filter(
      ({ from, to }) => (from === 'user' || roleIds.has(from)) && (endpointIds.has(to) || roleIds.has(to)),
    ),
  }
}

function isEverywhere(service: string): boolean {
  return (always as readonly string[]).includes(service)
}

function withNeeds(plan: Plan, names: readonly string[]): ReadonlySet<string> {
  const endpoints = new Map(plan.endpoints.map((endpoint) => [endpoint.id, endpoint]))
  const kept = new Set([...names, ...always].filter((name) => plan.services[name] !== undefined))
  const balancer = balancerRole.split('/')[0] ?? ''
  for (const service of kept) {
    for (const { needs } of plan.instances.filter((instance) => instance.service === service)) {
      for (const need of needs.filter(({ strength }) => strength !== 'soft')) {
        const endpoint = endpoints.get(need.endpoint)
        if (endpoint !== undefined) kept.add(endpoint.service)
      }
    }
    const balanced = plan.endpoints.some(
      (endpoint) => endpoint.service === service && endpoint.virtualIp !== undefined,
    )
    if (balanced && plan.services[balancer] !== undefined) kept.add(balancer)
  }
  return kept
}

function filterKeys<V extends JsonObject | readonly string[] | undefined>(
  values: Readonly<Record<string, V>> | Readonly<Partial<Record<string, V>>>,
  keep: (key: string, value: NonNullable<V>) => boolean,
): Record<string, NonNullable<V>> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, NonNullable<V>] => {
      const [key, value] = entry
      return value !== undefined && value !== null && keep(key, value as NonNullable<V>)
    }),
  )
}
