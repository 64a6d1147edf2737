// Why there is no placement: a smallest set of demands that cannot all hold, found by leaving out one after the other
// (deletion filter; J. Chinneck, "Feasibility and Infeasibility in Optimization", 2008, ch. 6).

import type { NamedProblem } from './build-problem.ts'
import { feasibilityOf } from './optimise.ts'
import type { HostIndex, Problem, ProblemHost, ProblemRole } from './problem.ts'
import type { Solver } from './solver.ts'

/** Something that the platform asks for, and that could be given up. Roles are indexes into the problem's. */
export type Demand =
  /** The role has its number of instances. */
  | { readonly kind: 'count'; readonly role: number }
  /** No rack holds so many of the role's voters that its loss ends their majority. */
  | { readonly kind: 'voters-apart'; readonly role: number }
  /** The hosts of a group have no more memory, or disk, than they have. */
  | { readonly kind: 'memory' | 'disk'; readonly group: string; readonly hosts: readonly HostIndex[] }

/** Room with which the demands of a conflict could hold. */
export interface Remedy {
  readonly demand: Extract<Demand, { readonly group: string }>
  /** The least of each host of the group with which they can, all else as it is. GiB, whole. */
  readonly gib: number
}

/** Demands that cannot all hold, and room that would do. */
export interface Conflict {
  readonly demands: readonly Demand[]
  readonly remedies: readonly Remedy[]
}

/** A smallest conflict with its remedies. Expects an infeasible problem. */
export function conflictIn(problem: NamedProblem, solver: Solver): Conflict {
  const demands = smallestConflict(problem, solver)
  const remedies = demands.flatMap((demand): readonly Remedy[] =>
    'group' in demand ? [{ demand, gib: leastRoom(withDemands(problem, demands), demand, solver) }] : [],
  )
  return { demands, remedies }
}

/** Found by halving: more room never makes a problem infeasible. */
function leastRoom(problem: Problem, { kind, hosts }: Remedy['demand'], solver: Solver): number {
  const own = new Set(hosts)
  const [key, perGib] = kind === 'memory' ? (['memoryMiB', 1024] as const) : (['diskGiB', 1] as const)
  const holdsWith = (gib: number): boolean => {
    const grown = problem.hosts.map((host, index) =>
      own.has(index) ? { ...host, [key]: Math.max(host[key], gib * perGib) } : host,
    )
    return feasibilityOf({ ...problem, hosts: grown }, solver) === 'feasible'
  }
  let least = 0
  let most = Math.ceil(problem.roles.reduce((sum, role) => sum + role[key], 0) / perGib)
  while (least < most) {
    const middle = Math.floor((least + most) / 2)
    if (holdsWith(middle)) most = middle
    else least = middle + 1
  }
  return most
}

/**
 * A set of demands that cannot all hold, of which every one is needed: without any of them the others can. Expects an
 * infeasible problem. Where the solver is stopped at its limit a demand is kept, so the set may then be too large, but
 * never holds what is feasible.
 */
export function smallestConflict(problem: NamedProblem, solver: Solver): readonly Demand[] {
  const all = demandsOf(problem)
  const infeasible = (demands: readonly Demand[]): boolean =>
    feasibilityOf(withDemands(problem, demands), solver) === 'infeasible'
  const part = connectedParts(problem)
    .map((roles) => all.filter((demand) => !('role' in demand) || roles.has(demand.role)))
    .find(infeasible)
  let kept = part ?? all
  for (const demand of kept) {
    const without = kept.filter((other) => other !== demand)
    if (infeasible(without)) kept = without
  }
  return kept
}

/** All demands of a problem, those that are easiest to give up first: these are left out first. */
function demandsOf({ roles, seats }: NamedProblem): readonly Demand[] {
  const groups = new Map<string, HostIndex[]>()
  for (const [index, { group }] of seats.entries()) groups.set(group, [...(groups.get(group) ?? []), index])
  const rooms = (kind: 'memory' | 'disk') =>
    [...groups].map(([group, hosts]): Demand => ({ kind, group, hosts }))
  return [
    ...[...roles.keys()]
      .filter((role) => roles[role]?.rackLimit !== undefined)
      .map((role): Demand => ({ kind: 'voters-apart', role })),
    ...rooms('disk'),
    ...rooms('memory'),
    ...[...roles.keys()].map((role): Demand => ({ kind: 'count', role })).reverse(),
  ]
}

/** The problem in which only these demands stand. */
export function withDemands(problem: Problem, demands: readonly Demand[]): Problem {
  const counted = new Set<number>()
  const apart = new Set<number>()
  const room = { memory: new Set<HostIndex>(), disk: new Set<HostIndex>() }
  for (const demand of demands) {
    if (demand.kind === 'count') counted.add(demand.role)
    else if (demand.kind === 'voters-apart') apart.add(demand.role)
    else for (const host of demand.hosts) room[demand.kind].add(host)
  }
  return {
    ...problem,
    hosts: problem.hosts.map(
      (host, index): ProblemHost => ({
        ...host,
        memoryMiB: room.memory.has(index) ? host.memoryMiB : Number.POSITIVE_INFINITY,
        diskGiB: room.disk.has(index) ? host.diskGiB : Number.POSITIVE_INFINITY,
      }),
    ),
    roles: problem.roles.map(({ rackLimit, ...role }, index): ProblemRole => {
      const count = counted.has(index) ? role.count : 0
      return { ...role, count, ...(rackLimit === undefined || !apart.has(index) ? {} : { rackLimit }) }
    }),
  }
}

/** Roles that may meet on some host, directly or through others: what happens in one part does not touch another. */
function connectedParts({ roles, hosts }: Problem): readonly ReadonlySet<number>[] {
  const partOf = new Map<HostIndex, Set<number>>(hosts.map((_host, index) => [index, new Set()]))
  for (const [role, { candidates }] of roles.entries()) {
    const merged = new Set([role])
    for (const host of candidates) for (const other of partOf.get(host) ?? []) merged.add(other)
    const own = new Set(candidates)
    for (const [host, part] of partOf) {
      if (own.has(host) || [...part].some((other) => merged.has(other))) partOf.set(host, merged)
    }
  }
  return [...new Set(partOf.values())].filter((part) => part.size > 0)
}
