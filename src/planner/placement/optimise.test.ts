// The optimiser against exhaustive search: on every small problem it finds as good a placement, or proves that there is none.

import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { lowerBounds } from './bounds.ts'
import { placeGreedily } from './greedy.ts'
import { loadHighs } from './highs.ts'
import { type Optimised, optimise } from './optimise.ts'
import { compareScores, isFeasible, levels, type Problem, scoreOf } from './problem.ts'
import type { Solver } from './solver.ts'
import { bestByExhaustion } from './testing/exhaustive.ts'
import { problems } from './testing/random-problem.ts'

let solver: Solver

beforeAll(async () => {
  solver = await loadHighs()
})

function scoreFound(problem: Problem, found: Optimised) {
  if (found.kind !== 'found') return found.kind
  const { assignment, score, bounds } = found.optimum
  expect(isFeasible(problem, assignment)).toBe(true)
  expect(score).toEqual(scoreOf(problem, assignment))
  expect(bounds).toEqual(score)
  return score
}

const runs = { numRuns: Number(process.env.HANOK_PLACEMENT_RUNS ?? 300), seed: 7 }

describe('optimise', () => {
  test('finds what exhaustive search finds, and proves it', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const best = bestByExhaustion(problem)
        expect(scoreFound(problem, optimise(problem, solver))).toEqual(best?.score ?? 'infeasible')
      }),
      runs,
    )
  })

  test('gives the same placement twice', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        expect(optimise(problem, solver)).toEqual(optimise(problem, solver))
      }),
      { ...runs, numRuns: 30 },
    )
  })

  test('keeps the simple placement where none is better', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const simple = placeGreedily(problem)
        const best = bestByExhaustion(problem)
        fc.pre(simple !== undefined && best !== undefined)
        if (simple === undefined || best === undefined) return
        if (compareScores(scoreOf(problem, simple), best.score) > 0) return
        const found = optimise(problem, solver)
        expect(found.kind === 'found' && found.optimum.assignment).toEqual(simple)
      }),
      { ...runs, numRuns: 60 },
    )
  })
})

test('no assignment is below a lower bound in any level', () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const best = bestByExhaustion(problem)
      fc.pre(best !== undefined)
      const bounds = lowerBounds(problem)
      for (const level of levels) expect(best?.least[level]).toBeGreaterThanOrEqual(bounds[level])
    }),
    runs,
  )
})
