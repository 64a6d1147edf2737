// "How few do I need?": the counts of host groups that leave them open. The fewest hosts, or the cheapest, with which there
// is a placement and the load is carried.

import type { DeclaredHostGroup, ParsedDeclaration } from '../model/declaration.ts'
import { HanokError, HanokErrors } from '../model/errors.ts'
import type { Duty, Plan, PlanCounting } from '../model/plan.ts'
import { planErrors } from './errors.ts'
import { evaluate, LinearModel, type Term } from './placement/linear-model.ts'
import type { Solver } from './placement/solver.ts'

/** A group with a count. */
export type CountedHostGroup = Omit<DeclaredHostGroup, 'count'> & { readonly count: number }
/** A declaration in which every group has a count. */
export type CountedDeclaration = Omit<ParsedDeclaration, 'hostGroups'> & {
  readonly hostGroups?: readonly CountedHostGroup[] | undefined
}

/** What counting needs to know of the rest of planning. */
export interface CountingTerms {
  readonly tier: 'single' | 'ha'
  readonly solver: Solver | undefined
  /** The duties that each role may be placed by, in order of preference. */
  dutiesOf(role: string): readonly Duty[]
  /** Plans with these counts. Throws what planning throws. */
  plan(input: CountedDeclaration): Plan
}

/** Plans tried at most: each adds a demand or rules out counts, so far fewer are the rule. */
const mostTrials = 200

/** Whether a declaration leaves counts open. */
export function isCounted(input: ParsedDeclaration): input is CountedDeclaration {
  return input.hostGroups?.every(({ count }) => typeof count === 'number') ?? true
}

/**
 * The plan with the fewest (cheapest) hosts. Throws the conflict that is left when every group is at its most, and
 * `plan.solverNeeded` without a solver.
 */
export function planWithCounts(input: ParsedDeclaration, terms: CountingTerms): Plan {
  if (terms.solver === undefined) throw planErrors.solverNeeded({})
  return new Counting(input, terms, terms.solver).run()
}

interface OpenGroup {
  readonly group: DeclaredHostGroup
  readonly least: number
  readonly most: number
  readonly price: number
}

/** At least `count` hosts with one of these duties. */
interface HostDemand {
  readonly duties: readonly Duty[]
  readonly count: number
}

/** What a trial says of its counts. */
type Trial =
  | { readonly kind: 'enough'; readonly plan: Plan }
  | { readonly kind: 'short'; readonly plan: Plan; readonly demands: readonly HostDemand[] }
  /** No placement: one of these groups must have more. */
  | { readonly kind: 'none'; readonly error: unknown; readonly groups: ReadonlySet<number> }

class Counting {
  private readonly input: ParsedDeclaration
  private readonly terms: CountingTerms
  private readonly solver: Solver
  private readonly groups: readonly OpenGroup[]
  private readonly demands: HostDemand[] = []
  /** Counts with which there is no placement, and the groups of which one must grow. */
  private readonly refused: { readonly counts: readonly number[]; readonly groups: ReadonlySet<number> }[] =
    []
  private readonly trials = new Map<string, Trial>()

  constructor(input: ParsedDeclaration, terms: CountingTerms, solver: Solver) {
    this.input = input
    this.terms = terms
    this.solver = solver
    // What survives the loss of a host has two of each.
    const usual = terms.tier === 'ha' ? 2 : 1
    this.groups = (input.hostGroups ?? []).map((group): OpenGroup => {
      const { count, price = 1 } = group
      if (typeof count === 'number') return { group, least: count, most: count, price }
      return { group, least: count.min ?? Math.min(usual, count.max), most: count.max, price }
    })
  }

  run(): Plan {
    let last: Trial | undefined
    for (let round = 0; round < mostTrials; round += 1) {
      const counts = this.fewest()
      if (counts === undefined) return this.giveUp(last)
      const trial = this.try(counts)
      last = trial
      if (trial.kind === 'enough') return this.finished(trial.plan, counts)
      if (trial.kind === 'none') this.refused.push({ counts, groups: trial.groups })
      else if (this.isAtMost(counts, trial.demands)) return this.finished(trial.plan, counts)
      else this.demands.push(...this.reachable(trial.demands))
    }
    return this.giveUp(last)
  }

  private giveUp(last: Trial | undefined): Plan {
    if (last?.kind === 'none') throw last.error
    if (last !== undefined) return last.plan
    throw planErrors.noPlacementFound({ hosts: this.groups.reduce((sum, { most }) => sum + most, 0) })
  }

  /** Whether no group that could help has room to grow: the load is then more than the groups may carry. */
  private isAtMost(counts: readonly number[], demands: readonly HostDemand[]): boolean {
    return demands.every(({ duties }) =>
      this.withDuty(duties).every((index) => counts[index] === this.groups[index]?.most),
    )
  }

  /** Demands as far as the groups can grow. */
  private reachable(demands: readonly HostDemand[]): readonly HostDemand[] {
    return demands.map(({ duties, count }) => {
      const most = this.withDuty(duties).reduce((sum, index) => sum + (this.groups[index]?.most ?? 0), 0)
      return { duties, count: Math.min(count, most) }
    })
  }

  private withDuty(duties: readonly Duty[]): readonly number[] {
    return [...this.groups.keys()].filter((index) =>
      this.groups[index]?.group.duties.some((duty) => duties.includes(duty)),
    )
  }

  /** The cheapest counts that keep all that is known so far; undefined when none do. */
  private fewest(): readonly number[] | undefined {
    const model = new LinearModel()
    const counts = this.groups.map(({ least, most }) => {
      const count = model.variable(most, 'integer')
      model.demand([[1, count]], '>=', least)
      return count
    })
    for (const { duties, count } of this.demands) {
      model.demand(
        this.withDuty(duties).map((index): Term => [1, counts[index] ?? 0]),
        '>=',
        count,
      )
    }
    for (const { counts: tried, groups } of this.refused) {
      const grown = [...groups].map((index): Term => {
        const isGrown = model.variable(1, 'integer')
        model.demand(
          [
            [1, counts[index] ?? 0],
            [-((tried[index] ?? 0) + 1), isGrown],
          ],
          '>=',
          0,
        )
        return [1, isGrown]
      })
      if (grown.length === 0) return undefined
      model.demand(grown, '>=', 1)
    }
    const cost = {
      terms: this.groups.map(({ price }, index): Term => [price, counts[index] ?? 0]),
      constant: 0,
    }
    const cheapest = this.solver(model.text(cost, []), 1e-6)
    if (cheapest.values.length === 0) return undefined
    // Among the cheapest the fewest, and then the first groups first: always the same.
    const hosts = {
      terms: this.groups.map((_group, index): Term => [1_000 + index, counts[index] ?? 0]),
      constant: 0,
    }
    const most = evaluate(cost, cheapest.values) + 1e-6
    const fewest = this.solver(model.text(hosts, [{ expression: cost, most }]), 0.5)
    const { values } = fewest.values.length === 0 ? cheapest : fewest
    return counts.map((variable) => Math.round(values[variable] ?? 0))
  }

  private try(counts: readonly number[]): Trial {
    const key = counts.join(' ')
    const known = this.trials.get(key) ?? this.plan(counts)
    this.trials.set(key, known)
    return known
  }

  private plan(counts: readonly number[]): Trial {
    const hostGroups = this.groups.flatMap(({ group }, index): CountedHostGroup[] => {
      const count = counts[index] ?? 0
      return count === 0 ? [] : [{ ...group, count }]
    })
    try {
      const plan = this.terms.plan({ ...this.input, hostGroups })
      const demands = this.shortages(plan, counts)
      return demands.length === 0 ? { kind: 'enough', plan } : { kind: 'short', plan, demands }
    } catch (error) {
      const roles = rolesInConflict(error)
      if (roles === undefined) throw error
      const groups = this.withDuty(roles.flatMap((role) => this.terms.dutiesOf(role)))
      const open = groups.filter((index) => (counts[index] ?? 0) < (this.groups[index]?.most ?? 0))
      return { kind: 'none', error, groups: new Set(open) }
    }
  }

  /**
   * Roles with fewer instances than the load needs, or than their data has copies, that are on every host of their duty
   * already. To others more hosts are no help: their number is an option of their service.
   */
  private shortages(plan: Plan, counts: readonly number[]): readonly HostDemand[] {
    const instances = new Map<string, number>()
    for (const { service, role } of plan.instances) {
      instances.set(`${service}/${role}`, (instances.get(`${service}/${role}`) ?? 0) + 1)
    }
    return [...neededInstances(plan)].flatMap(([role, needed]) => {
      const has = instances.get(role) ?? 0
      const duty = this.terms.dutiesOf(role).find((one) => this.withDuty([one]).length > 0)
      if (duty === undefined || needed <= has) return []
      const groups = this.withDuty([duty])
      const hosts = groups.reduce((sum, index) => sum + (counts[index] ?? 0), 0)
      if (has < hosts || !groups.some((index) => this.isOpen(index))) return []
      return [{ duties: [duty], count: needed }]
    })
  }

  private isOpen(index: number): boolean {
    const group = this.groups[index]
    return group !== undefined && group.least < group.most
  }

  private finished(plan: Plan, counts: readonly number[]): Plan {
    if (plan.placement === undefined) return plan
    const proved = this.groups.every(
      ({ least }, index) => counts[index] === least || this.isNeeded(counts, index),
    )
    const counting: PlanCounting = {
      status: proved && this.areApart() ? 'optimal' : 'feasible',
      cost: this.groups.reduce((sum, { price }, index) => sum + price * (counts[index] ?? 0), 0),
      groups: this.groups.flatMap(({ group, least, most }, index) =>
        least === most ? [] : [{ group: group.name, count: counts[index] ?? 0, least, most }],
      ),
    }
    return { ...plan, placement: { ...plan.placement, counting } }
  }

  /** Whether one host fewer of a group is too few. */
  private isNeeded(counts: readonly number[], index: number): boolean {
    const fewer = counts.map((count, other) => (other === index ? count - 1 : count))
    return this.try(fewer).kind !== 'enough'
  }

  /** Whether no two open groups could stand in for one another: then each being needed proves all of them. */
  private areApart(): boolean {
    const open = this.groups.filter((_group, index) => this.isOpen(index))
    const duties = open.flatMap(({ group }) => [...new Set(group.duties)])
    const fixed = new Set(
      this.groups.filter((_group, index) => !this.isOpen(index)).flatMap(({ group }) => group.duties),
    )
    return new Set(duties).size === duties.length && duties.every((duty) => !fixed.has(duty))
  }
}

/** Instances of each role that the load needs, or as many as its data has copies. */
function neededInstances(plan: Plan): ReadonlyMap<string, number> {
  const needed = new Map<string, number>()
  for (const { about, what, needed: asked } of plan.sizing ?? []) {
    if (what === 'instances' && asked !== undefined) needed.set(about, Math.ceil(asked))
  }
  for (const { service, role, rule } of plan.roles) {
    if (rule.kind !== 'dataset') continue
    const id = `${service}/${role}`
    const copies = plan.datasets.find((dataset) => dataset.id === rule.dataset)?.copies ?? 1
    needed.set(id, Math.max(copies, needed.get(id) ?? 0))
  }
  return needed
}

/** The roles that an error says cannot be placed; undefined when it says something else. */
function rolesInConflict(error: unknown): readonly string[] | undefined {
  const first = error instanceof HanokErrors ? error.errors[0] : error
  if (!(first instanceof HanokError)) return undefined
  if (first.code === 'plan.tooFewHosts') return [String(first.data.role)]
  if (first.code !== 'plan.conflict') return undefined
  const { roles } = first.data
  return Array.isArray(roles) ? roles.map(String) : []
}
