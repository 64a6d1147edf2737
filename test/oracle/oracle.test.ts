import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { loadPlan } from '../../src/cli/load-plan.ts'
import { evaluateFailure } from '../../src/verifier/evaluate-failure.ts'
import { cases } from './cases.ts'
import { differenceInFailures, differenceInTables, examine } from './compare.ts'
import { randomPlatform } from './random-platform.ts'
import { planOf, printSketch } from './sketch.ts'
import { specialPlatforms } from './special-platforms.ts'
import { verifierFolder, verifierIn } from './verifier.ts'
import { choices, elementsOf } from './whole-verdict.ts'

const verifier = await verifierIn(verifierFolder)

/** More platforms, drawn anew each time, where one asks for them; fast-check prints the seed of a failure. */
const asked = Number(process.env.HANOK_ORACLE_RUNS ?? 0)
const runs = (usual: number) => (asked > 0 ? { numRuns: asked } : { numRuns: usual, seed: 20_26 })

const compared = { plans: 0, failures: 0 }
afterAll(() => {
  console.info(`compared with the oracle: ${compared.failures} failures of ${compared.plans} platforms`)
})

/** Holds the verifier against the oracle in all failures of a random platform of up to so many elements. */
const agreement = (upTo: number) =>
  fc.property(randomPlatform, (sketch) => {
    const examined = examine(planOf(sketch), upTo)
    const difference = differenceInFailures(verifier, examined) ?? differenceInTables(verifier, examined)
    compared.plans += 1
    compared.failures += examined.failures.length
    if (difference !== undefined) throw new Error(`${printSketch(sketch)}\n${difference}`)
  })

describe('the verifier', () => {
  test.each(cases)('agrees with anyone who looks: $name', ({ sketch, failed, query, lost, atRisk }) => {
    const verdict = evaluateFailure(planOf(sketch), failed)
    expect(verdict.capabilities.query).toEqual(query)
    expect(verdict.lost).toEqual(lost ?? [])
    expect(verdict.atRisk).toEqual(atRisk ?? [])
  })
  test.each(Object.entries(specialPlatforms))('lists what brute force finds: %s', (_name, sketch) => {
    expect(differenceInTables(verifier, examine(planOf(sketch), 0))).toBeUndefined()
  })

  test('agrees with the oracle in every failure of up to three elements of random platforms', {
    timeout: 3_600_000,
  }, () => {
    fc.assert(agreement(3), runs(40))
  })

  test('agrees with it in every failure of one or two elements of many more', { timeout: 3_600_000 }, () => {
    fc.assert(agreement(2), runs(400))
  })

  test.each(['starter', 'minimum'])(
    'agrees with it in single failures and pairs of hosts of %s',
    async (name) => {
      const plan = await loadPlan(name)
      const hosts = plan.hosts.map((host) => host.id)
      const failures = [[], ...elementsOf(plan).map((id) => [id]), ...choices(hosts, 2)]
      compared.plans += 1
      compared.failures += failures.length
      const examined = { ...examine(plan, 0), failures }
      expect(differenceInFailures(verifier, examined)).toBeUndefined()
      expect(differenceInTables(verifier, examined)).toBeUndefined()
    },
  )
})
