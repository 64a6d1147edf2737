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
import { type Failure, failureOf } from './failure.ts'
import { type PlatformState, stateAfter } from './platform-state.ts'

/**
 * What the failure of these elements together does. Throws a `RangeError` for an id that is no instance, host, failure
 * domain or network of the plan. For many failures of one plan, `evaluator` is quicker.
 */
export function evaluateFailure(plan: Plan, elementIds: readonly string[]): FailureVerdict {
  const compiled = compilePlan(plan)
  return evaluator(compiled)(failureOf(compiled, elementIds))
}

/** Evaluates failures of one plan. */
export type Evaluate = (failure: Failure) => FailureVerdict

const nothing: Failure = { gone: new Set(), cut: new Set(), networks: new Set(), instances: new Set() }

/** An evaluator that knows what does not work although nothing has failed, and begins each failure there. */
export function evaluator(compiled: CompiledPlan): Evaluate {
  const before = [...stateAfter(compiled, nothing).down]
  return (failure) => verdictOf(compiled, stateAfter(compiled, failure, before))
}

function verdictOf(compiled: CompiledPlan, state: PlatformState): FailureVerdict {
  const capabilities: Partial<Record<Capability, CapabilityVerdict>> = {}
  for (const capability of compiled.capabilities) {
    const verdict = capabilityVerdict(compiled, state, capability)
    if (verdict !== undefined) capabilities[capability.id] = verdict
  }
  const lost: DatasetId[] = []
  const atRisk: DatasetId[] = []
  for (let number = 0; number < compiled.datasets.length; number += 1) {
    const { id } = compiled.datasets[number] as CompiledDataset
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
  capability: CompiledCapability,
): CapabilityVerdict | undefined {
  const fractions = capability.endpoints.map((endpoint) => servedFraction(compiled, state, endpoint))
  const fraction = Math.min(1, ...fractions)
  if (capability.datasets.some((dataset) => state.dataset(dataset).isLost)) {
    return { outcome: 'loses', fraction, recoveryMs: null }
  }
  if (fraction === 0) return { outcome: 'stops', fraction, recoveryMs: null }
  const gapMs = gapOf(compiled, state, capability)
  if (gapMs > 0) return { outcome: 'stops', fraction, recoveryMs: gapMs }
  if (fraction < 1 || isLimited(compiled, state, capability)) {
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
function servedFraction(compiled: CompiledPlan, state: PlatformState, endpoint: number): number {
  const own = ownFraction(compiled, state, endpoint)
  if (own === 0) return 0
  const { role = absent } = compiled.endpoints[endpoint] ?? {}
  if (softNeeds(compiled, role).length === 0) return own
  // A role may be needed by several of its ports; its capacity counts once.
  const behind = new Map<number, number>()
  for (const { endpoint: needed } of softNeeds(compiled, role)) {
    if (!isOfOtherCapacityRole(compiled, needed, role)) continue
    const neededRole = compiled.endpoints[needed]?.role ?? absent
    const left = ownFraction(compiled, state, needed)
    behind.set(neededRole, Math.min(left, behind.get(neededRole) ?? 1))
  }
  return [...behind.values()].reduce((product, left) => product * left, own)
}

function softNeeds(compiled: CompiledPlan, role: number) {
  return compiled.softNeedsOf[role] ?? []
}

/** Workers stand behind the coordinators of their own service; what others merely look at does no work for them. */
function isOfOtherCapacityRole(compiled: CompiledPlan, endpoint: number, role: number): boolean {
  const { role: needed = absent } = compiled.endpoints[endpoint] ?? {}
  const { rule, service } = compiled.roles[needed] ?? {}
  return needed !== role && rule?.kind === 'capacity' && service === compiled.roles[role]?.service
}

/** Something that it can do without, yet not do everything without, is not there. */
function isLimited(compiled: CompiledPlan, state: PlatformState, capability: CompiledCapability): boolean {
  const roles = new Set(capability.endpoints.map((endpoint) => compiled.endpoints[endpoint]?.role ?? absent))
  const needing = [...roles].flatMap((role) => compiled.classesOf[role] ?? [])
  return needing.some((needClass) => {
    const { instances } = needClass
    const needs = limitingNeeds(compiled, needClass)
    if (needs.length === 0) return false
    if (instances.every((instance) => state.down.has(instance))) return false
    return needs.some((need) => !state.isMet(need))
  })
}

const knownLimits = new WeakMap<NeedClass, readonly CompiledNeed[]>()

/** Soft needs whose absence limits: worked out once, since every failure asks for them. */
function limitingNeeds(compiled: CompiledPlan, needClass: NeedClass): readonly CompiledNeed[] {
  const known = knownLimits.get(needClass)
  if (known !== undefined) return known
  const { role, soft } = needClass
  const limiting = soft.filter((need) => {
    const { role: needed = absent } = compiled.endpoints[need.endpoint] ?? {}
    const counts = needed !== role && !isOfOtherCapacityRole(compiled, need.endpoint, role)
    return counts
  })
  knownLimits.set(needClass, limiting)
  return limiting
}

/** The longest takeover among the roles that it cannot do without. */
function gapOf(compiled: CompiledPlan, state: PlatformState, capability: CompiledCapability): number {
  const { gone, cut, networks } = state.failure
  let longestMs = 0
  for (const role of capability.closure) {
    const { recovery } = compiled.roles[role] ?? {}
    const down = state.downByRole.get(role)
    if (recovery === undefined || down === undefined) continue
    const isHostLoss =
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
