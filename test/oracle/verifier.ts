// The verifier, true or mutated, in the form in which it is held against the oracle.

import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Verifier } from './compare.ts'

/** Where the sources of the verifier are. */
export const verifierFolder = fileURLToPath(new URL('../../src/verifier', import.meta.url))

/** Imports a verifier from its folder or from a copy of it. */
export async function verifierIn(folder: string): Promise<Verifier> {
  const { compilePlan }: typeof import('../../src/verifier/compile-plan.ts') = await import(
    join(folder, 'compile-plan.ts')
  )
  const { evaluator }: typeof import('../../src/verifier/evaluate-failure.ts') = await import(
    join(folder, 'evaluate-failure.ts')
  )
  const { failureOf }: typeof import('../../src/verifier/failure.ts') = await import(
    join(folder, 'failure.ts')
  )
  const { verifyPlan }: typeof import('../../src/verifier/verify-plan.ts') = await import(
    join(folder, 'verify-plan.ts')
  )
  return {
    evaluatorOf: (plan) => {
      const compiled = compilePlan(plan)
      const evaluate = evaluator(compiled)
      return (failed) => evaluate(failureOf(compiled, failed))
    },
    tablesOf: (plan) => verifyPlan(plan),
  }
}
