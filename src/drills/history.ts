// What the clients of a drill were told, operation by operation: recorded first, judged afterwards.

/** `unknown`: it may or may not have happened (a write whose answer never came). */
export type Outcome = 'ok' | 'fail' | 'unknown'

/** One operation of one client. Times are milliseconds of one monotonic clock. */
export interface Operation {
  readonly workload: string
  readonly kind: 'write' | 'read'
  readonly startMs: number
  readonly endMs: number
  readonly outcome: Outcome
  /** What was written, so that it can be asked for again. */
  readonly key?: string
  /** Of writes that count up: the number written, or the newest one that a read saw; 0 where there was none yet. */
  readonly number?: number
  /** Which server took a write as the one leader, and in which of its terms. */
  readonly ledBy?: { readonly server: string; readonly term: number }
  readonly detail?: string
}

/** How a workload lived through one fault. */
export interface FaultWindow {
  /** From the fault to the end of the first success that was begun after it; undefined if there was none. */
  readonly recoveryMs: number | undefined
  /** The longest time without the end of a success, of those that end after the fault. */
  readonly gapMs: number
  readonly ok: number
  readonly failed: number
  readonly unknown: number
  /** Whether anything succeeded shortly before the fault: without that the window proves nothing. */
  readonly workedBefore: boolean
}

/** Gap, recovery and counts of one workload's operations of one kind between a fault and `endMs`. */
export function faultWindow(
  operations: readonly Operation[],
  faultMs: number,
  endMs: number,
  beforeMs = 30_000,
): FaultWindow {
  const inWindow = operations.filter((operation) => operation.endMs > faultMs && operation.endMs <= endMs)
  const successes = operations.filter((operation) => operation.outcome === 'ok')
  const before = successes.filter(
    (operation) => operation.endMs <= faultMs && operation.endMs > faultMs - beforeMs,
  )
  const after = successes
    .filter((operation) => operation.endMs > faultMs && operation.endMs <= endMs)
    .map((operation) => operation.endMs)
    .sort((a, b) => a - b)
  const lastBefore = Math.max(faultMs - beforeMs, ...before.map((operation) => operation.endMs))
  const edges = [before.length === 0 ? faultMs : lastBefore, ...after, ...(after.length === 0 ? [endMs] : [])]
  const gapMs = edges.reduce((widest, edge, index) => Math.max(widest, edge - (edges[index - 1] ?? edge)), 0)
  const fresh = successes
    .filter((operation) => operation.startMs >= faultMs && operation.endMs <= endMs)
    .map((operation) => operation.endMs)
  const count = (outcome: Outcome) => inWindow.filter((operation) => operation.outcome === outcome).length
  return {
    recoveryMs: fresh.length === 0 ? undefined : Math.min(...fresh) - faultMs,
    gapMs,
    ok: count('ok'),
    failed: count('fail'),
    unknown: count('unknown'),
    workedBefore: before.length > 0,
  }
}
