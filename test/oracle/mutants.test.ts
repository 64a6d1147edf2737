import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { differenceInFailures, differenceInTables, type Examined, examine, type Verifier } from './compare.ts'
import { mutants } from './mutants.ts'
import { plant } from './mutate.ts'
import { randomPlatform } from './random-platform.ts'
import { planOf } from './sketch.ts'
import { verifierFolder, verifierIn } from './verifier.ts'

const place = mkdtempSync(join(tmpdir(), 'hanok-mutants-'))
afterAll(() => rmSync(place, { recursive: true }))

/** The same platforms for all mutants, so that the oracle answers once. Failures of two elements show nearly everything. */
const platforms = fc.sample(randomPlatform.map(planOf), { numRuns: 1_500, seed: 7 })
const examined: Examined[] = []

/** How many platforms it took until the verifier and the oracle disagreed; undefined where they never did. */
function caughtAfter(verifier: Verifier, upTo = platforms.length): number | undefined {
  for (const [index, plan] of platforms.slice(0, upTo).entries()) {
    const platform = examined[index] ?? examine(plan, 2)
    examined[index] = platform
    if (differenceInFailures(verifier, platform) ?? differenceInTables(verifier, platform)) return index + 1
  }
  return undefined
}

describe('the comparison with the oracle', () => {
  test('agrees with a true copy of the verifier', async () => {
    const copy = join(place, 'copy')
    await plant(verifierFolder, copy)
    expect(caughtAfter(await verifierIn(copy), 30)).toBeUndefined()
  })

  test.each(mutants)('catches a verifier that $name', { timeout: 120_000 }, async (mutant) => {
    const copy = join(place, String(mutants.indexOf(mutant)))
    await plant(verifierFolder, copy, mutant)
    expect(caughtAfter(await verifierIn(copy))).toBeDefined()
  })
})
