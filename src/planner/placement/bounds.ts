// What no placement can do better, found without a solver. Where a placement is as good it is proved to be optimal.

import { isEverywhere } from './greedy.ts'
import {
  type Level,
  levels,
  type Problem,
  type ProblemPair,
  type ProblemRole,
  type Score,
} from './problem.ts'
import { leastBalance } from './semi-matching.ts'
import { leastSpread } from './spread.ts'

/** A lower bound of each level by itself. No assignment is below any of them. */
export function lowerBounds(problem: Problem): Score {
  return {
    rules: pairBound(problem, 'rules'),
    spread: leastSpread(problem),
    moves: movesBound(problem),
    sharing: pairBound(problem, 'sharing'),
    balance: leastBalance(problem),
  }
}

/** The first level in which a score is above its bound; undefined when it is proved to be optimal. */
export function firstOpenLevel(score: Score, bounds: Score): Level | undefined {
  return levels.find((level) => score[level] > bounds[level])
}

/** Two roles with more instances together than hosts must meet (pigeonhole). */
function pairBound(problem: Problem, level: ProblemPair['level']): number {
  return problem.pairs
    .filter((pair) => pair.level === level)
    .reduce((sum, { first, second }) => {
      const [a, b] = [problem.roles[first], problem.roles[second]]
      if (a === undefined || b === undefined) return sum
      const hosts = new Set([...a.candidates, ...b.candidates]).size
      const forced = isEverywhere(a) ? overlap(b, a) : isEverywhere(b) ? overlap(a, b) : 0
      return sum + Math.max(0, forced, a.count + b.count - hosts)
    }, 0)
}

/** Instances of a role that cannot be outside the hosts of one that is on all of its own. */
function overlap(role: ProblemRole, everywhere: ProblemRole): number {
  const taken = new Set(everywhere.candidates)
  return role.count - role.candidates.filter((host) => !taken.has(host)).length
}

function movesBound(problem: Problem): number {
  return problem.roles.reduce((sum, { count, before, candidates }) => {
    const possible = new Set(candidates)
    const keepable = before.filter((host) => possible.has(host)).length
    return sum + Math.max(0, Math.min(count, before.length) - Math.min(count, keepable))
  }, 0)
}
