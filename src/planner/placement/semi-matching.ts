// The least balance that any assignment has when nothing but candidates and counts is asked: an optimal semi-matching.
// N. Harvey, R. Ladner, L. Lovász, T. Tamir, "Semi-matchings for bipartite graphs and load balancing" (2006): an assignment
// is optimal for every convex cost of loads exactly when no cost-reducing path is left.

import { isEverywhere } from './greedy.ts'
import { type Problem, pairsAmong } from './problem.ts'

/** The sum over hosts of the pairs of instances on each, at its least. */
export function leastBalance(problem: Problem): number {
  const table = new SemiMatching(problem)
  while (table.reduce());
  return table.pairs()
}

class SemiMatching {
  private readonly loads: number[]
  /** Roles that leave a choice: on which hosts each is, and where else it could be. */
  private readonly roles: { readonly on: Set<number>; readonly candidates: readonly number[] }[] = []
  private readonly rolesOn: Set<number>[]

  constructor(problem: Problem) {
    this.loads = problem.hosts.map(() => 0)
    this.rolesOn = problem.hosts.map(() => new Set())
    for (const role of problem.roles) {
      if (isEverywhere(role)) for (const host of role.candidates) this.add(host, 1)
    }
    for (const role of problem.roles) {
      if (isEverywhere(role)) continue
      const lightest = [...role.candidates].sort((a, b) => this.load(a) - this.load(b) || a - b)
      const on = new Set(lightest.slice(0, role.count))
      const index = this.roles.push({ on, candidates: role.candidates }) - 1
      for (const host of on) {
        this.add(host, 1)
        this.rolesOn[host]?.add(index)
      }
    }
  }

  pairs(): number {
    return this.loads.reduce((sum, load) => sum + pairsAmong(load), 0)
  }

  private load(host: number): number {
    return this.loads[host] ?? 0
  }

  private add(host: number, amount: number): void {
    this.loads[host] = this.load(host) + amount
  }

  /** Finds a chain of moves from a host to one with at least two fewer, and makes them; false when there is none. */
  reduce(): boolean {
    const heavy = [...this.loads.keys()]
      .filter((host) => (this.rolesOn[host]?.size ?? 0) > 0)
      .sort((a, b) => this.load(b) - this.load(a) || a - b)
    // What a heavier host could not reach is out of reach for a lighter one that it could itself reach.
    const seen = new Map<number, { readonly from: number; readonly role: number } | undefined>()
    for (const start of heavy) {
      if (seen.has(start)) continue
      seen.set(start, undefined)
      const queue = [start]
      for (const host of queue) {
        for (const [next, role] of this.reachable(host, seen)) {
          seen.set(next, { from: host, role })
          if (this.load(next) <= this.load(start) - 2) {
            this.shift(next, seen)
            return true
          }
          queue.push(next)
        }
      }
    }
    return false
  }

  private reachable(host: number, seen: ReadonlyMap<number, unknown>): ReadonlyMap<number, number> {
    const found = new Map<number, number>()
    for (const index of this.rolesOn[host] ?? []) {
      const role = this.roles[index]
      for (const next of role?.candidates ?? []) {
        if (!seen.has(next) && !role?.on.has(next) && !found.has(next)) found.set(next, index)
      }
    }
    return found
  }

  private shift(
    end: number,
    seen: ReadonlyMap<number, { readonly from: number; readonly role: number } | undefined>,
  ): void {
    this.add(end, 1)
    let host = end
    for (let step = seen.get(host); step !== undefined; step = seen.get(host)) {
      const role = this.roles[step.role]
      role?.on.delete(step.from)
      role?.on.add(host)
      this.rolesOn[step.from]?.delete(step.role)
      this.rolesOn[host]?.add(step.role)
      host = step.from
    }
    this.add(host, -1)
  }
}
