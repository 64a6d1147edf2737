// "How few do I need?": the counts that are chosen against all that could have been.

import { beforeAll, describe, expect, test } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { HanokError, HanokErrors } from '../model/errors.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import type { Duty, Hardware, Plan } from '../model/plan.ts'
import { loadHighs } from './placement/highs.ts'
import type { Solver } from './placement/solver.ts'
import { planPlatform } from './plan-platform.ts'
import { shapes } from './shapes.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}

let solver: Solver

beforeAll(async () => {
  solver = await loadHighs()
})

interface Group {
  readonly name: string
  readonly count: unknown
  readonly duties: readonly Duty[]
  readonly hardware: Hardware
  readonly price?: number
}

const roomy: Hardware = { cpus: 64, memoryGiB: 512, disks: [{ kind: 'nvme', gib: 20_480 }] }
const small: Hardware = { cpus: 16, memoryGiB: 64, disks: [{ kind: 'nvme', gib: 4_096 }] }

function planOf(shape: string, load: Readonly<Record<string, number>>, groups: readonly Group[]): Plan {
  const content = `shape: ${shape}\nload: ${JSON.stringify(load)}\nhostGroups: ${JSON.stringify(groups)}\n`
  return planPlatform(parseDeclaration(content, 'platform.yaml', words), catalog, { solver })
}

/** Whether these counts carry the load; what `planOf` throws for placement counts as no. */
function carries(shape: string, load: Readonly<Record<string, number>>, groups: readonly Group[]): boolean {
  try {
    const { sizing = [] } = planOf(shape, load, groups)
    return sizing.every(({ what, value, needed = 0 }) => what !== 'instances' || needed <= value)
  } catch (error) {
    if (error instanceof HanokErrors || error instanceof HanokError) return false
    throw error
  }
}

/** The least that any counts within the ranges cost. */
function cheapest(
  shape: string,
  load: Readonly<Record<string, number>>,
  groups: readonly Group[],
  ranges: readonly (readonly [number, number])[],
): number {
  const vectors = ranges.reduce<readonly (readonly number[])[]>(
    (all, [from, to]) =>
      all.flatMap((vector) =>
        Array.from({ length: to - from + 1 }, (_unused, step) => [...vector, from + step]),
      ),
    [[]],
  )
  const costs = vectors
    .filter((counts) =>
      carries(
        shape,
        load,
        groups.flatMap((group, index) => {
          const count = counts[index] ?? 0
          return count === 0 ? [] : [{ ...group, count }]
        }),
      ),
    )
    .map((counts) => counts.reduce((sum, count, index) => sum + count * (groups[index]?.price ?? 1), 0))
  return Math.min(...costs)
}

const rest: readonly Group[] = [
  { name: 'control', count: 1, duties: ['control', 'metadata', 'observability'], hardware: roomy },
  { name: 'edge', count: 1, duties: ['edge'], hardware: roomy },
]

describe('open counts', () => {
  const load = { storedGiB: 9_000, concurrentQueries: 24, concurrentJobs: 6 }
  const light = { storedGiB: 2_000, concurrentQueries: 10, concurrentJobs: 2 }

  test('are the fewest that carry the load', () => {
    const open: readonly Group[] = [
      { name: 'storage', count: { min: 1, max: 6 }, duties: ['storage'], hardware: small },
      { name: 'query', count: { min: 1, max: 6 }, duties: ['query'], hardware: small },
      { name: 'compute', count: { min: 1, max: 6 }, duties: ['compute'], hardware: small },
    ]
    const { placement } = planOf('starter', light, [...rest, ...open])
    const ranges = [
      [1, 1],
      [1, 1],
      [1, 6],
      [1, 6],
      [1, 6],
    ] as const
    expect(placement?.counting?.cost).toBe(cheapest('starter', light, [...rest, ...open], ranges))
    expect(placement?.counting?.status).toBe('optimal')
  })

  test('are the cheapest where hosts of two kinds could stand in for one another', () => {
    const open: readonly Group[] = [
      { name: 'storage', count: 3, duties: ['storage'], hardware: roomy },
      { name: 'big', count: { min: 0, max: 3 }, duties: ['query', 'compute'], hardware: roomy, price: 5 },
      { name: 'query', count: { min: 0, max: 4 }, duties: ['query'], hardware: small, price: 2 },
      { name: 'compute', count: { min: 0, max: 4 }, duties: ['compute'], hardware: small, price: 2 },
    ]
    const { placement } = planOf('starter', light, [...rest, ...open])
    const ranges = [
      [1, 1],
      [1, 1],
      [3, 3],
      [0, 3],
      [0, 4],
      [0, 4],
    ] as const
    expect(placement?.counting?.cost).toBe(cheapest('starter', light, [...rest, ...open], ranges))
  })

  test('grow with the load', () => {
    const open: readonly Group[] = [
      { name: 'storage', count: 'auto', duties: ['storage'], hardware: small },
      { name: 'query', count: 'auto', duties: ['query'], hardware: small },
      { name: 'compute', count: 'auto', duties: ['compute'], hardware: small },
    ]
    const cost = (times: number) =>
      planOf(
        'starter',
        { storedGiB: 9_000 * times, concurrentQueries: 24 * times, concurrentJobs: 6 * times },
        [...rest, ...open],
      ).placement?.counting?.cost ?? 0
    const [once, tenfold] = [cost(1) - 2, cost(10) - 2]
    expect(tenfold).toBeGreaterThan(8 * once)
    expect(tenfold).toBeLessThanOrEqual(10 * once)
  })

  test('have a host to spare of each kind where the platform is to survive failures', () => {
    const groups = (shapes.get('minimum')?.groups ?? []).map((group): Group => ({ ...group, count: 'auto' }))
    const { hosts, placement } = planOf('minimum', {}, groups)
    expect(Math.min(...(placement?.counting?.groups ?? []).map(({ count }) => count))).toBe(2)
    expect(hosts.length).toBeLessThanOrEqual(17)
  })

  test('that cannot grow far enough leave what is short to be told', () => {
    const open: readonly Group[] = [
      { name: 'storage', count: 3, duties: ['storage'], hardware: roomy },
      { name: 'query', count: { min: 1, max: 2 }, duties: ['query'], hardware: small },
      { name: 'compute', count: 'auto', duties: ['compute'], hardware: small },
    ]
    const { hosts, sizing = [] } = planOf('starter', { ...load, concurrentQueries: 500 }, [...rest, ...open])
    expect(hosts.filter(({ group }) => group === 'query')).toHaveLength(2)
    const workers = sizing.find(({ about, what }) => about === 'trino/worker' && what === 'instances')
    expect(workers?.needed).toBeGreaterThan(workers?.value ?? 0)
  })
})
