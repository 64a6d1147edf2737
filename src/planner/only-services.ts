// Some services of a plan and what they cannot start without. For a quick look at one of them.

import type { Plan } from '../model/plan.ts'
import { balancerRole } from './flows.ts'
import { partOfPlan } from './part-of-plan.ts'

/** Services that a part keeps wherever the plan has them: without it dead hosts go unnoticed. */
const always = ['peer-watch'] as const

/**
 * The plan with only these services, the services that theirs need (hard or at start), and the balancers where one of
 * them is reached by a virtual IP. Hosts with nothing left to run go. What a service knows of others it still asks
 * `has` for, so soft needs fall away. Names that the plan does not have are ignored.
 */
export function onlyServices(plan: Plan, names: readonly string[]): Plan {
  const services = withNeeds(plan, names)
  const used = new Set(
    plan.instances
      .filter(({ service }) => services.has(service) && !(always as readonly string[]).includes(service))
      .map(({ host }) => host),
  )
  const hosts = plan.hosts.filter(({ id }) => used.has(id))
  return partOfPlan(plan, { services, hosts: new Map(hosts.map(({ id, networks }) => [id, networks])) })
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
