import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { differenceInFailures, differenceInTables, type Examined, examine, type Verifier } from './compare.ts'
import { listingFiles, mutants } from './mutants.ts'
import { type Mutant, plant } from './mutate.ts'
import { randomPlatform } from './random-platform.ts'
import { planOf } from './sketch.ts'
import { specialPlatforms } from './special-platforms.ts'
import { verifierFolder, verifierIn } from './verifier.ts'

const place = mkdtempSync(join(tmpdir(), 'hanok-mutants-'))
afterAll(() => rmSync(place, { recursive: true }))

/** The same platforms for all mutants, so that the oracle answers once. Failures of two elements show nearly everything. */
const random = fc.sample(randomPlatform, { numRuns: 1_500, seed: 12 })
const platforms = [...Object.values(specialPlatforms), ...random].map(planOf)
const examined: Examined[] = []

type Difference = (verifier: Verifier, examined: Examined) => string | undefined

/** Single failures of many platforms find most mistakes sooner than pairs of few. */
const differences = (mutant: Mutant): readonly Difference[] =>
  listingFiles.includes(mutant.file)
    ? [differenceInTables]
    : [
        (verifier, { failures, ...platform }) =>
          differenceInFailures(verifier, {
            ...platform,
            failures: failures.filter(({ length }) => length < 2),
          }),
        differenceInFailures,
      ]

/** Whether the verifier and the oracle disagree on one of the platforms. */
function isCaught(verifier: Verifier, difference: Difference): boolean {
  return platforms.some((plan, index) => {
    const platform = examined[index] ?? examine(plan, 2)
    examined[index] = platform
    return difference(verifier, platform) !== undefined
  })
}

describe('the comparison with the oracle', () => {
  test('agrees with a true copy of the verifier', async () => {
    const copy = join(place, 'copy')
    await plant(verifierFolder, copy)
    const verifier = await verifierIn(copy)
    for (const platform of platforms.slice(-20).map((plan) => examine(plan, 2))) {
      expect(
        differenceInFailures(verifier, platform) ?? differenceInTables(verifier, platform),
      ).toBeUndefined()
    }
  })

  test.each(mutants)('catches a verifier that $name', { timeout: 120_000 }, async (mutant) => {
    const copy = join(place, String(mutants.indexOf(mutant)))
    await plant(verifierFolder, copy, mutant)
    const verifier = await verifierIn(copy)
    expect(differences(mutant).some((difference) => isCaught(verifier, difference))).toBe(true)
  })
})
