// What no placement can do better, found without a solver. Where a placement is as good it is proved to be optimal.

import { isEverywhere } from './greedy.ts'
import {
  type Level,
  levels,
  type Problem,
  type ProblemPair,
  type ProblemRole,
  pairsAmong,
  type Score,
} from './problem.ts'
import { leastBalance } from './semi-matching.ts'

/** A lower bound of each level by itself. No assignment is below any of them. */
export function lowerBounds(problem: Problem): Score {
  return {
    rules: pairBound(problem, 'rules'),
    spread: spreadBound(problem),
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

/** Each role spread as evenly as its candidates allow, over each kind of domain by itself. */
function spreadBound(problem: Problem): number {
  let sum = 0
  for (const kind of ['rack', 'zone', 'switch'] as const) {
    const domains = problem.domains.filter((domain) => domain.kind === kind)
    const domainOf = new Map<number, number>()
    const overlapping = new Set<number>()
    for (const [index, { members }] of domains.entries()) {
      for (const host of members) {
        if (domainOf.has(host)) overlapping.add(host)
        domainOf.set(host, index)
      }
    }
    for (const role of problem.roles) {
      // Hosts in several domains of a kind (two switches) count in none: that only makes the bound smaller.
      const single = role.candidates.filter((host) => domainOf.has(host) && !overlapping.has(host))
      const outside = role.candidates.length - single.length
      const capacities = domains.map(() => 0)
      for (const host of single) {
        const domain = domainOf.get(host) ?? 0
        capacities[domain] = (capacities[domain] ?? 0) + 1
      }
      if (isEverywhere(role) && overlapping.size > 0) sum += fullSpread(role, domains)
      else sum += evenPairs(capacities, Math.max(0, role.count - outside))
    }
  }
  return sum
}

function fullSpread(role: ProblemRole, domains: Problem['domains']): number {
  const own = new Set(role.candidates)
  return domains.reduce(
    (sum, { members }) => sum + pairsAmong(members.filter((host) => own.has(host)).length),
    0,
  )
}

/** The least pairs when `count` things are spread over boxes of these capacities: always into the emptiest with room. */
function evenPairs(capacities: readonly number[], count: number): number {
  let pairs = 0
  let left = count
  for (let height = 0; left > 0; height += 1) {
    const open = capacities.filter((capacity) => capacity > height).length
    if (open === 0) break
    const filled = Math.min(open, left)
    pairs += filled * height
    left -= filled
  }
  return pairs
}

function movesBound(problem: Problem): number {
  return problem.roles.reduce((sum, { count, before, candidates }) => {
    const possible = new Set(candidates)
    const keepable = before.filter((host) => possible.has(host)).length
    return sum + Math.max(0, Math.min(count, before.length) - Math.min(count, keepable))
  }, 0)
}
