// What a capability cannot do without (docs/verdict.md, "The hard closure").

import type { Capability } from '../model/plan.ts'
import { absent, balancerService, type CompiledCapability, type CompiledPlan } from './compiled-plan.ts'

type Known = Omit<CompiledPlan, 'capabilities'>

/** Every capability of the plan with its endpoints, the roles that it cannot do without and the datasets they hold. */
export function compileCapabilities(
  known: Known,
  endpointNumbers: ReadonlyMap<string, number>,
): readonly CompiledCapability[] {
  return Object.entries(known.plan.capabilities).map(([id, ids]) => {
    const endpoints = ids.map((endpoint) => endpointNumbers.get(endpoint) ?? absent)
    const closure = closureOf(known, endpoints)
    return {
      id: id as Capability,
      endpoints,
      closure: [...closure],
      datasets: known.datasets.flatMap(({ holder }, number) => (closure.has(holder) ? [number] : [])),
    }
  })
}

/**
 * Every role on which it depends whether a capability can be used at all: its hard closure, and the roles that do the
 * work behind its endpoints with what they cannot do without. The loss of a host without any of them changes nothing.
 */
export function rolesBehind(compiled: CompiledPlan, { endpoints }: CompiledCapability): ReadonlySet<number> {
  const own = new Set(endpoints.map((endpoint) => compiled.endpoints[endpoint]?.role ?? absent))
  const capacities = [...own]
    .flatMap((role) => compiled.softNeedsOf[role] ?? [])
    .map(({ endpoint }) => endpoint)
    .filter((endpoint) => {
      const { role = absent } = compiled.endpoints[endpoint] ?? {}
      return compiled.roles[role]?.rule.kind === 'capacity'
    })
  const known = [...endpoints, ...capacities]
  let behind = closureOf(compiled, known)
  for (;;) {
    // A role may serve a dataset that another role holds.
    const holders = [...behind].flatMap((role) => {
      const { holder = absent } = compiled.datasets[compiled.roles[role]?.dataset ?? absent] ?? {}
      return holder === absent || behind.has(holder) ? [] : [holder]
    })
    if (holders.length === 0) return behind
    behind = closureOf(compiled, known, [...behind, ...holders])
  }
}

function closureOf(
  known: Known,
  endpoints: readonly number[],
  roles: readonly number[] = [],
): ReadonlySet<number> {
  const closure = new Set<number>(roles)
  const balancers = known.roles.flatMap(({ service }, number) =>
    service === balancerService ? [number] : [],
  )
  const take = (endpoint: number, byVirtualIp: boolean) => {
    const { role = absent, hasVirtualIp = false } = known.endpoints[endpoint] ?? {}
    if (role !== absent) closure.add(role)
    if (byVirtualIp && hasVirtualIp) for (const balancer of balancers) closure.add(balancer)
  }
  for (const endpoint of endpoints) take(endpoint, true)
  // A set hands out what is added to it while it is walked.
  for (const role of closure) {
    const { consensus = absent } = known.roles[role] ?? {}
    if (consensus !== absent) closure.add(consensus)
    for (const { hard } of known.needClasses.filter((needClass) => needClass.role === role)) {
      for (const { endpoint, via } of hard) take(endpoint, via === 'vip')
    }
  }
  return closure
}
