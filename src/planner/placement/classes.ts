// Hosts that no placement need tell apart, and how what was decided for them as a whole is handed out to each.

import { isEverywhere } from './greedy.ts'
import { compareCosts, domainsByHost, type HostIndex, type Problem, pairsAmong } from './problem.ts'

/** Alike hosts: the same roles may be and were on each, with the same room, in the same domains. Ascending. */
export interface HostClass {
  readonly hosts: readonly HostIndex[]
  /** Roles that leave a choice and may be here, ascending. */
  readonly choices: readonly number[]
  /** Roles that are on all of their candidates, and so on each of these hosts. */
  readonly fixed: readonly number[]
  readonly domains: readonly number[]
  /** Roles that were on each of these hosts before. */
  readonly before: ReadonlySet<number>
}

/** The classes of a problem, in order of their first host. Hosts in `apart` are in a class of their own. */
export function classesOf(problem: Problem, apart: ReadonlySet<HostIndex>): readonly HostClass[] {
  const candidates: number[][] = problem.hosts.map(() => [])
  const before: number[][] = problem.hosts.map(() => [])
  for (const [index, role] of problem.roles.entries()) {
    for (const host of role.candidates) candidates[host]?.push(index)
    for (const host of role.before) before[host]?.push(index)
  }
  const domains = domainsByHost(problem)
  const classes = new Map<string, HostIndex[]>()
  for (const [host, { memoryMiB, diskGiB }] of problem.hosts.entries()) {
    const alike = [candidates[host], before[host], domains[host], [memoryMiB, diskGiB]]
    const key = apart.has(host) ? `${host}` : alike.map((list) => list?.join(' ')).join('/')
    const members = classes.get(key)
    if (members === undefined) classes.set(key, [host])
    else members.push(host)
  }
  return [...classes.values()].map((hosts): HostClass => {
    const [first = 0] = hosts
    const here = candidates[first] ?? []
    return {
      hosts,
      choices: here.filter((role) => !isEverywhere(problem.roles[role])),
      fixed: here.filter((role) => isEverywhere(problem.roles[role])),
      domains: domains[first] ?? [],
      before: new Set(before[first]),
    }
  })
}

/** What one class came to when its instances were handed out. */
export interface HandedOut {
  /** The hosts of each role of the class's `choices`. */
  readonly hosts: ReadonlyMap<number, readonly HostIndex[]>
  readonly fits: boolean
  readonly rules: number
  readonly sharing: number
  /** Pairs of instances on one host, fixed roles included. */
  readonly balance: number
}

/** What the instances of a class cost at least, however they are handed out; what a program over classes counts with. */
export function leastCosts(
  problem: Problem,
  { hosts, choices, fixed }: HostClass,
  countOf: (role: number) => number,
): Pick<HandedOut, 'rules' | 'sharing' | 'balance'> {
  const counts = new Map([
    ...fixed.map((role) => [role, hosts.length] as const),
    ...choices.map((role) => [role, countOf(role)] as const),
  ])
  const together = (level: 'rules' | 'sharing'): number =>
    problem.pairs
      .filter((pair) => pair.level === level)
      .reduce((sum, { first, second }) => {
        const both = (counts.get(first) ?? 0) + (counts.get(second) ?? 0)
        return sum + Math.max(0, both - hosts.length)
      }, 0)
  const instances = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const height = Math.floor(instances / hosts.length)
  const higher = instances - height * hosts.length
  return {
    rules: together('rules'),
    sharing: together('sharing'),
    balance: higher * pairsAmong(height + 1) + (hosts.length - higher) * pairsAmong(height),
  }
}

/**
 * Gives each role of a class as many hosts as were decided for it: the largest first, each time where it costs least, the
 * first host where that is equal.
 */
export function handOut(
  problem: Problem,
  { hosts, choices, fixed }: HostClass,
  countOf: (role: number) => number,
): HandedOut {
  const states = hosts.map((host) => new HostState(problem, host, fixed))
  const chosen = new Map<number, readonly HostIndex[]>()
  const memoryOf = (role: number): number => problem.roles[role]?.memoryMiB ?? 0
  const order = [...choices].sort((a, b) => memoryOf(b) - memoryOf(a) || a - b)
  for (const role of order) {
    const ranked = states
      .map((state) => ({ state, cost: state.costOf(role) }))
      .sort((a, b) => compareCosts(a.cost, b.cost) || a.state.host - b.state.host)
    const taken = ranked.slice(0, countOf(role)).map(({ state }) => state)
    for (const state of taken) state.take(role)
    chosen.set(
      role,
      taken.map(({ host }) => host).sort((a, b) => a - b),
    )
  }
  return {
    hosts: chosen,
    fits: states.every((state) => state.fits),
    rules: states.reduce((sum, state) => sum + state.rules, 0),
    sharing: states.reduce((sum, state) => sum + state.sharing, 0),
    balance: states.reduce((sum, state) => sum + state.pairs, 0),
  }
}

class HostState {
  readonly host: HostIndex
  rules = 0
  sharing = 0
  pairs = 0
  private readonly problem: Problem
  private readonly roles = new Set<number>()
  private memory: number
  private disk: number

  constructor(problem: Problem, host: HostIndex, fixed: readonly number[]) {
    this.problem = problem
    this.host = host
    this.memory = problem.hosts[host]?.memoryMiB ?? 0
    this.disk = problem.hosts[host]?.diskGiB ?? 0
    for (const role of fixed) this.take(role)
  }

  get fits(): boolean {
    return this.memory >= 0 && this.disk >= 0
  }

  costOf(role: number): readonly number[] {
    const { memoryMiB = 0, diskGiB = 0 } = this.problem.roles[role] ?? {}
    const full = memoryMiB > this.memory || diskGiB > this.disk ? 1 : 0
    const met = this.met(role)
    return [full, met.rules, met.sharing, this.roles.size]
  }

  take(role: number): void {
    const met = this.met(role)
    this.rules += met.rules
    this.sharing += met.sharing
    this.pairs += this.roles.size
    this.roles.add(role)
    this.memory -= this.problem.roles[role]?.memoryMiB ?? 0
    this.disk -= this.problem.roles[role]?.diskGiB ?? 0
  }

  private met(role: number): { readonly rules: number; readonly sharing: number } {
    const pairs = this.problem.pairs.filter(
      ({ first, second }) =>
        (first === role && this.roles.has(second)) || (second === role && this.roles.has(first)),
    )
    const rules = pairs.filter(({ level }) => level === 'rules').length
    return { rules, sharing: pairs.length - rules }
  }
}
