// The problem of placement as a mixed-integer linear program over classes of alike hosts: how many instances of each role
// are in each class. Exact where every class is one host; for larger classes a relaxation, whose optimum no placement beats.

import { classesOf, type HostClass } from './classes.ts'
import { isEverywhere } from './greedy.ts'
import { type Expression, LinearModel, type Term } from './linear-model.ts'
import { type HostIndex, type Level, type Problem, pairsAmong } from './problem.ts'
import { capacitiesByRole, evenLevel } from './spread.ts'

/** A program, and what its variables stand for. */
export interface Formulation {
  readonly model: LinearModel
  readonly classes: readonly HostClass[]
  /** What each level of the score costs. */
  readonly costs: Readonly<Record<Level, Expression>>
  /** The variable that counts a role's instances in a class, by role; in the order of `classes`. */
  readonly variables: readonly ReadonlyMap<number, number>[]
}

/** What a formulation takes for granted. */
export interface FormulationTerms {
  /** Hosts that are counted one by one. */
  readonly apart: ReadonlySet<HostIndex>
  /** Every role is spread as evenly as it can be by itself: said outright, which is far easier to solve than as a cost. */
  readonly isEven: boolean
}

/** Formulates a problem. */
export function formulate(problem: Problem, { apart, isEven }: FormulationTerms): Formulation {
  const classes = classesOf(problem, apart)
  const model = new LinearModel()
  const variables = classes.map(
    ({ choices, hosts }) =>
      new Map(choices.map((role) => [role, model.variable(hosts.length, 'integer')] as const)),
  )
  demandCounts(problem, model, variables)
  for (const [index, one] of classes.entries()) demandRoom(problem, model, one, variables[index] ?? new Map())
  demandRackLimits(problem, model, classes, variables)
  return {
    model,
    classes,
    variables,
    costs: {
      rules: total(
        classes.map((one, index) => pairCosts(problem, model, one, variables[index] ?? new Map(), 'rules')),
      ),
      spread: spreadCosts(problem, model, classes, variables, isEven),
      moves: moveCosts(problem, classes, variables),
      sharing: total(
        classes.map((one, index) => pairCosts(problem, model, one, variables[index] ?? new Map(), 'sharing')),
      ),
      balance: total(
        classes.map((one, index) => balanceCosts(model, one, [...(variables[index] ?? new Map()).values()])),
      ),
    },
  }
}

type Variables = readonly ReadonlyMap<number, number>[]

function total(expressions: readonly Expression[]): Expression {
  return {
    terms: expressions.flatMap(({ terms }) => terms),
    constant: expressions.reduce((sum, { constant }) => sum + constant, 0),
  }
}

/** The variables of a role in all classes, or in some. */
function termsOf(role: number, variables: Variables, chosen?: (index: number) => boolean): readonly Term[] {
  return variables.flatMap((own, index): readonly Term[] => {
    const variable = own.get(role)
    return variable === undefined || chosen?.(index) === false ? [] : [[1, variable]]
  })
}

function choiceRoles(problem: Problem): readonly number[] {
  return [...problem.roles.keys()].filter((role) => !isEverywhere(problem.roles[role]))
}

function demandCounts(problem: Problem, model: LinearModel, variables: Variables): void {
  for (const role of choiceRoles(problem)) {
    model.demand(termsOf(role, variables), '=', problem.roles[role]?.count ?? 0)
  }
}

function demandRoom(
  problem: Problem,
  model: LinearModel,
  { hosts, fixed }: HostClass,
  own: ReadonlyMap<number, number>,
): void {
  const host = problem.hosts[hosts[0] ?? 0]
  for (const resource of ['memoryMiB', 'diskGiB'] as const) {
    const amountOf = (role: number): number => problem.roles[role]?.[resource] ?? 0
    const left = (host?.[resource] ?? 0) - fixed.reduce((sum, role) => sum + amountOf(role), 0)
    if (!Number.isFinite(left)) continue
    // A constant that is broken whatever is chosen must still be seen: no variable is below zero.
    const terms = [...own].map(([role, variable]): Term => [amountOf(role), variable])
    if (left < 0) model.demand([[1, model.variable(0)]], '>=', 1)
    else if (terms.reduce((sum, [amount]) => sum + amount, 0) > left)
      model.demand(terms, '<=', left * hosts.length)
  }
}

function demandRackLimits(
  problem: Problem,
  model: LinearModel,
  classes: readonly HostClass[],
  variables: Variables,
): void {
  for (const [role, { rackLimit, candidates }] of problem.roles.entries()) {
    if (rackLimit === undefined) continue
    for (const [domain, { kind, members }] of problem.domains.entries()) {
      if (kind !== 'rack') continue
      const terms = termsOf(role, variables, (index) => classes[index]?.domains.includes(domain) ?? false)
      model.demand(terms, '<=', rackLimit)
      const everywhere = isEverywhere(problem.roles[role])
      if (everywhere && candidates.filter((host) => members.includes(host)).length > rackLimit) {
        model.demand([[1, model.variable(0)]], '>=', 1)
      }
    }
  }
}

/** At least as many pairs of two roles meet in a class as both have instances there beyond its hosts. */
function pairCosts(
  problem: Problem,
  model: LinearModel,
  { hosts, fixed, choices }: HostClass,
  own: ReadonlyMap<number, number>,
  level: 'rules' | 'sharing',
): Expression {
  const terms: Term[] = []
  let constant = 0
  for (const pair of problem.pairs) {
    if (pair.level !== level) continue
    const isHere = (role: number): boolean => fixed.includes(role) || choices.includes(role)
    if (!isHere(pair.first) || !isHere(pair.second)) continue
    const [a, b] = [own.get(pair.first), own.get(pair.second)]
    if (a === undefined && b === undefined) constant += hosts.length
    else if (a === undefined || b === undefined) terms.push([1, a ?? b ?? 0])
    else {
      const met = model.variable(hosts.length)
      model.demand(
        [
          [1, met],
          [-1, a],
          [-1, b],
        ],
        '>=',
        -hosts.length,
      )
      terms.push([1, met])
    }
  }
  return { terms, constant }
}

/** Pairs of one role's instances in one domain: a convex function of how many are there. */
function spreadCosts(
  problem: Problem,
  model: LinearModel,
  classes: readonly HostClass[],
  variables: Variables,
  isEven: boolean,
): Expression {
  const terms: Term[] = []
  let constant = 0
  for (const [role, capacities] of capacitiesByRole(problem).entries()) {
    const { count, candidates } = problem.roles[role] ?? { count: 0, candidates: [] }
    const own = new Set(candidates)
    const everywhere = isEverywhere(problem.roles[role])
    for (const kind of capacities) {
      const level = evenLevel(kind, count)
      const isStraight = isEven && kind.outside === 0
      for (const [position, domain] of kind.domains.entries()) {
        const inside = termsOf(role, variables, (index) => classes[index]?.domains.includes(domain) ?? false)
        const possible = problem.domains[domain]?.members.filter((host) => own.has(host)).length ?? 0
        const most = Math.min(count, possible)
        const capacity = kind.counts[position] ?? 0
        if (everywhere) constant += pairsAmong(possible)
        else if (isStraight) {
          // Above `level` the pairs grow by `level` with each: a straight line.
          const low = Math.min(capacity, level)
          model.demand(inside, '>=', low)
          model.demand(inside, '<=', Math.min(capacity, level + 1))
          constant += pairsAmong(low) - low * level
          terms.push(...inside.map(([, variable]): Term => [level, variable]))
        } else if (most > 1) terms.push([1, convexPairs(model, inside, { hosts: 1, from: 0, to: most })])
      }
    }
  }
  return { terms, constant }
}

function moveCosts(problem: Problem, classes: readonly HostClass[], variables: Variables): Expression {
  const terms: Term[] = []
  let constant = 0
  for (const [role, { count, before, candidates }] of problem.roles.entries()) {
    constant += Math.min(count, before.length)
    const own = new Set(candidates)
    if (isEverywhere(problem.roles[role])) constant -= before.filter((host) => own.has(host)).length
    else {
      const kept = termsOf(role, variables, (index) => classes[index]?.before.has(role) ?? false)
      terms.push(...kept.map(([, variable]): Term => [-1, variable]))
    }
  }
  return { terms, constant }
}

/** Pairs of instances on one host when a class's instances are spread evenly over its hosts. */
function balanceCosts(model: LinearModel, { hosts, fixed }: HostClass, own: readonly number[]): Expression {
  const constant = hosts.length * pairsAmong(fixed.length)
  if (own.length === 0) return { terms: [], constant }
  const inside = own.map((variable): Term => [1, variable])
  const range = { hosts: hosts.length, from: fixed.length, to: fixed.length + own.length }
  return { terms: [[1, convexPairs(model, inside, range)]], constant }
}

/**
 * A variable of at least the pairs that come about when the things counted by `inside` are spread evenly over `hosts`
 * boxes that hold `from` each already and at most `to` in the end: its cost is `height` for each thing that is put on
 * top of `height` others.
 */
function convexPairs(
  model: LinearModel,
  inside: readonly Term[],
  { hosts, from, to }: { readonly hosts: number; readonly from: number; readonly to: number },
): number {
  const pairs = model.variable(Number.POSITIVE_INFINITY)
  for (let height = from; height < to; height += 1) {
    const free = hosts * (height - from)
    // Of n things, those beyond `free` cost `height` each, those below what the heights below say.
    const below = hosts * (pairsAmong(height) - pairsAmong(from))
    model.demand(
      [[1, pairs], ...inside.map(([, variable]): Term => [-height, variable])],
      '>=',
      below - height * free,
    )
  }
  return pairs
}
