// Each formula against a worked example: of its source where that has one, by hand otherwise.

import { describe, expect, it } from 'vitest'
import { defaultLoad, type Load } from '../model/load.ts'
import type { PlanSizing } from '../model/plan.ts'
import { service as kafka } from './kafka/index.ts'
import { haproxySizing } from './load-balancer/sizing.ts'
import { service as opensearch } from './opensearch/index.ts'
import { service as postgres } from './postgres/index.ts'
import { poolOf } from './postgres/sizing.ts'
import { service as prometheus } from './prometheus/index.ts'
import { service as seaweedfs } from './seaweedfs/index.ts'
import type { Service, ShapeContext } from './service.ts'
import { amountOf, compressedHeapMiB, needed, type Room, sized, storeTraffic } from './sizing.ts'
import { service as spark } from './spark/index.ts'
import { service as streamlit } from './streamlit/index.ts'
import { service as superset } from './superset/index.ts'
import { service as trino } from './trino/index.ts'

interface Case {
  readonly load?: Partial<Load>
  readonly hosts?: number
  readonly clients?: number
  readonly tier?: 'single' | 'ha'
  readonly options?: object
  readonly room?: Room
}

function numbersOf<O>(service: Service<O>, given: Case): readonly PlanSizing[] {
  const shape: ShapeContext<O> = {
    options: service.options.parse(given.options ?? {}),
    tier: given.tier ?? 'ha',
    profile: 'conservative',
    load: { ...defaultLoad, ...given.load },
    target: 'hosts',
    onKubernetes: false,
    hostCount: given.hosts ?? 3,
    hostsOf: () => given.hosts ?? 3,
    clientsOf: () => given.clients ?? 4,
    has: () => true,
    optionsOf: () => ({}),
  }
  return service.sizing?.(shape, () => given.room) ?? []
}

const of = (numbers: readonly PlanSizing[], about: string, what: string): PlanSizing => {
  const found = numbers.find((number) => number.about === about && number.what === what)
  if (found === undefined) throw new Error(`no ${about} ${what}`)
  return found
}

describe('trino', () => {
  const room: Room = { memoryMiB: 96 * 1024, cpus: 24, diskGiB: 1_900 }

  it('gives a worker on 96 GiB the heap and limits that upstream’s shares say', () => {
    const numbers = numbersOf(trino, { room })
    const worker = (what: string) => of(numbers, 'trino/worker', what).value / 1024
    expect([worker('memoryMiB'), worker('heapMiB'), worker('heapHeadroomMiB')]).toEqual([96, 76, 22])
    expect(worker('queryMaxMemoryPerNodeMiB')).toBe(40)
    expect(worker('queryMaxMemoryMiB')).toBe(96)
  })

  it('keeps the limit of a query and the headroom below the heap, as Trino demands', () => {
    for (const memoryGiB of [1, 16, 17, 48, 89, 200, 1_000, 24_000]) {
      const numbers = numbersOf(trino, { room: { ...room, memoryMiB: memoryGiB * 1024 } })
      for (const about of ['trino/worker', 'trino/coordinator']) {
        const perNode = of(numbers, about, 'queryMaxMemoryPerNodeMiB').value
        const headroom = of(numbers, about, 'heapHeadroomMiB').value
        expect(perNode + headroom).toBeLessThan(of(numbers, about, 'heapMiB').value)
        expect(perNode).toBeGreaterThan(0)
      }
    }
  })

  it('counts workers by the memory or the cores of its queries, whichever takes more, and one to spare', () => {
    const workers = (load: Partial<Load>) => of(numbersOf(trino, { room, load }), 'trino/worker', 'instances')
    // 100 × 5.4 GiB over pools of 54 GiB; 100 × 3 cores over 24.
    expect(workers({ concurrentQueries: 100, queryMemoryGiB: 5.4 }).needed).toBe(11)
    expect(workers({ concurrentQueries: 100, queryCpus: 3 }).needed).toBe(14)
    expect(workers({ concurrentQueries: 0 }).needed).toBe(2)
  })

  it('lets twice the load run at once and the rest wait, unless declared', () => {
    const group = (given: Case) => {
      const numbers = numbersOf(trino, given)
      return ['hardConcurrencyLimit', 'maxQueued'].map((what) => of(numbers, 'trino/coordinator', what).value)
    }
    expect(group({})).toEqual([20, 500])
    expect(group({ load: { concurrentQueries: 60 } })).toEqual([120, 3_000])
    expect(group({ options: { concurrentQueries: 3, queuedQueries: 7 } })).toEqual([3, 7])
  })
})

describe('spark', () => {
  const room: Room = { memoryMiB: 120 * 1024, cpus: 29, diskGiB: 1_900 }

  it('fills a host of 128 GiB with five executors and leaves a quarter to the page cache', () => {
    const numbers = numbersOf(spark, { room })
    const worker = (what: string) => of(numbers, 'spark/worker', what).value
    expect([worker('memoryMiB') / 1024, worker('executors'), worker('workerCores')]).toEqual([96, 5, 20])
    expect([worker('workerMemoryMiB'), worker('cpus')]).toEqual([81_920, 24])
    expect(worker('memoryMiB')).toBeLessThanOrEqual(0.75 * 128 * 1024)
  })

  it('shuffles into three tasks for each core, and never fewer than upstream’s default', () => {
    const partitions = (hosts: number) =>
      of(numbersOf(spark, { room, hosts }), 'spark/worker', 'shufflePartitions').value
    expect(partitions(3)).toBe(200)
    expect(partitions(12)).toBe(3 * 20 * 12)
  })

  it('counts workers by the executors of its applications, and one to spare', () => {
    // 10 × 80 GiB are 50 executors of 16 GiB, on workers of five.
    const load = { concurrentJobs: 10, jobMemoryGiB: 80 }
    expect(of(numbersOf(spark, { room, load }), 'spark/worker', 'instances').needed).toBe(11)
  })
})

describe('kafka', () => {
  const room: Room = { memoryMiB: 60_000, cpus: 15, diskGiB: 1_944 }

  it('keeps 10 MiB/s for a day in three copies on three brokers with about 1 TiB each', () => {
    const numbers = numbersOf(kafka, { room })
    // 10 × 86,400 s / 1,024 = 843.75 GiB a copy; one copy a broker; a fifth stays free.
    expect(of(numbers, 'kafka/broker', 'totalGiB').value).toBeCloseTo(3_164.063)
    expect(of(numbers, 'kafka/broker', 'diskGiB')).toMatchObject({ value: 1_055, needed: 1_055 })
  })

  it('says how many brokers it takes where their disks are too small, and takes no more disk than there is', () => {
    const numbers = numbersOf(kafka, { room, load: { ingestRetentionHours: 168 } })
    expect(of(numbers, 'kafka/broker', 'instances')).toMatchObject({ value: 3, needed: 12 })
    expect(of(numbers, 'kafka/broker', 'diskGiB')).toMatchObject({ value: 1_944, needed: 7_383 })
  })

  it('has a partition for every 10 MiB/s', () => {
    const partitions = (given: Case) => of(numbersOf(kafka, given), 'kafka/broker', 'partitions').value
    expect(partitions({})).toBe(3)
    expect(partitions({ load: { ingestMiBPerSecond: 200 } })).toBe(20)
    expect(partitions({ options: { partitions: 7 }, load: { ingestMiBPerSecond: 200 } })).toBe(7)
  })

  it('has page cache for 30 s of writes', () => {
    const memory = (ingestMiBPerSecond: number) =>
      of(numbersOf(kafka, { load: { ingestMiBPerSecond } }), 'kafka/broker', 'memoryMiB').value
    expect(memory(10)).toBe(16_384)
    // 6 GiB of heap / 0.75 and 1,000 MiB/s × 30 s.
    expect(memory(1_000)).toBe(Math.ceil((8_192 + 30_000) / 1024) * 1024)
  })
})

describe('postgres', () => {
  const server = (given: Case, what: string) => of(numbersOf(postgres, given), 'postgres/server', what).value

  it('gives a quarter of its memory to shared buffers', () => {
    expect([server({}, 'memoryMiB'), server({}, 'sharedBuffersMiB')]).toEqual([8_192, 2_048])
  })

  it('has room for the pool of every client, and a default sort of each of its connections', () => {
    expect(server({ clients: 4 }, 'maxConnections')).toBe(130)
    for (const clients of [0, 4, 40, 80, 81, 400, 1_000]) {
      const connections = server({ clients }, 'maxConnections')
      const sorts = connections * server({ clients }, 'workMemMiB')
      expect(sorts + server({ clients }, 'sharedBuffersMiB')).toBeLessThan(server({ clients }, 'memoryMiB'))
      expect(server({ clients }, 'workMemMiB')).toBeGreaterThanOrEqual(4)
      expect(poolOf(clients)).toBeGreaterThanOrEqual(5)
    }
  })

  it('takes the declared number of connections', () => {
    expect(server({ options: { maxConnections: 500 } }, 'maxConnections')).toBe(500)
  })
})

describe('seaweedfs', () => {
  const room: Room = { memoryMiB: 40_000, cpus: 12, diskGiB: 19_860 }
  const volume = (load: Partial<Load>, what: string, options: object = {}) =>
    of(numbersOf(seaweedfs, { room, hosts: 4, load, options }), 'seaweedfs/volume', what)

  it('keeps two copies of the data and its growth until the horizon', () => {
    const load = { storedGiB: 10_000, growthGiBPerDay: 50 }
    expect(volume(load, 'dataGiB').value).toBe(10_000 + 50 * 365)
    expect(volume(load, 'totalGiB').value).toBe((28_250 * 2) / 0.8)
    // 70,625 GiB over 19,860 each are four, and one whose copies the others must take.
    expect(volume(load, 'instances')).toMatchObject({ value: 4, needed: 5 })
  })

  it('grows no further than what is kept', () => {
    expect(volume({ growthGiBPerDay: 50, retentionDays: 30 }, 'dataGiB').value).toBe(1_000 + 50 * 30)
  })

  it('counts copies as its replication says', () => {
    expect(volume({}, 'totalGiB', { replication: '200' }).value).toBe(3_750)
  })

  it('counts volumes of 30 GB', () => {
    expect(volume({ storedGiB: 30_000 }, 'volumes').value).toBe(2_048)
  })

  it('has as many gateways as the traffic asks for', () => {
    const gateways = (load: Partial<Load>) =>
      of(numbersOf(seaweedfs, { room, hosts: 8, load }), 'seaweedfs/s3', 'instances')
    expect(gateways({})).toMatchObject({ value: 2, needed: 2 })
    expect(gateways({ concurrentQueries: 98 })).toMatchObject({ value: 7, needed: 7 })
    expect(gateways({ concurrentQueries: 1_000 })).toMatchObject({ value: 8, needed: 52 })
  })
})

describe('opensearch', () => {
  const data = (given: Case, what: string) =>
    of(
      numbersOf(opensearch, { room: { memoryMiB: 60_000, cpus: 15, diskGiB: 3_800 }, ...given }),
      'opensearch/data',
      what,
    )

  it('needs the 191 GiB that Amazon calculates for 66 GiB with one replica', () => {
    const load = { searchGiBPerDay: 66 / 14, searchRetentionDays: 14 }
    expect(data({ load }, 'totalGiB').value).toBeCloseTo(191, 0)
  })

  it('cuts 66 GiB into the three shards that Amazon names', () => {
    expect(data({ load: { searchGiBPerDay: 66 } }, 'primaryShards').value).toBe(3)
  })

  it('keeps shards between 10 and 50 GiB, however much or little comes in a day', () => {
    for (const searchGiBPerDay of [1, 5, 9, 10, 27, 30, 66, 500, 10_000]) {
      const load = { searchGiBPerDay, searchRetentionDays: 30 }
      const days = data({ load }, 'rolloverDays').value
      const shardGiB = (searchGiBPerDay * 1.1 * days) / data({ load }, 'primaryShards').value
      expect(shardGiB).toBeGreaterThanOrEqual(10)
      expect(shardGiB).toBeLessThanOrEqual(50)
    }
  })

  it('never has a heap whose pointers are not compressed, and as much page cache', () => {
    for (const searchGiBPerDay of [0, 5, 5_000, 1_000_000]) {
      const load = { searchGiBPerDay, searchRetentionDays: 3_650 }
      const heap = data({ load }, 'heapMiB').value
      expect(heap).toBeLessThanOrEqual(compressedHeapMiB)
      expect(data({ load }, 'memoryMiB').value).toBe(2 * heap)
    }
  })
})

describe('what people look at', () => {
  it('has a web server for every 32 who wait, and one to spare', () => {
    const webs = (users: number, hosts = 6) =>
      of(numbersOf(superset, { hosts, load: { users } }), 'superset/web', 'instances')
    expect(webs(50)).toMatchObject({ value: 2, needed: 2 })
    expect(webs(1_000)).toMatchObject({ value: 5, needed: 5 })
    expect(webs(5_000)).toMatchObject({ value: 6, needed: 17 })
  })

  it('has an application server for every 40 sessions', () => {
    expect(of(numbersOf(streamlit, { load: { users: 400 } }), 'streamlit/app', 'instances').needed).toBe(2)
    expect(of(numbersOf(streamlit, { load: { users: 420 } }), 'streamlit/app', 'instances').needed).toBe(3)
  })

  it('keeps metrics on as much disk as Prometheus’ own formula says', () => {
    // 1,000 × 2,500 series / 15 s × 2 bytes × 15 days = 432 GB; a fifth stays free.
    expect(of(numbersOf(prometheus, { hosts: 1_000 }), 'prometheus/server', 'diskGiB').value).toBe(503)
    expect(of(numbersOf(prometheus, { hosts: 17 }), 'prometheus/server', 'diskGiB').value).toBe(100)
  })
})

describe('the balancers', () => {
  it('have a thread for every 5 Gbit/s between everyone and object storage', () => {
    expect(storeTraffic(defaultLoad)).toBe(12 * 50 + 10)
    const threads = (concurrentQueries: number) =>
      amountOf(haproxySizing({ load: { ...defaultLoad, concurrentQueries } }), 'threads')
    expect([threads(10), threads(40), threads(1_000)]).toEqual([2, 4, 8])
  })
})

describe('a number', () => {
  const input = {
    about: 'trino/worker',
    what: 'instances',
    unit: 'count',
    formula: 'queries / 3',
    inputs: { queries: 7 },
    source: 'here',
    text: { en: 'a', ko: '가' },
  } as const

  it('is what its formula gives', () => {
    expect(sized(input).value).toBe(2.333)
    expect(needed(2, input)).toMatchObject({ value: 2, needed: 2.333 })
  })

  it('is found by its name, or it is a mistake of ours', () => {
    expect(amountOf([sized(input)], 'instances')).toBe(2.333)
    expect(() => amountOf([sized(input)], 'cpus')).toThrow(/no cpus among instances/)
  })
})
