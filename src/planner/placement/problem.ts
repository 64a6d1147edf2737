// The problem of placement, in numbers only: hosts, roles, what they take, and what one would rather not have.

/** A host, by its index in the problem. */
export type HostIndex = number

/** What the choice of hosts must know of one of them. */
export interface ProblemHost {
  readonly name: string
  /** Memory for what is placed. */
  readonly memoryMiB: number
  /** Disk for what is placed; infinite where disks may be overcommitted. */
  readonly diskGiB: number
}

/** What the choice of hosts must know of one role. */
export interface ProblemRole {
  readonly id: string
  /** Instances, at most one a host. */
  readonly count: number
  /** Hosts that it may be on, ascending. */
  readonly candidates: readonly HostIndex[]
  readonly memoryMiB: number
  readonly diskGiB: number
  /** Instances that one rack may hold at most, where more would let the loss of that rack end a majority. */
  readonly rackLimit?: number
  /** Hosts that it was on in the plan that this one follows, ascending. */
  readonly before: readonly HostIndex[]
}

/** Two roles that had better not share a host. `rules`: a requirement says so; `sharing`: allowed, at a price. */
export interface ProblemPair {
  readonly first: number
  readonly second: number
  readonly level: 'rules' | 'sharing'
}

/** Hosts that fail together, ascending. */
export interface ProblemDomain {
  readonly kind: 'rack' | 'zone' | 'switch'
  readonly members: readonly HostIndex[]
}

/** Everything that decides which role runs on which host. */
export interface Problem {
  readonly hosts: readonly ProblemHost[]
  readonly roles: readonly ProblemRole[]
  readonly pairs: readonly ProblemPair[]
  readonly domains: readonly ProblemDomain[]
}

/** The hosts of each role, ascending, in the order of the problem's roles. */
export type Assignment = readonly (readonly HostIndex[])[]

/** What is made small, one after the other: each counts only between assignments that are equal in all before it. */
export const levels = ['rules', 'spread', 'moves', 'sharing', 'balance'] as const

/** One of the levels. */
export type Level = (typeof levels)[number]

/**
 * What an assignment costs. All are whole numbers:
 * - `rules`: pairs of instances on one host that a requirement keeps apart;
 * - `spread`: pairs of instances of one role in one rack, zone or switch;
 * - `moves`: instances that the plan before had elsewhere;
 * - `sharing`: pairs of instances on one host that had better be apart (R-9.4, R-9.6, `apartFrom`);
 * - `balance`: pairs of instances on one host, which is least when all hosts have alike many.
 */
export type Score = Readonly<Record<Level, number>>

/** Pairs among `count` things. */
export function pairsAmong(count: number): number {
  return (count * (count - 1)) / 2
}

/** Compares scores level by level: negative when `a` is the better one. */
export function compareScores(a: Score, b: Score): number {
  for (const level of levels) {
    if (a[level] !== b[level]) return a[level] - b[level]
  }
  return 0
}

/** Compares costs by the first in which they differ: negative when `a` is less. */
export function compareCosts(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

/** How many instances stand on each host. */
export function loadsOf(problem: Problem, assignment: Assignment): readonly number[] {
  const loads = problem.hosts.map(() => 0)
  for (const hosts of assignment) for (const host of hosts) loads[host] = (loads[host] ?? 0) + 1
  return loads
}

/** What an assignment costs. */
export function scoreOf(problem: Problem, assignment: Assignment): Score {
  const sets = assignment.map((hosts) => new Set(hosts))
  const together = (level: ProblemPair['level']): number =>
    problem.pairs
      .filter((pair) => pair.level === level)
      .reduce((sum, pair) => {
        const other = sets[pair.second]
        return sum + (assignment[pair.first] ?? []).filter((host) => other?.has(host)).length
      }, 0)
  return {
    rules: together('rules'),
    spread: spreadOf(problem, assignment),
    moves: movesOf(problem, sets),
    sharing: together('sharing'),
    balance: loadsOf(problem, assignment).reduce((sum, load) => sum + pairsAmong(load), 0),
  }
}

function spreadOf(problem: Problem, assignment: Assignment): number {
  const domainsOf = domainsByHost(problem)
  let spread = 0
  for (const hosts of assignment) {
    if (hosts.length < 2) continue
    const inside = new Map<number, number>()
    for (const host of hosts) {
      for (const domain of domainsOf[host] ?? []) {
        const others = inside.get(domain) ?? 0
        spread += others
        inside.set(domain, others + 1)
      }
    }
  }
  return spread
}

function movesOf(problem: Problem, sets: readonly ReadonlySet<HostIndex>[]): number {
  return problem.roles.reduce((sum, { count, before }, role) => {
    const kept = before.filter((host) => sets[role]?.has(host)).length
    return sum + Math.max(0, Math.min(count, before.length) - kept)
  }, 0)
}

/** The domains of each host, as indexes into the problem's domains. */
export function domainsByHost(problem: Problem): readonly (readonly number[])[] {
  const lists: number[][] = problem.hosts.map(() => [])
  for (const [index, { members }] of problem.domains.entries()) {
    for (const host of members) lists[host]?.push(index)
  }
  return lists
}

/** Whether an assignment keeps everything that must hold: counts, candidates, memory, disk, voters apart over racks. */
export function isFeasible(problem: Problem, assignment: Assignment): boolean {
  const memory = problem.hosts.map(({ memoryMiB }) => memoryMiB)
  const disk = problem.hosts.map(({ diskGiB }) => diskGiB)
  const racks = problem.domains.filter(({ kind }) => kind === 'rack')
  return (
    problem.roles.every((role, index) => {
      const hosts = new Set(assignment[index])
      for (const host of hosts) {
        memory[host] = (memory[host] ?? 0) - role.memoryMiB
        disk[host] = (disk[host] ?? 0) - role.diskGiB
      }
      const { rackLimit = Number.POSITIVE_INFINITY } = role
      return (
        hosts.size === role.count &&
        role.candidates.filter((host) => hosts.has(host)).length === role.count &&
        racks.every(({ members }) => members.filter((host) => hosts.has(host)).length <= rackLimit)
      )
    }) &&
    memory.every((left) => left >= 0) &&
    disk.every((left) => left >= 0)
  )
}
