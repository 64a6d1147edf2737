// Kafka's sizes: disks from what comes in and how long it is kept, partitions from how fast it comes.

import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { ShapeContext } from '../service.ts'
import { amountOf, needed, type Room, type RoomOf, sized, traffic } from '../sizing.ts'
import type { KafkaOptions } from './options.ts'

type Shape = ShapeContext<KafkaOptions>

const about = 'kafka/broker'
const leastRoom: Room = { memoryMiB: 16_384, cpus: 8, diskGiB: 100 }

/** Heap of a broker, in MiB: what Kafka, "Java", gives to a broker of a busy cluster. The rest of its memory is page cache. */
export const brokerHeapMiB = 6_144

/** Brokers: every host with the duty in HA shapes unless declared. */
export function brokersOf({ hostsOf, options, tier }: Shape): number {
  return options.brokers ?? (tier === 'ha' ? hostsOf('kafka-broker') : 1)
}

/** Memory, disk and partitions of the brokers, and how many of them the load needs. */
export function brokerSizing(shape: Shape, roomOf: RoomOf): readonly PlanSizing[] {
  const room = roomOf('broker') ?? leastRoom
  const brokers = Math.max(1, brokersOf(shape))
  const copies = shape.tier === 'ha' ? Math.min(shape.options.copies, brokers) : 1
  const { ingestMiBPerSecond, ingestRetentionHours } = shape.load
  const total = sized({
    about,
    what: 'totalGiB',
    unit: 'GiB',
    formula: 'ingestMiBPerSecond * 3600 * ingestRetentionHours * copies / 1024 / 0.8',
    inputs: { ingestMiBPerSecond, ingestRetentionHours, copies },
    source: 'R-2.8; Kafka, "Topic configs": retention.ms; assumption: a disk is full at 80 %',
    text: text('disk of all topics with their copies', '복제본을 포함한 모든 토픽의 디스크'),
  })
  const diskNeeded = Math.ceil(total.value / brokers)
  const diskGiB = Math.max(leastRoom.diskGiB, Math.min(diskNeeded, Math.floor(room.diskGiB)))
  return [
    sized({
      about,
      what: 'memoryMiB',
      unit: 'MiB',
      formula:
        'max(16384, min(57344, ceil((heapMiB / 0.75 + ingestMiBPerSecond * copies / brokers * 30) / 1024) * 1024))',
      inputs: { heapMiB: brokerHeapMiB, ingestMiBPerSecond, copies, brokers },
      source: 'Kafka, "Hardware and OS": page cache for 30 s of writes, write_throughput * 30',
      text: text('memory of a broker with its page cache', '페이지 캐시를 포함한 브로커의 메모리'),
    }),
    total,
    needed(diskGiB, {
      about,
      what: 'diskGiB',
      unit: 'GiB',
      formula: 'max(leastGiB, ceil(totalGiB / brokers))',
      inputs: { totalGiB: total.value, brokers, leastGiB: leastRoom.diskGiB },
      source: 'R-2.8',
      text: text('disk of a broker', '브로커 하나의 디스크'),
    }),
    needed(brokers, {
      about,
      what: 'instances',
      unit: 'count',
      formula: 'max(copies, ceil(totalGiB / roomGiB))',
      inputs: {
        totalGiB: total.value,
        copies,
        roomGiB: Math.max(leastRoom.diskGiB, Math.floor(room.diskGiB)),
      },
      source: 'R-2.8; a lost broker’s copies stay where they are, so none is spare',
      text: text('brokers whose disks hold all topics', '모든 토픽을 담을 수 있는 브로커 수'),
    }),
    traffic(
      about,
      'data',
      'ingestMiBPerSecond * max(copies, copies - 1 + ingestReaders) / brokers',
      { ingestMiBPerSecond, copies, ingestReaders: shape.load.ingestReaders, brokers },
      'R-6.2; in: every copy; out: to the other copies and to each reader',
    ),
    ...partitions(shape, brokers),
  ]
}

function partitions(shape: Shape, brokers: number): readonly PlanSizing[] {
  const declared = shape.options.partitions
  return [
    sized({
      about,
      what: 'partitions',
      unit: 'count',
      ...(declared === undefined
        ? {
            formula: 'min(1000, max(3, brokers, ceil(ingestMiBPerSecond / partitionMiBPerSecond)))',
            // A single partition takes tens of MB/s from a producer; a consumer that does something with it takes less.
            inputs: {
              brokers,
              ingestMiBPerSecond: shape.load.ingestMiBPerSecond,
              partitionMiBPerSecond: 10,
            },
          }
        : { formula: 'declared', inputs: { declared } }),
      source:
        'Confluent, "How to choose the number of topics/partitions": max(t/p, t/c); assumption: 10 MiB/s each',
      text: text('partitions of a topic that names none', '파티션 수를 정하지 않은 토픽의 파티션 수'),
    }),
  ]
}

/** Partitions of a topic that names none, in production. */
export function defaultPartitions(shape: Shape): number {
  return amountOf(partitions(shape, Math.max(1, brokersOf(shape))), 'partitions')
}
