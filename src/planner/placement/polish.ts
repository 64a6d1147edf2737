// A placement made better by moving one instance at a time: often enough to reach what a bound proves to be the best, in a
// hundredth of the time that a solver takes to load.

import { isEverywhere } from './greedy.ts'
import {
  type Assignment,
  compareCosts,
  domainsByHost,
  type HostIndex,
  loadsOf,
  type Problem,
  type ProblemRole,
} from './problem.ts'

/** Moves tried at most: more is left to the solver. */
const mostTrials = 50_000

/** A placement that is as good as the given one or better; the given one where no single move helps. */
export function polish(problem: Problem, assignment: Assignment): Assignment {
  const board = new Board(problem, assignment)
  while (board.improve());
  return board.assignment()
}

class Board {
  private readonly problem: Problem
  private readonly on: readonly Set<HostIndex>[]
  private readonly domainsOf: readonly (readonly number[])[]
  /** Instances of each role in each domain. */
  private readonly inside: readonly number[][]
  private readonly loads: number[]
  private readonly memory: number[]
  private readonly disk: number[]
  private trials = 0

  constructor(problem: Problem, assignment: Assignment) {
    this.problem = problem
    this.on = assignment.map((hosts) => new Set(hosts))
    this.domainsOf = domainsByHost(problem)
    this.inside = problem.roles.map(() => problem.domains.map(() => 0))
    this.loads = [...loadsOf(problem, assignment)]
    this.memory = problem.hosts.map(({ memoryMiB }) => memoryMiB)
    this.disk = problem.hosts.map(({ diskGiB }) => diskGiB)
    for (const [index, hosts] of assignment.entries()) for (const host of hosts) this.count(index, host, 1)
  }

  assignment(): Assignment {
    return this.on.map((hosts) => [...hosts].sort((a, b) => a - b))
  }

  /** Makes the first move that helps; false when there is none, or enough was tried. */
  improve(): boolean {
    for (const [index, role] of this.problem.roles.entries()) {
      if (isEverywhere(role)) continue
      for (const from of [...(this.on[index] ?? [])]) {
        const to = this.betterHost(index, role, from)
        if (this.trials > mostTrials) return false
        if (to !== undefined) {
          this.move(index, from, to)
          return true
        }
      }
    }
    return false
  }

  private betterHost(index: number, role: ProblemRole, from: HostIndex): HostIndex | undefined {
    this.remove(index, from)
    const now = this.costAt(index, role, from)
    const better = role.candidates.find((to) => {
      this.trials += 1
      return (
        !this.on[index]?.has(to) &&
        this.fits(index, role, to) &&
        compareCosts(this.costAt(index, role, to), now) < 0
      )
    })
    this.add(index, from)
    return better === from ? undefined : better
  }

  /** What one more instance of a role would cost on a host, in the order of the score's levels. */
  private costAt(index: number, { before }: ProblemRole, host: HostIndex): readonly number[] {
    const met = this.problem.pairs.filter(
      ({ first, second }) =>
        (first === index && this.on[second]?.has(host)) || (second === index && this.on[first]?.has(host)),
    )
    const rules = met.filter(({ level }) => level === 'rules').length
    const near = (this.domainsOf[host] ?? []).reduce(
      (sum, domain) => sum + (this.inside[index]?.[domain] ?? 0),
      0,
    )
    return [rules, near, before.includes(host) ? 0 : 1, met.length - rules, this.loads[host] ?? 0]
  }

  private fits(index: number, role: ProblemRole, host: HostIndex): boolean {
    if ((this.memory[host] ?? 0) < role.memoryMiB || (this.disk[host] ?? 0) < role.diskGiB) return false
    const limit = role.rackLimit ?? Number.POSITIVE_INFINITY
    return (this.domainsOf[host] ?? []).every(
      (domain) =>
        this.problem.domains[domain]?.kind !== 'rack' || (this.inside[index]?.[domain] ?? 0) < limit,
    )
  }

  private move(index: number, from: HostIndex, to: HostIndex): void {
    this.remove(index, from)
    this.add(index, to)
  }

  private remove(index: number, host: HostIndex): void {
    this.on[index]?.delete(host)
    this.loads[host] = (this.loads[host] ?? 0) - 1
    this.count(index, host, -1)
  }

  private add(index: number, host: HostIndex): void {
    this.on[index]?.add(host)
    this.loads[host] = (this.loads[host] ?? 0) + 1
    this.count(index, host, 1)
  }

  private count(index: number, host: HostIndex, amount: number): void {
    const role = this.problem.roles[index]
    this.memory[host] = (this.memory[host] ?? 0) - amount * (role?.memoryMiB ?? 0)
    this.disk[host] = (this.disk[host] ?? 0) - amount * (role?.diskGiB ?? 0)
    const inside = this.inside[index]
    if (inside === undefined) return
    for (const domain of this.domainsOf[host] ?? []) inside[domain] = (inside[domain] ?? 0) + amount
  }
}
