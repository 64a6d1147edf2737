// What the planner asks of a solver of mixed-integer programs. Given to it from outside, so that planning stays pure.

/** What a solver says of a model. */
export interface SolverAnswer {
  /** `limit`: it stopped at its limit of work; `values` are then the best found, and empty where none was. */
  readonly status: 'optimal' | 'infeasible' | 'limit'
  /** No solution is below this. */
  readonly bound: number
  /** The value of each variable, in the order of the model's. */
  readonly values: readonly number[]
}

/**
 * Minimises a model in CPLEX LP text. Must be deterministic: the same text gives the same answer. `closeness` is how far above
 * the minimum an answer may be and still count as optimal: where the objective is a whole number, half of one is exact.
 */
export type Solver = (model: string, closeness: number) => SolverAnswer
