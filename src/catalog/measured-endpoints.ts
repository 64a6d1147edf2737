// What Prometheus asks, and by which name: every endpoint that tells metrics.

import type { Plan, PlanEndpoint } from '../model/plan.ts'

/** Name of a job: the endpoint, `etcd/client`. */
export function jobName({ id }: Pick<PlanEndpoint, 'id'>): string {
  return id.slice('endpoint/'.length)
}

/** The endpoints that are asked for metrics, in the plan's order. */
export function measuredEndpoints({ endpoints }: Pick<Plan, 'endpoints'>): readonly PlanEndpoint[] {
  return endpoints.filter(({ metrics, addresses }) => metrics !== undefined && addresses.length > 0)
}
