// A good placement without search: role by role, host by host, each time the host that costs least just then.

import {
  type Assignment,
  compareCosts,
  domainsByHost,
  type HostIndex,
  type Problem,
  type ProblemRole,
} from './problem.ts'

/**
 * Places every role in turn; undefined when some role finds no host with room, which does not prove that there is none.
 * Where costs are equal the first host is taken: what is placed well this way stays where it is, whatever else could be
 * as good.
 */
export function placeGreedily(problem: Problem): Assignment | undefined {
  const table = new Table(problem)
  const assignment: (readonly HostIndex[])[] = []
  for (const index of problem.roles.keys()) {
    const hosts = table.place(index)
    if (hosts === undefined) return undefined
    assignment.push(hosts)
  }
  return assignment
}

/** Hosts as they fill. */
class Table {
  private readonly problem: Problem
  private readonly domainsOf: readonly (readonly number[])[]
  private readonly memory: number[]
  private readonly disk: number[]
  private readonly loads: number[]
  private readonly placed: Set<HostIndex>[]
  /** Room of roles that are on every candidate is taken from the start: nothing else can have it. */
  private readonly fixed: ReadonlySet<number>

  constructor(problem: Problem) {
    this.problem = problem
    this.domainsOf = domainsByHost(problem)
    this.memory = problem.hosts.map(({ memoryMiB }) => memoryMiB)
    this.disk = problem.hosts.map(({ diskGiB }) => diskGiB)
    this.loads = problem.hosts.map(() => 0)
    this.placed = problem.roles.map(() => new Set())
    this.fixed = new Set([...problem.roles.keys()].filter((index) => isEverywhere(problem.roles[index])))
    for (const index of this.fixed)
      for (const host of problem.roles[index]?.candidates ?? []) this.take(index, host)
  }

  place(index: number): readonly HostIndex[] | undefined {
    const role = this.problem.roles[index]
    if (role === undefined) return undefined
    const chosen = this.fixed.has(index) ? this.fixedHosts(role) : this.choose(index, role)
    for (const host of chosen ?? []) {
      this.loads[host] = (this.loads[host] ?? 0) + 1
      this.placed[index]?.add(host)
    }
    return chosen
  }

  private fixedHosts(role: ProblemRole): readonly HostIndex[] | undefined {
    const fits = role.candidates.every((host) => (this.memory[host] ?? 0) >= 0 && (this.disk[host] ?? 0) >= 0)
    return fits && this.keepsRackLimit(role, role.candidates) ? role.candidates : undefined
  }

  private keepsRackLimit({ rackLimit }: ProblemRole, hosts: readonly HostIndex[]): boolean {
    if (rackLimit === undefined) return true
    const inside = this.countByDomain(hosts)
    return [...inside].every(([domain, count]) => !this.isRack(domain) || count <= rackLimit)
  }

  private isRack(domain: number): boolean {
    return this.problem.domains[domain]?.kind === 'rack'
  }

  private countByDomain(hosts: readonly HostIndex[]): ReadonlyMap<number, number> {
    const counts = new Map<number, number>()
    for (const host of hosts) {
      for (const domain of this.domainsOf[host] ?? []) counts.set(domain, (counts.get(domain) ?? 0) + 1)
    }
    return counts
  }

  private choose(index: number, role: ProblemRole): readonly HostIndex[] | undefined {
    const before = new Set(role.before)
    const standing = this.standing(index, role, before)
    const inside = new Map<number, number>()
    const chosen: HostIndex[] = []
    let free = role.candidates.filter((host) => this.hasRoom(role, host))
    while (chosen.length < role.count) {
      const best = this.best(role, free, standing, inside)
      if (best === undefined) return undefined
      chosen.push(best)
      this.take(index, best)
      free = free.filter((host) => host !== best)
      for (const domain of this.domainsOf[best] ?? []) inside.set(domain, (inside.get(domain) ?? 0) + 1)
    }
    return chosen.sort((a, b) => a - b)
  }

  /** What a host costs this role whichever others are chosen: broken rules, a move, roles to be apart from, load. */
  private standing(
    index: number,
    role: ProblemRole,
    before: ReadonlySet<HostIndex>,
  ): ReadonlyMap<HostIndex, Costs> {
    const pairs = this.problem.pairs.filter(({ first, second }) => first === index || second === index)
    return new Map(
      role.candidates.map((host): [HostIndex, Costs] => {
        const met = pairs.filter(({ first, second }) =>
          this.placed[first === index ? second : first]?.has(host),
        )
        const rules = met.filter(({ level }) => level === 'rules').length
        return [host, [rules, before.has(host) ? 0 : 1, met.length - rules, this.loads[host] ?? 0]]
      }),
    )
  }

  private best(
    role: ProblemRole,
    free: readonly HostIndex[],
    standing: ReadonlyMap<HostIndex, Costs>,
    inside: ReadonlyMap<number, number>,
  ): HostIndex | undefined {
    let best: { readonly host: HostIndex; readonly costs: readonly number[] } | undefined
    for (const host of free) {
      const domains = this.domainsOf[host] ?? []
      if (
        domains.some(
          (domain) => this.isRack(domain) && (inside.get(domain) ?? 0) >= (role.rackLimit ?? Infinity),
        )
      )
        continue
      const [rules, move, sharing, load] = standing.get(host) ?? [0, 0, 0, 0]
      const near = domains.reduce((sum, domain) => sum + (inside.get(domain) ?? 0), 0)
      const costs = [rules, near, move, sharing, load]
      if (best === undefined || compareCosts(costs, best.costs) < 0) best = { host, costs }
    }
    return best?.host
  }

  private hasRoom(role: ProblemRole, host: HostIndex): boolean {
    return (this.memory[host] ?? 0) >= role.memoryMiB && (this.disk[host] ?? 0) >= role.diskGiB
  }

  private take(index: number, host: HostIndex): void {
    const role = this.problem.roles[index]
    this.memory[host] = (this.memory[host] ?? 0) - (role?.memoryMiB ?? 0)
    this.disk[host] = (this.disk[host] ?? 0) - (role?.diskGiB ?? 0)
  }
}

/** Broken rules, a move, roles to be apart from, load. */
type Costs = readonly [number, number, number, number]

/** Whether a role leaves nothing to choose. */
export function isEverywhere(role: ProblemRole | undefined): boolean {
  return role !== undefined && role.count === role.candidates.length
}
