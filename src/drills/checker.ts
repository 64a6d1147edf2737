// The contract of a checker: a promise of a service, held against what its clients were told. After Jepsen's model: it sees the history alone.

import type { Text } from '../model/text.ts'
import type { Operation } from './history.ts'

/** A promise that was not kept. */
export interface Breach {
  /** When the client was told so, on the clock of the operations. */
  readonly atMs: number
  /** What it was told, and why that cannot be. */
  readonly said: string
}

/** One promise. A file of `checkers/` declares one. */
export interface Checker {
  readonly id: string
  readonly title: Text
  /** Every breach in the history of one workload. Operations without the marks that it needs prove nothing to it. */
  breaches(operations: readonly Operation[]): readonly Breach[]
}

/** A breach of one workload's history, and which checker found it. */
export interface FoundBreach extends Breach {
  readonly checker: string
  readonly workload: string
}

/** Holds a history against every checker, workload by workload; in order of time. */
export function findBreaches(
  checkers: readonly Checker[],
  operations: readonly Operation[],
): readonly FoundBreach[] {
  const workloads = [...new Set(operations.map(({ workload }) => workload))]
  return workloads
    .flatMap((workload) => {
      const own = operations.filter((operation) => operation.workload === workload)
      return checkers.flatMap(({ id, breaches }) =>
        breaches(own).map((breach) => ({ ...breach, checker: id, workload })),
      )
    })
    .sort((a, b) => a.atMs - b.atMs)
}
