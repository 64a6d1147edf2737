// SeaweedFS' sizes: volume servers fill their disks; how many of them a load needs follows from the data, its copies and growth.

import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { ShapeContext } from '../service.ts'
import {
  amountOf,
  needed,
  type Room,
  type RoomOf,
  sized,
  spareOf,
  storeReads,
  storeTraffic,
  traffic,
} from '../sizing.ts'
import type { SeaweedfsOptions } from './options.ts'

type Shape = ShapeContext<SeaweedfsOptions>

const leastRoom: Room = { memoryMiB: 16_384, cpus: 8, diskGiB: 100 }

/** Memory of a volume server, in MiB: its index, about 20 bytes a file (SeaweedFS, "Optimization"), and buffers. */
export const volumeMemoryMiB = 16_384

/** Size at which a volume is full, in MiB (upstream's default). */
export const volumeSizeMiB = 30_000

/** What one S3 gateway is counted to carry. */
const gatewayMiBPerSecond = 1_000

/** Copies of every file: one, and one for each that the replication asks for. */
export function copiesOf({ options, hostsOf }: Shape): number {
  const replication = options.replication ?? (hostsOf('storage') > 1 ? '010' : '000')
  return [...replication].reduce((sum, digit) => sum + Number(digit), 1)
}

/** Disk and memory of the volume servers, and how many of them the load needs. */
export function volumeSizing(shape: Shape, roomOf: RoomOf): readonly PlanSizing[] {
  const about = 'seaweedfs/volume'
  const room = roomOf('volume') ?? leastRoom
  const servers = Math.max(1, shape.hostsOf('storage'))
  const spare = spareOf(shape)
  const copies = copiesOf(shape)
  const { storedGiB, growthGiBPerDay, horizonDays, retentionDays, workingSetGiB } = shape.load
  const diskGiB = Math.max(leastRoom.diskGiB, Math.floor(room.diskGiB))
  const data = sized({
    about,
    what: 'dataGiB',
    unit: 'GiB',
    formula: 'storedGiB + growthGiBPerDay * min(horizonDays, retentionDays)',
    inputs: { storedGiB, growthGiBPerDay, horizonDays, retentionDays },
    source: 'R-4: grows with the data, linearly',
    text: text('data at the horizon, one copy', '계획 기간 끝의 데이터(복제본 제외)'),
  })
  const raw = sized({
    about,
    what: 'totalGiB',
    unit: 'GiB',
    formula: 'dataGiB * copies / 0.8',
    inputs: { dataGiB: data.value, copies },
    source:
      'R-2.1; assumption: a fifth stays free, since compaction writes a volume anew before the old one goes',
    text: text('disk of all data with its copies', '복제본을 포함한 전체 데이터의 디스크'),
  })
  return [
    data,
    raw,
    needed(diskGiB, {
      about,
      what: 'diskGiB',
      unit: 'GiB',
      formula: 'ceil(totalGiB / max(1, servers - spare))',
      inputs: { totalGiB: raw.value, servers, spare },
      source: 'R-4.3; the others take the copies of a lost host',
      text: text('disk of a volume server', '볼륨 서버 하나의 디스크'),
    }),
    needed(shape.hostsOf('storage'), {
      about,
      what: 'instances',
      unit: 'count',
      formula: 'max(copies, ceil(totalGiB / diskGiB) + spare)',
      inputs: { totalGiB: raw.value, diskGiB, copies, spare },
      source: 'R-4.3, R-7.4',
      text: text('volume servers whose disks hold all data', '모든 데이터를 담을 수 있는 볼륨 서버 수'),
    }),
    traffic(
      about,
      'storage',
      '(readMiBPerSecond + ingestMiBPerSecond * copies) / max(1, servers - spare)',
      {
        readMiBPerSecond: storeReads(shape.load),
        ingestMiBPerSecond: shape.load.ingestMiBPerSecond,
        copies,
        servers,
        spare,
      },
      'R-6.4',
    ),
    sized({
      about,
      what: 'volumes',
      unit: 'count',
      formula: 'ceil(dataGiB * copies * 1024 / volumeSizeMiB)',
      inputs: { dataGiB: data.value, copies, volumeSizeMiB },
      source: 'SeaweedFS, "FAQ": volumes of 30 GB; each server makes as many as its disk holds (-max=0)',
      text: text('volumes at the horizon', '계획 기간 끝의 볼륨 수'),
    }),
    needed(Math.max(0, Math.floor(room.memoryMiB - volumeMemoryMiB)), {
      about,
      what: 'pageCacheMiB',
      unit: 'MiB',
      formula: 'ceil(workingSetGiB * 1024 * copies / servers)',
      inputs: { workingSetGiB, copies, servers },
      source: 'R-4.3; either copy may be read, so both are worth caching',
      text: text(
        'memory of a storage host that keeps what is read again and again',
        '반복해서 읽는 데이터를 담아 두는 스토리지 호스트의 메모리',
      ),
    }),
  ]
}

/** Gateways and the cache of each; how many the traffic needs. */
export function gatewaySizing(shape: Shape): readonly PlanSizing[] {
  const about = 'seaweedfs/s3'
  return [
    needed(gatewaysOf(shape), gatewaysNeeded(shape)),
    ...(['data', 'storage'] as const).map((network) => gatewayTraffic(shape, network)),
    sized({
      about,
      what: 'cacheMiB',
      unit: 'MiB',
      formula: 'max(64, min(512, floor(workingSetGiB * 1024 / gateways)))',
      inputs: { workingSetGiB: shape.load.workingSetGiB, gateways: gatewaysOf(shape) },
      source:
        'SeaweedFS, weed s3 -help: cacheCapacityMB, readerCacheSizeMB; assumption: a sixteenth of its memory each',
      text: text('each of the two caches of a gateway', '게이트웨이의 두 캐시 각각의 크기'),
    }),
  ]
}

function gatewayTraffic(shape: Shape, network: 'data' | 'storage'): PlanSizing {
  return traffic(
    'seaweedfs/s3',
    network,
    'storeMiBPerSecond / max(1, gateways - spare)',
    { storeMiBPerSecond: storeTraffic(shape.load), gateways: gatewaysOf(shape), spare: spareOf(shape) },
    network === 'data' ? 'R-6.2, R-6.7' : 'R-6.4',
  )
}

function gatewaysNeeded(shape: Shape) {
  return {
    about: 'seaweedfs/s3',
    what: 'instances',
    unit: 'count',
    formula: 'ceil(storeMiBPerSecond / gatewayMiBPerSecond) + spare',
    inputs: { storeMiBPerSecond: storeTraffic(shape.load), gatewayMiBPerSecond, spare: spareOf(shape) },
    source: 'R-2.1; assumption: a gateway carries 1,000 MiB/s with four cores',
    text: text('gateways that carry all reads and writes', '모든 읽기와 쓰기를 감당하는 게이트웨이 수'),
  } as const
}

/** Filers and gateways: a pair, and one for every eight storage hosts where there are many (R-4, linear growth). */
function doors({ tier, hostsOf }: Shape): number {
  return tier === 'ha' ? Math.max(2, Math.ceil(hostsOf('storage') / 8)) : 1
}

/** Filers: a pair, more where there are many storage hosts. */
export function filersOf(shape: Shape): number {
  return shape.options.filers ?? doors(shape)
}

/** Gateways: as many as filers, more where the traffic asks for it and there are hosts. */
export function gatewaysOf(shape: Shape): number {
  const asked = amountOf([sized(gatewaysNeeded(shape))], 'instances')
  const hosts = Math.max(1, shape.hostsOf('storage'))
  return shape.options.gateways ?? Math.max(doors(shape), Math.min(asked, hosts))
}
