// What the sizes of whole platforms promise, for every shape and any load.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../catalog/arithmetic.ts'
import { catalog } from '../catalog/index.gen.ts'
import { compressedHeapMiB } from '../catalog/sizing.ts'
import { defaultLoad, type Load } from '../model/load.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import type { Plan, PlanSizing } from '../model/plan.ts'
import { planPlatform } from './plan-platform.ts'
import { shapes } from './shapes.ts'
import { isShort, usable } from './sizing-of-hosts.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}

function planOf(shape: string, load: Partial<Load> = {}, more = ''): Plan {
  const content = `shape: ${shape}\nload: ${JSON.stringify(load)}\n${more}`
  return planPlatform(parseDeclaration(content, 'platform.yaml', words), catalog)
}

const numberOf = (plan: Plan, about: string, what: string): PlanSizing => {
  const found = plan.sizing?.find((number) => number.about === about && number.what === what)
  if (found === undefined) throw new Error(`no ${about} ${what}`)
  return found
}

const few = [...shapes.keys()].filter((shape) => shape !== 'thousand-hosts')

describe.each(few)('%s', (shape) => {
  const plan = planOf(shape)

  test('every number is what its formula gives of its inputs, and says where it comes from in both languages', () => {
    for (const { formula, inputs, needed, value, source, text } of plan.sizing ?? []) {
      expect(evaluate(formula, inputs)).toBeCloseTo(needed ?? value, 2)
      expect(source).toMatch(/R-\d|docs\/adr|[A-Z][A-Za-z]+[,:] |^executors/)
      expect(text.ko).toMatch(/[가-힣]/)
      expect(text.en).not.toBe('')
    }
  })

  test('every host holds the memory and disk of what is on it, and leaves the system its own', () => {
    for (const host of plan.hosts) {
      const on = plan.instances.filter((instance) => instance.host === host.id)
      const room = usable(host.hardware)
      const sum = (what: 'memoryMiB' | 'diskGiB') =>
        on.reduce((total, { size }) => total + size.production[what], 0)
      expect(sum('memoryMiB'), host.id).toBeLessThanOrEqual(room.memoryMiB)
      expect(sum('diskGiB'), host.id).toBeLessThanOrEqual(room.diskGiB)
    }
  })

  test('on Kubernetes a worker has its room whatever other pods its node was given first', () => {
    const { hosts, instances, roles } = planOf(shape, {}, 'target: kubernetes\n')
    const workers = instances.filter(({ service, role }) =>
      ['trino/worker', 'spark/worker'].includes(`${service}/${role}`),
    )
    for (const { id, hardware, group } of hosts.filter((host) =>
      workers.some((one) => one.host === host.id),
    )) {
      const there = roles.flatMap(({ service, role, moves }) => {
        const own = instances.filter((one) => one.service === service && one.role === role)
        const isOfGroup = own.some((one) => hosts.find((host) => host.id === one.host)?.group === group)
        return (moves === undefined ? own.filter(({ host }) => host === id) : isOfGroup ? own : []).slice(
          0,
          1,
        )
      })
      const room = usable(hardware)
      for (const what of ['memoryMiB', 'cpus'] as const) {
        const sum = there.reduce((total, { size }) => total + size.production[what], 0)
        expect(sum, `${id} ${what}`).toBeLessThanOrEqual(room[what])
      }
    }
  })

  test('carries the load of a declaration that says nothing of it', () => {
    expect(plan.sizing?.filter(isShort)).toEqual([])
  })

  test('no limit of a process is above its memory', () => {
    for (const { id, size } of plan.instances) {
      const heapMiB = /-Xmx(\d+)g/.exec(String(size.production.settings.jvmFlags ?? ''))?.[1]
      expect(Number(heapMiB ?? 0) * 1024, id).toBeLessThan(size.production.memoryMiB)
    }
  })
})

test('a shape of the size that the requirements describe is sized about as its services were by hand', () => {
  const plan = planOf('minimum-kafka')
  const production = (id: string) => plan.instances.find((instance) => instance.id === id)?.size.production
  expect(production('spark/worker/1')).toMatchObject({
    cpus: 24,
    settings: { workerCores: 20, workerMemoryMiB: 81_920, shufflePartitions: 200 },
  })
  expect(production('trino/worker/1')?.memoryMiB).toBe(89 * 1024)
  expect(production('kafka/broker/1')).toMatchObject({ memoryMiB: 16_384, diskGiB: 1_055 })
  expect(production('postgres/server/1')).toMatchObject({
    memoryMiB: 8_192,
    diskGiB: 100,
    settings: { sharedBuffersMiB: 2_048, workMemMiB: 16, maintenanceWorkMemMiB: 256 },
  })
  expect(production('seaweedfs/volume/1')?.diskGiB).toBeGreaterThan(19_500)
})

const anyLoad: fc.Arbitrary<Load> = fc.record({
  storedGiB: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1e6 }), fc.constant(1e9)),
  growthGiBPerDay: fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.constant(1e6)),
  retentionDays: fc.integer({ min: 0, max: 36_500 }),
  workingSetGiB: fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.constant(1e6)),
  horizonDays: fc.integer({ min: 0, max: 36_500 }),
  ingestMiBPerSecond: fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.constant(1e6)),
  ingestRetentionHours: fc.integer({ min: 1, max: 87_600 }),
  ingestReaders: fc.integer({ min: 0, max: 1000 }),
  concurrentQueries: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constant(10_000)),
  queryMemoryGiB: fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.constant(10_000)),
  queryCpus: fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.constant(10_000)),
  concurrentJobs: fc.oneof(fc.integer({ min: 0, max: 200 }), fc.constant(10_000)),
  jobMemoryGiB: fc.oneof(fc.double({ min: 0, max: 1000, noNaN: true }), fc.constant(100_000)),
  jobCpus: fc.oneof(fc.double({ min: 0, max: 1000, noNaN: true }), fc.constant(100_000)),
  scanMiBPerSecond: fc.oneof(fc.integer({ min: 0, max: 1000 }), fc.constant(100_000)),
  users: fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.constant(1_000_000)),
  searchGiBPerDay: fc.oneof(fc.double({ min: 0, max: 1000, noNaN: true }), fc.constant(1e6)),
  searchRetentionDays: fc.integer({ min: 1, max: 36_500 }),
})

test('no load, however small or large, gives a number that makes no sense', () => {
  fc.assert(
    fc.property(anyLoad, fc.constantFrom('starter', 'minimum-kafka', 'compact-8'), (load, shape) => {
      const plan = planOf(shape, load)
      for (const { about, what, unit, value, needed = 0 } of plan.sizing ?? []) {
        expect(Number.isFinite(value) && value >= 0, `${about} ${what} ${value}`).toBe(true)
        expect(Number.isFinite(needed) && needed >= 0, `${about} ${what} ${needed}`).toBe(true)
        if (unit === 'count') expect(Number.isInteger(value) && Number.isInteger(needed)).toBe(true)
        if (about === 'opensearch/data' && what === 'heapMiB') {
          expect(value).toBeLessThanOrEqual(compressedHeapMiB)
        }
      }
      for (const { size } of plan.instances) {
        expect(
          Math.min(size.production.memoryMiB, size.production.cpus, size.production.diskGiB),
        ).toBeGreaterThan(0)
      }
    }),
    { numRuns: 60 },
  )
})

/** What may not shrink when there is more to carry. Bandwidth may: more gateways share it. */
const growing = (plan: Plan): ReadonlyMap<string, number> =>
  new Map(
    (plan.sizing ?? [])
      .filter(({ what }) => ['instances', 'totalGiB', 'hardConcurrencyLimit', 'partitions'].includes(what))
      .map(({ about, what, needed, value }) => [`${about} ${what}`, needed ?? value]),
  )

test('more load never needs less', () => {
  fc.assert(
    fc.property(anyLoad, anyLoad, (one, other) => {
      const names = Object.keys(one) as (keyof Load)[]
      const pick = (choose: (...values: number[]) => number): Load =>
        Object.fromEntries(names.map((name) => [name, choose(one[name], other[name])])) as Load
      const less = growing(planOf('minimum-kafka', pick(Math.min)))
      const more = growing(planOf('minimum-kafka', pick(Math.max)))
      for (const [what, amount] of less) expect(more.get(what), what).toBeGreaterThanOrEqual(amount)
    }),
    { numRuns: 40 },
  )
})

test('twice the load needs twice the capacity, beside the one that is spare (R-4)', () => {
  const capacity: Readonly<Record<string, keyof Load>> = {
    'trino/worker': 'concurrentQueries',
    'spark/worker': 'concurrentJobs',
    'kafka/broker': 'ingestMiBPerSecond',
    'seaweedfs/volume': 'storedGiB',
    'opensearch/data': 'searchGiBPerDay',
    'superset/web': 'users',
  }
  for (const [about, key] of Object.entries(capacity)) {
    const spare = about === 'kafka/broker' ? 0 : 1
    const needs = (factor: number) => {
      // Lines that wait in their files take disk from the data nodes: as much at any load here.
      const logs = 'services: { log-shipper: { bufferGiB: 2 } }\n'
      const plan = planOf('minimum-kafka', { [key]: defaultLoad[key] * factor }, logs)
      return (numberOf(plan, about, 'instances').needed ?? 0) - spare
    }
    const [once, twice, more] = [needs(100), needs(200), needs(800)]
    expect(Math.abs(twice - 2 * once), about).toBeLessThanOrEqual(2)
    expect(Math.abs(more - 8 * once), about).toBeLessThanOrEqual(8)
    expect(once).toBeGreaterThan(1)
  }
})

test('hosts with more memory get larger workers, and the load needs fewer of them', () => {
  const groups = (memoryGiB: number) =>
    `hostGroups:\n${[...(shapes.get('minimum')?.groups ?? [])]
      .map(({ name, count, duties, hardware }) => {
        const own = name === 'query' ? { ...hardware, memoryGiB } : hardware
        return `  - ${JSON.stringify({ name, count, duties, hardware: own })}`
      })
      .join('\n')}\n`
  const worker = (memoryGiB: number) => {
    const plan = planOf('minimum', { concurrentQueries: 100, queryMemoryGiB: 20 }, groups(memoryGiB))
    return [
      numberOf(plan, 'trino/worker', 'heapMiB').value,
      numberOf(plan, 'trino/worker', 'instances').needed ?? 0,
    ]
  }
  const [small, large] = [worker(128), worker(512)]
  expect(large[0]).toBeGreaterThan(4 * (small[0] ?? 0))
  expect(large[1]).toBeLessThan(small[1] ?? 0)
})

test('hosts too small for what is on them are told, with what they would need', () => {
  const hardware = { cpus: 4, memoryGiB: 48, disks: [{ kind: 'ssd', gib: 100 }] }
  const groups = [...(shapes.get('starter')?.groups ?? [])].map(({ name, count, duties }) => ({
    name,
    count,
    duties,
    hardware,
  }))
  const plan = planOf('starter', {}, `hostGroups: ${JSON.stringify(groups)}\n`)
  const short = (plan.sizing ?? []).filter(isShort).map(({ about, what }) => `${about} ${what}`)
  expect(short).toEqual(expect.arrayContaining(['host/query-1 memoryMiB', 'host/storage-1 cpus']))
})

test('a rehearsal depends on neither load nor hardware, but for the number of instances', () => {
  fc.assert(
    fc.property(anyLoad, (load) => {
      const sizes = (plan: Plan) =>
        new Map(plan.instances.map(({ service, role, size }) => [`${service}/${role}`, size.rehearsal]))
      expect(sizes(planOf('minimum-kafka', load))).toEqual(sizes(planOf('minimum-kafka')))
    }),
    { numRuns: 20 },
  )
})
