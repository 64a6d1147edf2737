// The best placement of a problem: without a solver where a bound proves it, else level by level with one.

import { firstOpenLevel, lowerBounds } from './bounds.ts'
import { handOut, leastCosts } from './classes.ts'
import { type Formulation, formulate } from './formulation.ts'
import { isEverywhere, placeGreedily } from './greedy.ts'
import { boundsWhileKeeping } from './keeping.ts'
import { type Expression, evaluate } from './linear-model.ts'
import { polish } from './polish.ts'
import {
  type Assignment,
  compareScores,
  type HostIndex,
  isFeasible,
  type Level,
  levels,
  type Problem,
  type Score,
  scoreOf,
} from './problem.ts'
import type { Solver } from './solver.ts'

/** A placement, and how good it is. */
export interface Optimum {
  readonly assignment: Assignment
  readonly score: Score
  /** What no placement can be below, level by level, given that all levels before are as they are. */
  readonly bounds: Score
}

/** What came of looking for a placement. */
export type Optimised =
  | { readonly kind: 'found'; readonly optimum: Optimum }
  /** Proved: there is none. */
  | { readonly kind: 'infeasible' }
  /** None was found, and it is not proved that there is none: a solver is needed, or was stopped at its limit. */
  | { readonly kind: 'unknown' }

/**
 * Finds the placement with the least score. Without a solver the simple one, which may be the best all the same: its
 * bounds say so.
 */
export function optimise(problem: Problem, solver: Solver | undefined): Optimised {
  if (isImpossible(problem)) return { kind: 'infeasible' }
  const simple = placeGreedily(problem)
  if (simple === undefined) {
    return solver === undefined
      ? { kind: 'unknown' }
      : new Search(problem, solver, lowerBounds(problem), undefined).run()
  }
  const first = rated(problem, simple)
  if (isProved(first)) return { kind: 'found', optimum: first }
  const start = rated(problem, polish(problem, simple))
  if (isProved(start) || solver === undefined) return { kind: 'found', optimum: start }
  return new Search(problem, solver, start.bounds, start).run()
}

function rated(problem: Problem, assignment: Assignment): Optimum {
  const score = scoreOf(problem, assignment)
  return { assignment, score, bounds: boundsWhileKeeping(problem, score, lowerBounds(problem)) }
}

function isProved({ score, bounds }: Optimum): boolean {
  return firstOpenLevel(score, bounds) === undefined
}

/** Whether a problem has any placement at all; `unknown` when the solver was stopped at its limit. */
export function feasibilityOf(problem: Problem, solver: Solver): 'feasible' | 'infeasible' | 'unknown' {
  if (isImpossible(problem)) return 'infeasible'
  if (placeGreedily(problem) !== undefined) return 'feasible'
  const found = new Search(problem, solver, lowerBounds(problem), undefined).any()
  return found === 'found' ? 'feasible' : found === 'infeasible' ? 'infeasible' : 'unknown'
}

/** What needs no search: a role alone too large for its hosts, or too few of them. */
function isImpossible(problem: Problem): boolean {
  return problem.roles.some((role) => {
    const fits = role.candidates.filter((index) => {
      const host = problem.hosts[index]
      return host !== undefined && host.memoryMiB >= role.memoryMiB && host.diskGiB >= role.diskGiB
    })
    return fits.length < role.count
  })
}

/** Weighted sums of levels stay below this, so that a solver's tolerances cannot blur them. */
const largestWeight = 100_000

/** Models solved at most for one placement; the best found until then is taken. */
const mostCalls = 30

class Search {
  private readonly problem: Problem
  private readonly solver: Solver
  private readonly apart = new Set<HostIndex>()
  private bounds: Record<Level, number>
  private best: Optimum | undefined
  private formulation: Formulation
  private calls = 0
  private readonly evenSpread: number

  constructor(problem: Problem, solver: Solver, bounds: Score, start: Optimum | undefined) {
    this.problem = problem
    this.solver = solver
    this.bounds = { ...bounds }
    this.best = start
    this.evenSpread = bounds.spread
    this.formulation = this.formulated([])
  }

  private formulated(settled: readonly Level[]): Formulation {
    const isEven = settled.includes('spread') && this.best?.score.spread === this.evenSpread
    return formulate(this.problem, { apart: this.apart, isEven })
  }

  run(): Optimised {
    if (this.best === undefined) {
      const found = this.any()
      if (found !== 'found') return { kind: found === 'infeasible' ? 'infeasible' : 'unknown' }
    }
    for (;;) {
      const open = this.best === undefined ? undefined : firstOpenLevel(this.best.score, this.bounds)
      if (this.best === undefined || open === undefined) break
      const pack = this.packFrom(open)
      if (this.solve(pack, levels.slice(0, levels.indexOf(open))) !== 'found') break
    }
    return this.best === undefined
      ? { kind: 'unknown' }
      : { kind: 'found', optimum: { ...this.best, bounds: this.bounds } }
  }

  /** Any placement, whatever it costs. */
  any(): 'found' | 'infeasible' | 'limit' {
    return this.solve([], [])
  }

  /** A level and as many after it as one weighted sum can hold. */
  private packFrom(open: Level): readonly Level[] {
    const rest = levels.slice(levels.indexOf(open))
    const pack: Level[] = [open]
    let weight = 1
    for (const level of rest.slice(1)) {
      weight *= this.rangeOf(level)
      if (weight > largestWeight) break
      pack.push(level)
    }
    return pack
  }

  /** More than a level can be above its bound, at most. */
  private rangeOf(level: Level): number {
    const { roles, pairs, domains, hosts } = this.problem
    const most: Score = {
      rules: pairs.length * hosts.length,
      spread:
        roles.reduce((sum, role) => sum + (isEverywhere(role) ? 0 : role.count ** 2), 0) * domains.length,
      moves: roles.reduce((sum, role) => sum + role.before.length, 0),
      sharing: pairs.length * hosts.length,
      balance: roles.reduce((sum, role) => sum + (isEverywhere(role) ? 0 : role.count * roles.length), 0),
    }
    return most[level] + 1
  }

  private solve(pack: readonly Level[], settled: readonly Level[]): 'found' | 'infeasible' | 'limit' {
    for (;;) {
      this.calls += 1
      if (this.calls > mostCalls) return 'limit'
      this.formulation = this.formulated(settled)
      const { model, costs } = this.formulation
      const objective = this.weighted(pack, costs)
      const best = this.best
      const known = [...settled, ...pack.slice(0, 1)].flatMap((level) =>
        best === undefined ? [] : [{ expression: costs[level], most: best.score[level] }],
      )
      const answer = this.solver(model.text(objective, known), 0.5)
      if (answer.status === 'infeasible') return 'infeasible'
      const [first] = pack
      if (first !== undefined && pack.length === 1) this.raise(first, answer.bound + objective.constant)
      if (answer.values.length === 0) return 'limit'
      const outcome = this.accept(answer.values, [...settled, ...pack])
      if (outcome === 'split') continue
      if (answer.status === 'limit') return 'limit'
      // The answer is a true placement and the relaxation's optimum: nothing is below it, in any level of the pack.
      for (const level of pack) this.raise(level, evaluate(costs[level], answer.values))
      return 'found'
    }
  }

  private raise(level: Level, bound: number): void {
    if (Number.isFinite(bound)) this.bounds[level] = Math.max(this.bounds[level], Math.ceil(bound - 1e-6))
  }

  private weighted(pack: readonly Level[], costs: Formulation['costs']): Expression {
    let weight = 1
    let constant = 0
    const terms = [...pack].reverse().flatMap((level) => {
      const scale = weight
      weight *= this.rangeOf(level)
      constant += scale * costs[level].constant
      return costs[level].terms.map(([coefficient, variable]) => [coefficient * scale, variable] as const)
    })
    return { terms, constant }
  }

  /**
   * Hands a solution out. Classes in which it cannot be had as the program thought, in the levels that count by now, are
   * split into single hosts.
   */
  private accept(values: readonly number[], counting: readonly Level[]): 'kept' | 'split' {
    const { classes, variables } = this.formulation
    const assignment = this.problem.roles.map((role) => (isEverywhere(role) ? [...role.candidates] : []))
    const offending: HostIndex[] = []
    for (const [index, one] of classes.entries()) {
      const countOf = (role: number): number => Math.round(values[variables[index]?.get(role) ?? -1] ?? 0)
      const handed = handOut(this.problem, one, countOf)
      for (const [role, hosts] of handed.hosts) assignment[role]?.push(...hosts)
      const least = leastCosts(this.problem, one, countOf)
      const isWorse = (['rules', 'sharing', 'balance'] as const).some(
        (level) => counting.includes(level) && handed[level] > least[level],
      )
      if ((isWorse || !handed.fits) && one.hosts.length > 1) offending.push(...one.hosts)
    }
    const handed = assignment.map((hosts) => hosts.sort((a, b) => a - b))
    if (isFeasible(this.problem, handed)) {
      const score = this.keep(polish(this.problem, handed))
      const { costs } = this.formulation
      if (counting.every((level) => score[level] <= Math.round(evaluate(costs[level], values)))) return 'kept'
    }
    if (offending.length === 0) return 'kept'
    for (const host of offending) this.apart.add(host)
    return 'split'
  }

  /** Keeps a placement if it is better than the best so far. */
  private keep(assignment: Assignment): Score {
    const score = scoreOf(this.problem, assignment)
    if (this.best === undefined || compareScores(score, this.best.score) < 0) {
      this.best = { assignment, score, bounds: this.bounds }
    }
    return score
  }
}
