// Rehearsal: when an ended process is started again. Pure: given what happened, says how long to wait.

/** What is known when a process has ended. */
export interface RestartHistory {
  /** Ends in a row without a stable time between them, this one included. */
  readonly endsInARow: number
}

/** How long an instance must have been ready for its earlier ends to be forgotten. */
export const stableMs = 30_000

/** Ends in a row after which an instance counts as failed. It is started again all the same. */
export const failedAfterEnds = 5

/** How the counter goes on after an end: from one again if the instance had been ready long enough. */
export function countEnd(history: RestartHistory, readyForMs: number | undefined): RestartHistory {
  const stable = readyForMs !== undefined && readyForMs >= stableMs
  return { endsInARow: stable ? 1 : history.endsInARow + 1 }
}

/** Pause before the next start: doubled with every end in a row, never above `maxDelayMs`. */
export function restartDelayMs(
  restart: { readonly delayMs: number; readonly maxDelayMs: number },
  history: RestartHistory,
): number {
  const doublings = Math.min(30, Math.max(0, history.endsInARow - 1))
  return Math.min(restart.maxDelayMs, restart.delayMs * 2 ** doublings)
}
