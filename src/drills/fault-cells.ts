// What was seen between one fault and its healing, made into the cell of each workload.

import type { Plan } from '../model/plan.ts'
import { evaluateFailure } from '../verifier/evaluate-failure.ts'
import type { FailureMode } from '../verifier/failure.ts'
import type { FoundBreach } from './checker.ts'
import type { CellOutcome, EvidenceCell } from './evidence.ts'
import { faultWindow, type Operation } from './history.ts'
import { judge, observationOf, predictionOf, type Seen } from './judge-cell.ts'
import type { Workload } from './workload.ts'

/** One fault from its moment to its healing, on the clock of `performance.now()`. */
export interface Window {
  readonly fault: string
  readonly elements: readonly string[]
  /** Undefined where the verdict cannot say. */
  readonly mode: FailureMode | undefined
  readonly confirmed: boolean
  readonly faultMs: number
  readonly endMs: number
  /** When everything was ready again after the healing. */
  readonly readyMs: number
}

/** What all clients were told, and how long before a fault they were left alone. */
export interface Watched {
  readonly operations: readonly Operation[]
  readonly workloads: readonly Workload[]
  readonly settleMs: number
}

/** The name of what a fault hits, in evidence: ids with `+` between them. */
export function elementName(elements: readonly string[]): string {
  return elements.join('+')
}

/** The kinds of operations that a workload has tried. */
export function kindsOf(operations: readonly Operation[], workload: string): readonly Operation['kind'][] {
  return [...new Set(operations.filter((o) => o.workload === workload).map((o) => o.kind))]
}

/** The worst of a workload's kinds of operations. */
function worst({ operations, settleMs }: Watched, workload: string, faultMs: number, endMs: number) {
  const windows = kindsOf(operations, workload).map((kind) => {
    const own = operations.filter((o) => o.workload === workload && o.kind === kind)
    // What began before the last fault was healed says nothing of the rhythm.
    const before = faultWindow(own, faultMs - settleMs * 0.75, faultMs)
    return { ...faultWindow(own, faultMs, endMs), rhythmMs: before.gapMs }
  })
  const recoveries = windows.map((window) => window.recoveryMs ?? Number.POSITIVE_INFINITY)
  const recoveryMs = Math.max(...recoveries)
  return {
    recoveryMs: windows.length === 0 || recoveryMs === Number.POSITIVE_INFINITY ? undefined : recoveryMs,
    gapMs: Math.max(0, ...windows.map((window) => window.gapMs)),
    rhythmMs: Math.max(0, ...windows.map((window) => window.rhythmMs)),
    workedBefore: windows.length > 0 && windows.every((window) => window.workedBefore),
    unknown: windows.reduce((sum, window) => sum + window.unknown, 0),
  }
}

/** Gaps and recoveries of all workloads, in a line. */
export function describeWindow(watched: Watched, faultMs: number, endMs: number): string {
  const seconds = (ms: number | undefined) => (ms === undefined ? 'never' : `${(ms / 1000).toFixed(1)} s`)
  return watched.workloads
    .map(({ id }) => {
      const { gapMs, recoveryMs, rhythmMs } = worst(watched, id, faultMs, endMs)
      return `${id} gap ${seconds(gapMs)} (before ${seconds(rhythmMs)}), new work after ${seconds(recoveryMs)}`
    })
    .join('; ')
}

/** What was found after the last fault was healed. */
export interface Findings {
  /** Acknowledged writes that are gone, by workload. */
  readonly lost: ReadonlyMap<string, readonly string[]>
  readonly breaches: readonly FoundBreach[]
}

function predictedBy(plan: Plan, { elements, mode }: Window, { capability }: Workload): CellOutcome | null {
  if (mode === undefined) return null
  return predictionOf(evaluateFailure(plan, elements, mode).capabilities[capability])
}

/** Whether every kind of operation had a success that began after a moment. */
export function worksSince({ operations }: Watched, workload: string, sinceMs: number): boolean {
  return kindsOf(operations, workload).every((kind) =>
    operations.some(
      (o) => o.workload === workload && o.kind === kind && o.outcome === 'ok' && o.startMs >= sinceMs,
    ),
  )
}

/** The longest time without a success while what was broken came back; of the worst kind of operations. */
function returnGapMs({ operations }: Watched, workload: string, { endMs, readyMs }: Window): number {
  const gaps = kindsOf(operations, workload).map((kind) => {
    const own = operations.filter((o) => o.workload === workload && o.kind === kind)
    return faultWindow(own, endMs, readyMs).gapMs
  })
  return Math.round(Math.max(0, ...gaps))
}

/** Whether a moment belongs to a fault: from the quiet before it to that before the next one. */
function isOf({ settleMs }: Watched, windows: readonly Window[], window: Window, atMs: number): boolean {
  return (windows.findLast(({ faultMs }) => faultMs - settleMs <= atMs) ?? windows[0]) === window
}

/** The cell of one workload. What was written and told counts for the fault that it belongs to. */
export function cellOf(
  plan: Plan,
  watched: Watched,
  windows: readonly Window[],
  window: Window,
  workload: Workload,
  findings: Findings,
): EvidenceCell {
  const lostKeys = findings.lost.get(workload.id) ?? []
  const breaches = findings.breaches
    .filter((breach) => breach.workload === workload.id)
    .filter(({ atMs }) => isOf(watched, windows, window, atMs))
    .map(({ checker, said }) => `${checker}: ${said}`)
  const { unknown, ...times } = worst(watched, workload.id, window.faultMs, window.endMs)
  const written = watched.operations.filter(
    (o) =>
      o.workload === workload.id &&
      o.kind === 'write' &&
      o.outcome === 'ok' &&
      isOf(watched, windows, window, o.endMs),
  )
  const lost = written.filter((o) => o.key !== undefined && lostKeys.includes(o.key)).length
  const seen: Seen = {
    ...times,
    lost,
    breaches: breaches.length,
    confirmed: window.confirmed,
    workedAfter: worksSince(watched, workload.id, window.endMs),
  }
  const predicted = predictedBy(plan, window, workload)
  return {
    element: elementName(window.elements),
    fault: window.fault,
    capability: workload.capability,
    workload: workload.id,
    predicted,
    observed: observationOf(seen),
    acked: written.length,
    lost,
    unknown,
    gapMs: Math.round(seen.gapMs),
    returnGapMs: returnGapMs(watched, workload.id, window),
    confirmed: window.confirmed,
    ...(breaches.length > 0 && { breaches }),
    verdict: judge(predicted, seen),
  }
}
