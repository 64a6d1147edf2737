// How evenly a role can be spread over one kind of failure domain, by itself.

import { isEverywhere } from './greedy.ts'
import { type HostIndex, type Problem, type ProblemDomain, type ProblemRole, pairsAmong } from './problem.ts'

/** The domains of one kind, and how many of a role's candidates each holds. */
export interface Capacities {
  /** Indexes into the problem's domains. */
  readonly domains: readonly number[]
  readonly counts: readonly number[]
  /** Candidates in no domain of the kind, or in several: counting them as in none only makes a bound smaller. */
  readonly outside: number
}

const kinds = ['rack', 'zone', 'switch'] as const satisfies readonly ProblemDomain['kind'][]

/** The capacities of every kind of domain for each role, in the order of the problem's roles. */
export function capacitiesByRole(problem: Problem): readonly (readonly Capacities[])[] {
  const places = kinds.map((kind) => placesOf(problem, kind))
  return problem.roles.map(({ candidates }) => places.map((place) => capacitiesOf(place, candidates)))
}

interface Places {
  readonly domains: readonly number[]
  /** Position in `domains` of the only domain of each host. */
  readonly of: ReadonlyMap<HostIndex, number>
}

function placesOf(problem: Problem, kind: ProblemDomain['kind']): Places {
  const domains = [...problem.domains.keys()].filter((index) => problem.domains[index]?.kind === kind)
  const of = new Map<HostIndex, number>()
  const several = new Set<HostIndex>()
  for (const [position, index] of domains.entries()) {
    for (const host of problem.domains[index]?.members ?? []) {
      if (of.has(host)) several.add(host)
      of.set(host, position)
    }
  }
  for (const host of several) of.delete(host)
  return { domains, of }
}

function capacitiesOf({ domains, of }: Places, candidates: readonly HostIndex[]): Capacities {
  const counts = domains.map(() => 0)
  let outside = 0
  for (const host of candidates) {
    const position = of.get(host)
    if (position === undefined) outside += 1
    else counts[position] = (counts[position] ?? 0) + 1
  }
  return { domains, counts, outside }
}

/** How high domains are filled when a role is spread as evenly as can be: to `level`, some of them to one more. */
export function evenLevel({ counts, outside }: Capacities, count: number): number {
  const inside = (level: number): number => counts.reduce((sum, most) => sum + Math.min(most, level), 0)
  let level = 0
  while (inside(level + 1) <= count - outside && inside(level + 1) > inside(level)) level += 1
  return level
}

/** The least pairs of instances of each role in one domain, summed over roles and kinds of domains. */
export function leastSpread(problem: Problem): number {
  return capacitiesByRole(problem).reduce(
    (sum, capacities, index) =>
      sum + capacities.reduce((pairs, own) => pairs + leastPairs(problem, problem.roles[index], own), 0),
    0,
  )
}

/** The least pairs of a role in domains of one kind. */
function leastPairs(problem: Problem, role: ProblemRole | undefined, own: Capacities): number {
  if (role === undefined) return 0
  if (isEverywhere(role)) {
    const candidates = new Set(role.candidates)
    return own.domains.reduce((sum, index) => {
      const members = problem.domains[index]?.members ?? []
      return sum + pairsAmong(members.filter((host) => candidates.has(host)).length)
    }, 0)
  }
  const level = evenLevel(own, role.count)
  const filled = own.counts.map((most) => Math.min(most, level))
  const left = Math.max(0, role.count - own.outside - filled.reduce((sum, count) => sum + count, 0))
  return filled.reduce((sum, count) => sum + pairsAmong(count), left * level)
}
