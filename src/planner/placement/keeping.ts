// Bounds for a re-plan. Where as few instances move as possible, what stays leaves little to choose.

import { lowerBounds } from './bounds.ts'
import type { HostIndex, Problem, ProblemRole, Score } from './problem.ts'

/**
 * The lower bounds of a problem, those of `sharing` and `balance` raised by what must stay on its host: allowed where a
 * score has reached the bounds of all levels before them, since the best placement then keeps all that can be kept.
 */
export function boundsWhileKeeping(problem: Problem, score: Score, bounds: Score): Score {
  const isSettled = (['rules', 'spread', 'moves'] as const).every((level) => score[level] === bounds[level])
  if (!isSettled || problem.roles.every(({ before }) => before.length === 0)) return bounds
  const { sharing, balance } = lowerBounds(keeping(problem))
  return {
    ...bounds,
    sharing: Math.max(bounds.sharing, sharing),
    balance: Math.max(bounds.balance, balance),
  }
}

/** The problem in which each role keeps as many hosts as it can: split in two where it must take others as well. */
function keeping(problem: Problem): Problem {
  const roles: ProblemRole[] = []
  const partsOf = problem.roles.map((role): readonly number[] => {
    const candidates = new Set(role.candidates)
    const kept = role.before.filter((host) => candidates.has(host))
    const part = (hosts: readonly HostIndex[], count: number): number =>
      roles.push({ ...role, candidates: hosts, count, before: [] }) - 1
    if (kept.length === 0) return [part(role.candidates, role.count)]
    if (kept.length >= role.count) return [part(kept, role.count)]
    const others = role.candidates.filter((host) => !kept.includes(host))
    return [part(kept, kept.length), part(others, role.count - kept.length)]
  })
  return {
    ...problem,
    roles,
    pairs: problem.pairs.flatMap((pair) =>
      (partsOf[pair.first] ?? []).flatMap((first) =>
        (partsOf[pair.second] ?? []).map((second) => ({ ...pair, first, second })),
      ),
    ),
  }
}
