// How fast a start could be at best: the longest chain of starts, each waiting only for what it needs.

import type { InstanceId, Plan, PlanEndpoint, PlanInstance } from '../model/plan.ts'

/** The longest chain, from what starts first to what is ready last. */
export interface CriticalPath {
  readonly ms: number
  readonly chain: readonly InstanceId[]
}

/**
 * The critical path of a start, from how long each instance took from its own start until it was ready. An endpoint behind
 * a virtual IP counts from its first backend and the first balancer; a list from its first instance, or its majority
 * where the role votes. Instances without a duration count as 0.
 */
export function criticalPath(plan: Plan, startMs: ReadonlyMap<InstanceId, number>): CriticalPath {
  const known = new Map<InstanceId, CriticalPath>()
  const underWay = new Set<InstanceId>()

  const readyOf = (id: InstanceId): CriticalPath => {
    const done = known.get(id)
    if (done !== undefined) return done
    // A circle of needs would not start at all: it is cut where it closes.
    if (underWay.has(id)) return { ms: 0, chain: [] }
    underWay.add(id)
    const instance = plan.instances.find((candidate) => candidate.id === id)
    const longest = longestOf(instance === undefined ? [] : needsOf(instance))
    underWay.delete(id)
    const path = { ms: longest.ms + (startMs.get(id) ?? 0), chain: [...longest.chain, id] }
    known.set(id, path)
    return path
  }

  const needsOf = (instance: PlanInstance): readonly CriticalPath[] =>
    instance.needs
      .filter((need) => need.strength !== 'soft')
      .flatMap((need) => {
        const endpoint = plan.endpoints.find((candidate) => candidate.id === need.endpoint)
        return endpoint === undefined ? [] : [availableOf(endpoint)]
      })

  const availableOf = (endpoint: PlanEndpoint): CriticalPath => {
    const rule = plan.roles.find((r) => r.service === endpoint.service && r.role === endpoint.role)?.rule
    const paths = endpoint.addresses.map(({ instance }) => readyOf(instance)).sort((a, b) => a.ms - b.ms)
    const wanted = rule?.kind === 'majority' ? Math.floor(paths.length / 2) : 0
    const served = paths[wanted] ?? { ms: 0, chain: [] }
    if (endpoint.virtualIp === undefined) return served
    const balancers = plan.instances
      .filter((instance) => instance.service === 'load-balancer')
      .map((instance) => readyOf(instance.id))
      .sort((a, b) => a.ms - b.ms)
    return longestOf([served, ...balancers.slice(0, 1)])
  }

  return longestOf(plan.instances.map((instance) => readyOf(instance.id)))
}

function longestOf(paths: readonly CriticalPath[]): CriticalPath {
  return paths.reduce((longest, path) => (path.ms > longest.ms ? path : longest), { ms: 0, chain: [] })
}
