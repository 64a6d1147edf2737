import { describe, expect, it } from 'vitest'
import type { Sample } from './comparison.ts'
import { performancePage, performanceRows } from './page.ts'

const trino = { service: 'trino', workload: '22 queries', unit: 's', better: 'less' } as const
const byWorkers = { ...trino, workload: 'by number of workers' }

const samples: readonly Sample[] = [
  { ...trino, variant: 'generated', round: 1, value: 12 },
  { ...trino, variant: 'defaults', round: 1, value: 10 },
  { ...trino, variant: 'generated', round: 2, value: 14 },
  { ...trino, variant: 'defaults', round: 2, value: 9 },
  { ...byWorkers, variant: '2 workers', round: 1, value: 8 },
  { ...byWorkers, variant: '1 worker', round: 1, value: 8 },
]
const keys = {
  trino: [{ where: 'config.properties', key: 'task.concurrency', generated: '2', upstream: 'CPUs' }],
}

describe('the page of the comparison', () => {
  const page = performancePage(samples, keys)

  it('shows medians with their spread, and the ratio', () => {
    expect(page).toContain(
      '| trino | 22 queries | 13.0 [12.0–14.0, 2 rounds] s (generated) | 9.50 [9.00–10.0, 2 rounds] s (defaults) | 0.73 |',
    )
  })

  it('says why a ratio is below 1', () => {
    expect(page).toMatch(/Below 1:\n\n- trino, 22 queries \(0\.73\): .*TieredStopAtLevel/)
    expect(page).not.toContain('no reason is known')
  })

  it('sets each number of workers against one, and calls what overlaps chance', () => {
    expect(page).toMatch(/by number of workers .*\(2 workers\).*\(1 worker\) \| 1\.00 \(may be chance\)/)
  })

  it('lists the tuned keys with both values', () => {
    expect(page).toContain('| config.properties | `task.concurrency` | `2` | CPUs |')
  })
})

it('gives a row of the evidence for every comparison', () => {
  expect(performanceRows(samples).map(({ workload, ratio }) => [workload, ratio])).toEqual([
    ['22 queries', 9.5 / 13],
    ['by number of workers', 1],
  ])
})
