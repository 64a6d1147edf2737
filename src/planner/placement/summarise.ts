// A placement → what the plan says of it.

import type { PlanPlacement } from '../../model/plan.ts'
import { firstOpenLevel } from './bounds.ts'
import type { NamedProblem } from './build-problem.ts'
import type { Optimum } from './optimise.ts'

/**
 * How good a placement is, and what it puts together that had better be apart. `room` says whether hosts hold what the load
 * asks of what is on them; `unknown` where that was given up without proof.
 */
export function summarise(
  problem: NamedProblem,
  { assignment, score, bounds }: Optimum,
  room: 'enough' | 'too-little' | 'unknown',
): PlanPlacement {
  const open = firstOpenLevel(score, bounds)
  const gap = open === undefined ? 0 : (score[open] - bounds[open]) / score[open]
  const sets = assignment.map((hosts) => new Set(hosts))
  return {
    status: open === undefined && room !== 'unknown' ? 'optimal' : 'feasible',
    gap: room === 'unknown' ? 1 : Math.round(gap * 10_000) / 10_000,
    fitsLoad: room === 'enough',
    hosts: problem.hosts.length,
    costs: score,
    bounds,
    together: problem.pairs.flatMap(({ first, second, level, rule }) => {
      const [a, b] = [problem.placed[first]?.id, problem.placed[second]?.id]
      const hosts = [...(sets[first] ?? [])].filter((host) => sets[second]?.has(host)).length
      return a === undefined || b === undefined || hosts === 0 ? [] : [{ rule, level, roles: [a, b], hosts }]
    }),
  }
}
