// The slow, obvious way to place: try everything. For tests.

import {
  type Assignment,
  compareScores,
  type HostIndex,
  isFeasible,
  levels,
  type Problem,
  type Score,
  scoreOf,
} from '../problem.ts'

/** All subsets of `size` of some hosts. */
function subsets(hosts: readonly HostIndex[], size: number): readonly (readonly HostIndex[])[] {
  const [first, ...rest] = hosts
  if (size === 0) return [[]]
  if (first === undefined) return []
  return [...subsets(rest, size - 1).map((subset) => [first, ...subset]), ...subsets(rest, size)]
}

/** Every assignment that is feasible. */
export function everyAssignment(problem: Problem): readonly Assignment[] {
  let partial: readonly Assignment[] = [[]]
  for (const { candidates, count } of problem.roles) {
    const choices = subsets(candidates, count)
    partial = partial.flatMap((assignment) => choices.map((hosts) => [...assignment, hosts]))
  }
  return partial.filter((assignment) => isFeasible(problem, assignment))
}

/** The least score, and the least of each level by itself; undefined when nothing is feasible. */
export function bestByExhaustion(
  problem: Problem,
): { readonly score: Score; readonly least: Score } | undefined {
  const scores = everyAssignment(problem).map((assignment) => scoreOf(problem, assignment))
  const [first] = scores
  if (first === undefined) return undefined
  const least = { ...first }
  for (const level of levels) least[level] = Math.min(...scores.map((score) => score[level]))
  return { score: scores.reduce((best, score) => (compareScores(score, best) < 0 ? score : best)), least }
}
