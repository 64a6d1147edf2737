// Trino's sizes: workers fill their hosts; how many of them a load needs follows from the memory and cores of its queries.

import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { ShapeContext } from '../service.ts'
import { amountOf, needed, type Room, type RoomOf, sized, spareOf, traffic } from '../sizing.ts'
import type { TrinoOptions } from './options.ts'

type Shape = ShapeContext<TrinoOptions>

const leastWorkerRoom: Room = { memoryMiB: 16_384, cpus: 4, diskGiB: 200 }
const coordinatorMemoryMiB = 32_768

const resourceDocs = 'Trino, "Resource management properties"'

/** Workers: one on every query host unless declared. */
export function workersOf({ hostsOf, options }: Shape): number {
  return options.workers ?? hostsOf('query')
}

/** Memory, heap, limits and cores of one worker, and how many of them the load needs. */
export function workerSizing(shape: Shape, roomOf: RoomOf): readonly PlanSizing[] {
  const about = 'trino/worker'
  const room = roomOf('worker') ?? leastWorkerRoom
  const memory = sized({
    about,
    what: 'memoryMiB',
    unit: 'MiB',
    formula: 'floor(max(roomMiB, leastMiB) / 1024) * 1024',
    inputs: { roomMiB: room.memoryMiB, leastMiB: leastWorkerRoom.memoryMiB },
    source: 'R-4.2, R-8.3: a worker has what its host leaves it',
    text: text('memory of a worker', '워커 하나의 메모리'),
  })
  const heap = heapMemory(about, memory.value, 0.8)
  const memoryMiB = amountOf(heap, 'queryMaxMemoryPerNodeMiB')
  const cpus = sized({
    about,
    what: 'cpus',
    unit: 'CPU',
    formula: 'max(leastCpus, floor(roomCpus))',
    inputs: { roomCpus: room.cpus, leastCpus: leastWorkerRoom.cpus },
    source: 'R-4.2: a worker has what its host leaves it',
    text: text('cores of a worker', '워커 하나의 코어'),
  })
  return [
    memory,
    ...heap,
    queryMaxMemory(about, memoryMiB, workersOf(shape)),
    cpus,
    sized({
      about,
      what: 'taskConcurrency',
      unit: 'count',
      formula: 'max(2, min(32, pow2(cpus)))',
      inputs: { cpus: cpus.value },
      source: 'Trino, "Task properties": task.concurrency',
      text: text('threads of one operator on a worker', '워커에서 연산자 하나의 스레드 수'),
    }),
    traffic(
      about,
      'data',
      'concurrentQueries * scanMiBPerSecond * 2 / max(1, workers)',
      {
        concurrentQueries: shape.load.concurrentQueries,
        scanMiBPerSecond: shape.load.scanMiBPerSecond,
        workers: workersOf(shape),
      },
      'R-6.2; assumption: workers exchange as much as they read',
    ),
    workersNeeded(shape, amountOf(heap, 'heapMiB') - amountOf(heap, 'heapHeadroomMiB'), cpus.value),
  ]
}

function workersNeeded(shape: Shape, poolMiB: number, cpus: number): PlanSizing {
  const { concurrentQueries, queryMemoryGiB, queryCpus } = shape.load
  return needed(workersOf(shape), {
    about: 'trino/worker',
    what: 'instances',
    unit: 'count',
    formula:
      'max(1, ceil(concurrentQueries * max(queryMemoryGiB * 1024 / poolMiB, queryCpus / cpus))) + spare',
    inputs: { concurrentQueries, queryMemoryGiB, queryCpus, poolMiB, cpus, spare: spareOf(shape) },
    source: 'R-2.3, R-7.6; pool: heap less headroom (Trino, "Resource management properties")',
    text: text(
      'workers that hold the memory and cores of all queries',
      '모든 질의의 메모리와 코어를 감당하는 워커 수',
    ),
  })
}

/** Heap and the limits of a query on one node. */
function heapMemory(about: PlanSizing['about'], memoryMiB: number, share: number): readonly PlanSizing[] {
  const heap = sized({
    about,
    what: 'heapMiB',
    unit: 'MiB',
    formula: 'floor(memoryMiB * share / 1024) * 1024',
    inputs: { memoryMiB, share },
    source: 'Trino, container image: jvm.config gives the heap 80 % of the memory',
    text: text('heap (-Xms, -Xmx)', '힙(-Xms, -Xmx)'),
  })
  const headroom = sized({
    about,
    what: 'heapHeadroomMiB',
    unit: 'MiB',
    formula: 'floor(heapMiB * 0.3 / 1024) * 1024',
    inputs: { heapMiB: heap.value },
    source: `${resourceDocs}: memory.heap-headroom-per-node, 0.3 of the heap`,
    text: text('heap that no query may count on', '질의에 배정하지 않는 힙'),
  })
  return [
    heap,
    headroom,
    sized({
      about,
      what: 'queryMaxMemoryPerNodeMiB',
      unit: 'MiB',
      formula: 'floor((heapMiB - headroomMiB) * 0.75 / 1024) * 1024',
      inputs: { heapMiB: heap.value, headroomMiB: headroom.value },
      source: `${resourceDocs}: with the headroom it must stay below the heap; assumption: one query may have three quarters of the pool`,
      text: text('memory of one query on one node', '노드 하나에서 질의 하나의 메모리'),
    }),
  ]
}

function queryMaxMemory(about: PlanSizing['about'], perNodeMiB: number, workers: number): PlanSizing {
  return sized({
    about,
    what: 'queryMaxMemoryMiB',
    unit: 'MiB',
    formula: 'floor(perNodeMiB * workers * 0.8)',
    inputs: { perNodeMiB, workers },
    source: `${resourceDocs}: query.max-memory; assumption: data is never spread quite evenly`,
    text: text('memory of one query on all workers', '전체 워커에서 질의 하나의 메모리'),
  })
}

/** Heap and limits of the coordinator, and its resource group: how many queries run, how many wait. */
export function coordinatorSizing(shape: Shape, roomOf: RoomOf): readonly PlanSizing[] {
  const about = 'trino/coordinator'
  const perNode = amountOf(workerSizing(shape, roomOf), 'queryMaxMemoryPerNodeMiB')
  return [
    ...heapMemory(about, coordinatorMemoryMiB, 0.75),
    queryMaxMemory(about, perNode, workersOf(shape)),
    ...resourceGroup(shape),
  ]
}

/** Memory of a coordinator, in MiB: it plans and schedules, data passes it only as results. */
export const coordinatorMemory = coordinatorMemoryMiB

function resourceGroup({ load, options }: Shape): readonly PlanSizing[] {
  const source = 'R-2.3; Trino, "Resource groups": hardConcurrencyLimit, maxQueued'
  const concurrency = sized({
    about: 'trino/coordinator',
    what: 'hardConcurrencyLimit',
    unit: 'count',
    formula: options.concurrentQueries === undefined ? 'max(20, 2 * concurrentQueries)' : 'declared',
    inputs:
      options.concurrentQueries === undefined
        ? { concurrentQueries: load.concurrentQueries }
        : { declared: options.concurrentQueries },
    source,
    text: text(
      'queries that run before others wait',
      '다른 질의를 대기시키기 전까지 동시에 실행하는 질의 수',
    ),
  })
  return [
    concurrency,
    sized({
      about: 'trino/coordinator',
      what: 'maxQueued',
      unit: 'count',
      formula: options.queuedQueries === undefined ? 'max(500, 25 * hardConcurrencyLimit)' : 'declared',
      inputs:
        options.queuedQueries === undefined
          ? { hardConcurrencyLimit: concurrency.value }
          : { declared: options.queuedQueries },
      source,
      text: text('queries that may wait before more are refused', '거절하기 전까지 대기할 수 있는 질의 수'),
    }),
  ]
}
