// Endpoints behind a virtual IP.

import type { Balancing, NetworkId, Plan, PlanEndpoint } from '../model/plan.ts'
import { editEndpoint } from './plan-edits.ts'
import { groupBy } from './plan-facts.ts'

/** An endpoint with a virtual IP. */
export type BalancedEndpoint = PlanEndpoint & { readonly virtualIp: string }

/** Every endpoint behind a virtual IP. */
export function balancedEndpoints(plan: Plan): readonly BalancedEndpoint[] {
  return plan.endpoints.flatMap((endpoint) =>
    endpoint.virtualIp === undefined ? [] : [{ ...endpoint, virtualIp: endpoint.virtualIp }],
  )
}

/** The virtual IPs of a plan, each once. */
export function virtualIps(plan: Plan): readonly string[] {
  return [...new Set(balancedEndpoints(plan).map(({ virtualIp }) => virtualIp))]
}

/** The virtual IPs of each network, each with the endpoints behind it. */
export function virtualAddresses(plan: Plan): readonly {
  readonly virtualIp: string
  readonly network: NetworkId
  readonly endpoints: readonly string[]
}[] {
  const groups = groupBy(balancedEndpoints(plan), ({ virtualIp, network }) => `${network} ${virtualIp}`)
  return [...groups.values()].flatMap((alike) =>
    alike
      .slice(0, 1)
      .map(({ virtualIp, network }) => ({ virtualIp, network, endpoints: alike.map(({ id }) => id) })),
  )
}

/**
 * How long a balancer may take to give up a backend that is silent: the time to its next check, then as many checks as
 * must fail, each waited for to its end or to the beginning of the next (HAProxy, Configuration Manual, "inter", "fall",
 * "timeout check"). The catalog's estimates of recovery count the same.
 */
export function noticedMs({ intervalMs, fall, checkTimeoutMs }: Balancing): number {
  return intervalMs + fall * checkTimeoutMs
}

/** Whether an appliance or a cloud that the plan does not hold answers for the virtual IPs. */
export function isBalancedOutside(plan: Plan): boolean {
  const managed = ['aws', 'gcp', 'azure']
  return (
    plan.services['load-balancer']?.kind === 'hardware' ||
    (plan.clusters.length > 0 && plan.clusters.every(({ target }) => managed.includes(target)))
  )
}

/** For examples: an endpoint that is balanced otherwise. */
export function withBalancing(plan: Plan, id: string, change: Partial<Balancing>): Plan {
  return editEndpoint(plan, id, (endpoint) =>
    endpoint.balancing === undefined
      ? endpoint
      : { ...endpoint, balancing: { ...endpoint.balancing, ...change } },
  )
}
