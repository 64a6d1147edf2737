// HDFS' sizes: datanodes fill their disks, the namenode's heap grows with the number of blocks.

import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { ShapeContext } from '../service.ts'
import { amountOf, needed, type Room, type RoomOf, sized, spareOf, storeReads, traffic } from '../sizing.ts'
import type { HdfsOptions } from './options.ts'

type Shape = ShapeContext<HdfsOptions>

const leastRoom: Room = { memoryMiB: 8_192, cpus: 4, diskGiB: 100 }
/** `dfs.blocksize`, upstream's default. */
const blockMiB = 128

/** Copies of every block: three where there are so many datanodes. */
export function copiesOf({ options, hostsOf }: Shape): number {
  return Math.max(1, Math.min(options.replication ?? 3, hostsOf('storage')))
}

/** Disk of a datanode, how many of them the load needs, and the namenode's heap. */
export function hdfsSizing(shape: Shape, roomOf: RoomOf): readonly PlanSizing[] {
  const room = roomOf('datanode') ?? leastRoom
  const datanodes = Math.max(1, shape.hostsOf('storage'))
  const { storedGiB, growthGiBPerDay, horizonDays, retentionDays, ingestMiBPerSecond } = shape.load
  const data = sized({
    about: 'hdfs/datanode',
    what: 'dataGiB',
    unit: 'GiB',
    formula: 'storedGiB + growthGiBPerDay * min(horizonDays, retentionDays)',
    inputs: { storedGiB, growthGiBPerDay, horizonDays, retentionDays },
    source: 'R-4: grows with the data, linearly',
    text: text('data at the horizon, one copy', '계획 기간 끝의 데이터(복제본 제외)'),
  })
  const diskGiB = Math.max(leastRoom.diskGiB, Math.floor(room.diskGiB))
  const total = sized({
    about: 'hdfs/datanode',
    what: 'totalGiB',
    unit: 'GiB',
    formula: 'dataGiB * copies / 0.8',
    inputs: { dataGiB: data.value, copies: copiesOf(shape) },
    source: 'hdfs-default.xml: dfs.replication; a fifth stays free for repair and temporary files',
    text: text('all copies, with a fifth free', '복제본 전체와 여유 5분의 1'),
  })
  return [
    data,
    total,
    sized({
      about: 'hdfs/datanode',
      what: 'diskGiB',
      unit: 'GiB',
      formula: 'diskGiB',
      inputs: { diskGiB },
      source: 'R-4.3: a datanode takes the disks of its host',
      text: text('disk of a datanode', '데이터노드의 디스크'),
    }),
    needed(datanodes, {
      about: 'hdfs/datanode',
      what: 'instances',
      unit: 'count',
      formula: 'max(copies, ceil(totalGiB / diskGiB) + spare)',
      inputs: { totalGiB: total.value, diskGiB, copies: copiesOf(shape), spare: spareOf(shape) },
      source: 'R-4.3',
      text: text('datanodes whose disks hold all data', '모든 데이터를 담는 데이터노드 수'),
    }),
    traffic(
      'hdfs/datanode',
      'data',
      '(readMiBPerSecond + ingestMiBPerSecond * copies) / max(1, datanodes - spare)',
      {
        readMiBPerSecond: storeReads(shape.load),
        ingestMiBPerSecond,
        copies: copiesOf(shape),
        datanodes,
        spare: spareOf(shape),
      },
      'R-6.2: clients read from and write to datanodes themselves, and datanodes pass copies on',
    ),
    heapOf(data.value),
  ]
}

function heapOf(dataGiB: number): PlanSizing {
  return sized({
    about: 'hdfs/namenode',
    what: 'heapMiB',
    unit: 'MiB',
    formula: 'max(4096, ceil(dataGiB * 1024 / blockMiB * smallFiles / 1000000) * 1024)',
    inputs: { dataGiB, blockMiB, smallFiles: 4 },
    source:
      'Cloudera, "Sizing NameNode Heap Memory": 1 GB for a million blocks; assumption: four times as many blocks as full ones',
    text: text('heap of a namenode', '네임노드의 힙'),
  })
}

/** The heap of a namenode, in MiB. */
export function namenodeHeapMiB(shape: Shape): number {
  return amountOf(
    hdfsSizing(shape, () => undefined).filter(({ about }) => about === 'hdfs/namenode'),
    'heapMiB',
  )
}
