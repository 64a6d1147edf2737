// YARN's sizes: a node manager gives its host to containers; how many of them a load needs follows from its applications.

import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { ShapeContext } from '../service.ts'
import { needed, type Room, type RoomOf, sized, spareOf, traffic } from '../sizing.ts'
import type { YarnOptions } from './options.ts'

const about = 'yarn/nodemanager'
const leastRoom: Room = { memoryMiB: 32_768, cpus: 6, diskGiB: 400 }
/** The node manager's own process, with Spark's shuffle service in it. */
const daemonMiB = 2_048

/** Memory and cores that a node manager gives to containers, and how many of them the load needs. */
export function nodemanagerSizing(shape: ShapeContext<YarnOptions>, roomOf: RoomOf): readonly PlanSizing[] {
  const room = roomOf('nodemanager') ?? leastRoom
  const nodes = Math.max(1, shape.hostsOf('compute'))
  const memory = sized({
    about,
    what: 'memoryMiB',
    unit: 'MiB',
    formula: 'floor(max(roomMiB, leastMiB) * 0.8 / 1024) * 1024',
    inputs: { roomMiB: room.memoryMiB, leastMiB: leastRoom.memoryMiB },
    source: 'Spark, "Hardware Provisioning": at most 75 % of the host, the rest is its page cache',
    text: text('memory of a node manager with its containers', '컨테이너를 포함한 노드 매니저의 메모리'),
  })
  const containers = sized({
    about,
    what: 'containerMemoryMiB',
    unit: 'MiB',
    formula: 'memoryMiB - daemonMiB',
    inputs: { memoryMiB: memory.value, daemonMiB },
    source: 'yarn-default.xml: yarn.nodemanager.resource.memory-mb',
    text: text('memory that it gives to containers', '컨테이너에 나누어 주는 메모리'),
  })
  const cores = sized({
    about,
    what: 'containerCpus',
    unit: 'CPU',
    formula: 'max(1, floor(max(roomCpus, leastCpus) - 2))',
    inputs: { roomCpus: room.cpus, leastCpus: leastRoom.cpus },
    source: 'yarn-default.xml: yarn.nodemanager.resource.cpu-vcores',
    text: text('cores that it gives to containers', '컨테이너에 나누어 주는 코어'),
  })
  const { concurrentJobs, jobCpus, jobMemoryGiB, scanMiBPerSecond } = shape.load
  return [
    memory,
    containers,
    cores,
    traffic(
      about,
      'data',
      'concurrentJobs * scanMiBPerSecond * 2 / max(1, nodes)',
      { concurrentJobs, scanMiBPerSecond, nodes },
      'R-6.2; assumption: containers shuffle as much as they read',
    ),
    needed(nodes, {
      about,
      what: 'instances',
      unit: 'count',
      formula:
        'max(1, ceil(max(concurrentJobs * jobMemoryGiB * 1024 * 1.1 / containerMemoryMiB, concurrentJobs * jobCpus / containerCpus))) + spare',
      inputs: {
        concurrentJobs,
        jobMemoryGiB,
        jobCpus,
        containerMemoryMiB: containers.value,
        containerCpus: cores.value,
        spare: spareOf(shape),
      },
      source: 'R-2.4, R-7.7; Spark, "Configuration": spark.executor.memoryOverheadFactor, 0.1',
      text: text(
        'node managers that hold the containers of all applications',
        '모든 애플리케이션의 컨테이너를 감당하는 노드 매니저 수',
      ),
    }),
  ]
}
