// Endpoints behind a virtual IP.

import type { Balancing, Plan, PlanEndpoint } from '../model/plan.ts'
import { editEndpoint } from './plan-edits.ts'

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

/** For examples: an endpoint that is balanced otherwise. */
export function withBalancing(plan: Plan, id: string, change: Partial<Balancing>): Plan {
  return editEndpoint(plan, id, (endpoint) =>
    endpoint.balancing === undefined
      ? endpoint
      : { ...endpoint, balancing: { ...endpoint.balancing, ...change } },
  )
}
