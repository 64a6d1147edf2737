// Spark's sizes: a worker fills its host with executors of one size; how many workers a load needs follows from its applications.

import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { ShapeContext } from '../service.ts'
import { needed, type Room, type RoomOf, sized, spareOf, traffic } from '../sizing.ts'
import type { SparkOptions } from './options.ts'

/** One executor and one driver: of moderate size, so that a heap is collected quickly and a lost one costs little. */
export const application = { executorMemoryMiB: 16_384, executorCores: 4, driverMemoryMiB: 4_096 } as const

/** The worker's own process, in MiB. */
const daemonMiB = 1_024
/** Cores for the worker's own process and a driver. */
const otherCores = 4
const leastRoom: Room = { memoryMiB: 32_768, cpus: 6, diskGiB: 400 }

/** Workers: one on every compute host unless declared. */
export function workersOf({
  hostsOf,
  options,
  target,
}: Pick<ShapeContext<SparkOptions>, 'hostsOf' | 'options' | 'target'>): number {
  // On YARN its node managers do this work.
  return target === 'yarn' ? 0 : (options.workers ?? hostsOf('compute'))
}

/** Memory and cores of one worker, its executors, and how many workers the load needs. */
export function workerSizing(shape: ShapeContext<SparkOptions>, roomOf: RoomOf): readonly PlanSizing[] {
  const about = 'spark/worker'
  const room = roomOf('worker') ?? leastRoom
  const { executorMemoryMiB, executorCores, driverMemoryMiB } = application
  const memory = sized({
    about,
    what: 'memoryMiB',
    unit: 'MiB',
    formula: 'floor(max(roomMiB, leastMiB) * 0.8 / 1024) * 1024',
    inputs: { roomMiB: room.memoryMiB, leastMiB: leastRoom.memoryMiB },
    source: 'Spark, "Hardware Provisioning": at most 75 % of the host, the rest is its page cache',
    text: text(
      'memory of a worker with its executors and a driver',
      '실행기와 드라이버를 포함한 워커의 메모리',
    ),
  })
  const executors = sized({
    about,
    what: 'executors',
    unit: 'count',
    formula:
      'max(1, floor(min((memoryMiB - daemonMiB - driverMiB) / (executorMiB * 1.1), (roomCpus - 2) / executorCores)))',
    inputs: {
      memoryMiB: memory.value,
      daemonMiB,
      driverMiB: driverMemoryMiB,
      executorMiB: executorMemoryMiB,
      roomCpus: room.cpus,
      executorCores,
    },
    source: 'Spark, "Configuration": spark.executor.memoryOverheadFactor, 0.1',
    text: text('executors on a worker', '워커 하나의 실행기 수'),
  })
  const cores = sized({
    about,
    what: 'workerCores',
    unit: 'CPU',
    formula: 'executors * executorCores',
    inputs: { executors: executors.value, executorCores },
    source: 'Spark, "Standalone Mode": --cores',
    text: text('cores that a worker gives to executors', '워커가 실행기에 나누어 주는 코어'),
  })
  return [
    memory,
    executors,
    cores,
    sized({
      about,
      what: 'workerMemoryMiB',
      unit: 'MiB',
      formula: 'executors * executorMiB',
      inputs: { executors: executors.value, executorMiB: executorMemoryMiB },
      source: 'Spark, "Standalone Mode": --memory',
      text: text('memory that a worker gives to executors', '워커가 실행기에 나누어 주는 메모리'),
    }),
    sized({
      about,
      what: 'cpus',
      unit: 'CPU',
      formula: 'workerCores + otherCores',
      inputs: { workerCores: cores.value, otherCores },
      source: 'executors, a driver and the worker itself',
      text: text(
        'cores of a worker with its executors and a driver',
        '실행기와 드라이버를 포함한 워커의 코어',
      ),
    }),
    sized({
      about,
      what: 'shufflePartitions',
      unit: 'count',
      formula: 'max(200, 3 * workerCores * workers)',
      inputs: { workerCores: cores.value, workers: workersOf(shape) },
      source:
        'Spark, "Tuning Spark": 2–3 tasks for each core; at least the default of spark.sql.shuffle.partitions',
      text: text('partitions of a shuffle', '셔플의 파티션 수'),
    }),
    traffic(
      about,
      'data',
      'concurrentJobs * scanMiBPerSecond * 2 / max(1, workers)',
      {
        concurrentJobs: shape.load.concurrentJobs,
        scanMiBPerSecond: shape.load.scanMiBPerSecond,
        workers: workersOf(shape),
      },
      'R-6.2; assumption: executors shuffle as much as they read',
    ),
    workersNeeded(shape, executors.value),
  ]
}

function workersNeeded(shape: ShapeContext<SparkOptions>, executors: number): PlanSizing {
  const { concurrentJobs, jobCpus, jobMemoryGiB } = shape.load
  const { executorMemoryMiB, executorCores } = application
  return needed(workersOf(shape), {
    about: 'spark/worker',
    what: 'instances',
    unit: 'count',
    formula:
      'max(1, ceil(concurrentJobs * max(jobCpus / executorCores, jobMemoryGiB * 1024 / executorMiB) / executors)) + spare',
    inputs: {
      concurrentJobs,
      jobCpus,
      jobMemoryGiB,
      executorCores,
      executorMiB: executorMemoryMiB,
      executors,
      spare: spareOf(shape),
    },
    source: 'R-2.4, R-7.7',
    text: text(
      'workers that hold the executors of all applications',
      '모든 애플리케이션의 실행기를 감당하는 워커 수',
    ),
  })
}
