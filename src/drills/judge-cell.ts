// What was seen of one capability after one fault, judged against what the verdict had said of it.

import type { CapabilityVerdict } from '../model/verdict.ts'
import type { CellOutcome, EvidenceCell } from './evidence.ts'

/** What the clients of one workload saw of one fault. Times are milliseconds. */
export interface Seen {
  /** Whether the fault is known to have happened. */
  readonly confirmed: boolean
  /** Whether every kind of operation succeeded shortly before it. */
  readonly workedBefore: boolean
  /** Whether every kind of operation succeeded again once the fault was healed. */
  readonly workedAfter: boolean
  /** From the fault to the end of the first success that began after it, of the slowest kind; undefined where there was none. */
  readonly recoveryMs: number | undefined
  /** The longest time without a success from the fault on. */
  readonly gapMs: number
  /** The longest time without a success shortly before the fault: the client's own rhythm on this machine. */
  readonly rhythmMs: number
  /** Acknowledged writes that are gone. */
  readonly lost: number
  /** What the clients were told against a promise: stale or phantom reads, two leaders (`checkers/`). */
  readonly breaches: number
}

/** A capability that the failure does not touch. */
const untouched: CellOutcome = { outcome: 'survives', fraction: 1, recoveryMs: 0 }

/** The prediction as it stands in evidence; `verdict` is undefined for a capability that the failure does not touch. */
export function predictionOf(verdict: CapabilityVerdict | undefined): CellOutcome {
  return verdict ?? untouched
}

/** What no client could tell from its own rhythm: twice that, and a second for a busy machine. */
function noiseMs({ rhythmMs }: Seen): number {
  return 2 * rhythmMs + 1_000
}

function longestMs({ gapMs, recoveryMs = Number.POSITIVE_INFINITY }: Seen): number {
  return Math.max(gapMs, recoveryMs)
}

/** What happened. The share of capacity is not seen: clients that pace themselves do not ask for more than is left. */
export function observationOf(seen: Seen): CellOutcome {
  const recoveryMs = seen.recoveryMs === undefined ? null : Math.round(seen.recoveryMs)
  const fraction = recoveryMs === null ? 0 : 1
  if (seen.lost > 0) return { outcome: 'loses', fraction, recoveryMs }
  return { outcome: longestMs(seen) > noiseMs(seen) ? 'stops' : 'survives', fraction, recoveryMs }
}

/**
 * Whether it was as predicted: nothing lost that the verdict does not give up, no promise broken, no gap longer than the estimate, what only
 * repair brings back did not come back by itself, and everything works once it is healed, which is all that is asked where nothing is
 * predicted. Unknown where the fault or the work before it is not proved.
 */
export function judge(predicted: CellOutcome | null, seen: Seen): EvidenceCell['verdict'] {
  if (!seen.confirmed || !seen.workedBefore) return 'unknown'
  if (seen.lost > 0 && predicted?.outcome !== 'loses') return 'fail'
  if (seen.breaches > 0 || !seen.workedAfter) return 'fail'
  if (predicted === null) return 'pass'
  if (predicted.recoveryMs === null) return seen.recoveryMs === undefined ? 'pass' : 'fail'
  return longestMs(seen) <= predicted.recoveryMs + noiseMs(seen) ? 'pass' : 'fail'
}

/** Bound of an estimate by what was measured: at most twice, and two seconds for what is quick. */
function isTooLong(predictedMs: number, measuredMs: number): boolean {
  return predictedMs > 2 * measuredMs + 2_000
}

/**
 * The cells with those failed whose estimate is too long. An estimate is for the worst of several hosts that are alike to the verdict (the
 * one that leads, among them): it is held against the longest gap of all cells for which it is the same.
 */
export function failWhatIsTooLong(cells: readonly EvidenceCell[]): readonly EvidenceCell[] {
  const keyOf = ({ workload, fault, predicted }: EvidenceCell): string =>
    `${workload} ${fault} ${predicted?.recoveryMs}`
  const longest = new Map<string, EvidenceCell>()
  for (const cell of cells) {
    if (cell.verdict === 'unknown' || (cell.predicted?.recoveryMs ?? 0) === 0) continue
    const before = longest.get(keyOf(cell))
    if (before === undefined || cell.gapMs > before.gapMs) longest.set(keyOf(cell), cell)
  }
  return cells.map((cell) => {
    const isLongest = longest.get(keyOf(cell)) === cell
    return isLongest && isTooLong(cell.predicted?.recoveryMs ?? 0, cell.gapMs)
      ? { ...cell, verdict: 'fail' }
      : cell
  })
}

/** Why a cell failed, in a few words; empty where it did not. */
export function failureOf({
  verdict,
  predicted,
  observed,
  lost,
  gapMs,
  breaches = [],
}: EvidenceCell): string {
  if (verdict === 'unknown') return 'not proved'
  if (verdict === 'pass') return ''
  if (lost > 0) return 'acknowledged data is gone'
  if (breaches[0] !== undefined) return breaches[0]
  if (predicted === null || observed.recoveryMs === null) return 'did not come back'
  if (predicted.recoveryMs === null) return 'came back by itself'
  return gapMs > predicted.recoveryMs ? 'longer than predicted' : 'the estimate is too long'
}
