// HiGHS (MIT, as WebAssembly), the solver that planning is given where it needs one. Loaded only then: reading it takes
// tens of milliseconds and its first model a hundred.

import type { Solver, SolverAnswer } from './solver.ts'

/**
 * Limits of one model. Nodes, not seconds, so that a slow machine finds the same placement as a fast one; the seconds are
 * there only against a hang.
 */
const limits = { mip_max_nodes: 5_000, time_limit: 60 } as const

/** Loads the solver. */
export async function loadHighs(): Promise<Solver> {
  const { default: loader } = await import('highs')
  // The package's types speak of its CommonJS build, in which the default export is one level further down.
  const load = loader as unknown as typeof loader.default
  const highs = await load()
  const { optimal, infeasible, unboundedOrInfeasible } = highs.constants.modelStatus
  return (text, closeness) =>
    highs.withModel({ format: 'lp', data: text }, (model): SolverAnswer => {
      model.options.set({
        output_flag: false,
        random_seed: 0,
        mip_rel_gap: 0,
        mip_abs_gap: closeness,
        ...limits,
      })
      model.run()
      const status = model.getModelStatus()
      if (status === infeasible || status === unboundedOrInfeasible) {
        return { status: 'infeasible', bound: Number.POSITIVE_INFINITY, values: [] }
      }
      const bound = Number(model.info.get('mip_dual_bound'))
      const found = Number.isFinite(model.getObjectiveValue())
      const values = found ? [...(model.getSolution().colValue ?? [])] : []
      return { status: status === optimal ? 'optimal' : 'limit', bound, values }
    })
}
