// A failure → what it does to everything that people use (docs/verdict.md, "Outcome").

import type { Capability, DatasetId, Plan } from '../model/plan.ts'
import type { CapabilityVerdict, FailureVerdict } from '../model/verdict.ts'
import { compilePlan } from './compile-plan.ts'
import {
  absent,
  type CompiledCapability,
  type CompiledDataset,
  type CompiledNeed,
  type CompiledPlan,
  type NeedClass,
} from './compiled-plan.ts'
import { type Failure, type FailureMode, failureOf } from './failure.ts'
import { type PlatformState, stateAfter } from './platform-state.ts'

/**
 * What the failure of these elements together does. Throws a `RangeError` for an id that is no instance, host, failure
 * domain or network of the plan. For many failures of one plan, `evaluator` is quicker.
 */
export function evaluateFailure(
  plan: Plan,
  elementIds: readonly string[],
  mode: FailureMode = 'dead',
): FailureVerdict {
  const compiled = compilePlan(plan)
  return evaluator(compiled)(failureOf(compiled, elementIds, mode))
}

/** Evaluates failures of one plan. */
export type Evaluate = (failure: Failure) => FailureVerdict

const nothing: Failure = { gone: new Set(), cut: new Set(), networks: new Set(), instances: new Set() }

/** An evaluator that knows what does not work although nothing has failed, and begins each failure there. */
export function evaluator(compiled: CompiledPlan): Evaluate {
  const before = [...stateAfter(compiled, nothing).down]
  const views = compiled.capabilities.map((capability) => capabilityView(compiled, capability))
  return (failure) => verdictOf(compiled, views, stateAfter(compiled, failure, before))
}

/** What a capability looks at, worked out once for all failures. */
interface CapabilityView extends CompiledCapability {
  readonly served: readonly ServedEndpoint[]
  /** Roles whose takeover its users wait for: those that it cannot do without, and those that work for them. */
  readonly awaited: readonly number[]
  /** Who serves it, with the soft needs whose absence limits it. */
  readonly limits: readonly {
    readonly instances: readonly number[]
    readonly needs: readonly CompiledNeed[]
  }[]
}

/** An endpoint with the roles that do the work behind it, each with the endpoints by which it is needed. */
interface ServedEndpoint {
  readonly endpoint: number
  readonly behind: readonly (readonly number[])[]
}

function capabilityView(compiled: CompiledPlan, capability: CompiledCapability): CapabilityView {
  const roleOf = (endpoint: number) => compiled.endpoints[endpoint]?.role ?? absent
  const served = capability.endpoints.map((endpoint): ServedEndpoint => {
    const role = roleOf(endpoint)
    // A role may be needed by several of its ports; its capacity counts once.
    const behind = new Map<number, number[]>()
    for (const { endpoint: needed } of compiled.softNeedsOf[role] ?? []) {
      if (!isOfOtherCapacityRole(compiled, needed, role)) continue
      behind.set(roleOf(needed), [...(behind.get(roleOf(needed)) ?? []), needed])
    }
    return { endpoint, behind: [...behind.values()] }
  })
  const limits = [...new Set(capability.endpoints.map(roleOf))]
    .flatMap((role) => compiled.classesOf[role] ?? [])
    .map((needClass) => ({ instances: needClass.instances, needs: limitingNeeds(compiled, needClass) }))
    .filter(({ needs }) => needs.length > 0)
  const workers = capability.closure.flatMap((role) => workersOf(compiled, role))
  return { ...capability, served, limits, awaited: [...new Set([...capability.closure, ...workers])] }
}

function verdictOf(
  compiled: CompiledPlan,
  views: readonly CapabilityView[],
  state: PlatformState,
): FailureVerdict {
  const capabilities: Partial<Record<Capability, CapabilityVerdict>> = {}
  for (const view of views) {
    const verdict = capabilityVerdict(compiled, state, view)
    if (verdict !== undefined) capabilities[view.id] = verdict
  }
  const lost: DatasetId[] = []
  const atRisk: DatasetId[] = []
  for (let number = 0; number < compiled.datasets.length; number += 1) {
    const { id, holder } = compiled.datasets[number] as CompiledDataset
    if (!state.downByRole.has(holder)) continue
    const { isLost, isAtRisk } = state.dataset(number)
    if (isLost) lost.push(id)
    if (isAtRisk) atRisk.push(id)
  }
  return { capabilities, lost, atRisk }
}

/** Undefined where nobody notices. */
function capabilityVerdict(
  compiled: CompiledPlan,
  state: PlatformState,
  view: CapabilityView,
): CapabilityVerdict | undefined {
  let fraction = 1
  for (const served of view.served) fraction = Math.min(fraction, servedFraction(compiled, state, served))
  if (view.datasets.some((dataset) => state.dataset(dataset).isLost)) {
    return { outcome: 'loses', fraction, recoveryMs: null }
  }
  if (fraction === 0) return { outcome: 'stops', fraction, recoveryMs: null }
  const gapMs = gapOf(compiled, state, view)
  if (gapMs > 0) return { outcome: 'stops', fraction, recoveryMs: gapMs }
  if (fraction < 1 || isLimited(state, view)) {
    return { outcome: 'degrades', fraction, recoveryMs: 0 }
  }
  return undefined
}

/** Capacity that an endpoint itself has left. */
function ownFraction(compiled: CompiledPlan, state: PlatformState, endpoint: number): number {
  if (!state.endpointWorks(endpoint)) return 0
  const { role = absent } = compiled.endpoints[endpoint] ?? {}
  const rule = compiled.roles[role]?.rule
  if (rule?.kind !== 'capacity' || rule.minimum <= 0) return 1
  return Math.min(1, state.working(role) / rule.minimum)
}

/** The same with the roles that do the work behind it: a coordinator without workers serves nothing. */
function servedFraction(compiled: CompiledPlan, state: PlatformState, served: ServedEndpoint): number {
  let fraction = ownFraction(compiled, state, served.endpoint)
  if (fraction === 0) return 0
  for (const endpoints of served.behind) {
    let left = 1
    for (const endpoint of endpoints) left = Math.min(left, ownFraction(compiled, state, endpoint))
    fraction *= left
  }
  return fraction
}

/** Workers stand behind the coordinators of their own service; what others merely look at does no work for them. */
function isOfOtherCapacityRole(compiled: CompiledPlan, endpoint: number, role: number): boolean {
  const { role: needed = absent } = compiled.endpoints[endpoint] ?? {}
  const { rule, service } = compiled.roles[needed] ?? {}
  return needed !== role && rule?.kind === 'capacity' && service === compiled.roles[role]?.service
}

/** Roles of its own service that do the work behind a role. */
function workersOf(compiled: CompiledPlan, role: number): readonly number[] {
  return (compiled.softNeedsOf[role] ?? [])
    .filter(({ endpoint }) => isOfOtherCapacityRole(compiled, endpoint, role))
    .map(({ endpoint }) => compiled.endpoints[endpoint]?.role ?? absent)
}

/** Something that it can do without, yet not do everything without, is not there. */
function isLimited(state: PlatformState, { limits }: CapabilityView): boolean {
  return limits.some(
    ({ instances, needs }) =>
      !instances.every((instance) => state.down.has(instance)) && needs.some((need) => !state.isMet(need)),
  )
}

/** Soft needs whose absence limits. */
function limitingNeeds(compiled: CompiledPlan, { role, soft }: NeedClass): readonly CompiledNeed[] {
  return soft.filter(({ endpoint }) => {
    const { role: needed = absent } = compiled.endpoints[endpoint] ?? {}
    return needed !== role && !isOfOtherCapacityRole(compiled, endpoint, role)
  })
}

/** The longest takeover among the roles that its users wait for. */
function gapOf(compiled: CompiledPlan, state: PlatformState, { awaited }: CapabilityView): number {
  const { gone, cut, networks, silent = false } = state.failure
  let longestMs = 0
  for (const role of awaited) {
    const { recovery } = compiled.roles[role] ?? {}
    const down = state.downByRole.get(role)
    if (recovery === undefined || down === undefined) continue
    const isHostLoss =
      silent ||
      networks.size > 0 ||
      down.some((instance) => {
        const host = compiled.hostOf[instance] ?? absent
        return gone.has(host) || cut.has(host)
      })
    const gapMs = isHostLoss ? recovery.hostLossMs : (recovery.instanceLossMs ?? recovery.hostLossMs)
    longestMs = Math.max(longestMs, gapMs)
  }
  return longestMs
}
