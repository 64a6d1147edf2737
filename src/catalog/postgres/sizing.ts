// Postgres' sizes: memory from the connections that its clients may open, disk from the names that it holds.

import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { ShapeContext } from '../service.ts'
import { amountOf, sized } from '../sizing.ts'
import type { PostgresOptions } from './options.ts'

/** Connections beside those of clients: Patroni, replication, the superuser's reserve and whoever looks in. */
export const ownConnections = 30

/**
 * Connections that one client instance may hold. Fewer each where there are many clients: a connection is a process, and
 * beyond some thousands of them Postgres wants a pooler in front.
 */
export function poolOf(clients: number): number {
  return amountOf([pool(clients)], 'poolSize')
}

function pool(clients: number): PlanSizing {
  return sized({
    about: 'postgres/server',
    what: 'poolSize',
    unit: 'count',
    formula: 'max(5, min(25, floor(2000 / max(1, clients))))',
    inputs: { clients },
    source:
      'PostgreSQL, "Connections and Authentication": max_connections; assumption: 2,000 connections are enough',
    text: text('connections of one client instance', '클라이언트 인스턴스 하나의 커넥션 수'),
  })
}

/** Connections, memory and disk of one server. */
export function serverSizing(shape: ShapeContext<PostgresOptions>): readonly PlanSizing[] {
  const about = 'postgres/server'
  const clients = shape.clientsOf('postgres', 'primary')
  const poolSize = pool(clients)
  const declared = shape.options.maxConnections
  const connections = sized({
    about,
    what: 'maxConnections',
    unit: 'count',
    ...(declared === undefined
      ? {
          formula: 'own + poolSize * clients',
          inputs: { own: ownConnections, poolSize: poolSize.value, clients },
        }
      : { formula: 'declared', inputs: { declared } }),
    source: 'R-2.2; a pool for each instance that needs a database',
    text: text('connections that are allowed', '허용하는 커넥션 수'),
  })
  const memory = sized({
    about,
    what: 'memoryMiB',
    unit: 'MiB',
    formula: 'max(8192, ceil(maxConnections * 14 / 0.75 / 1024) * 1024)',
    inputs: { maxConnections: connections.value },
    source:
      'R-2.2; PostgreSQL, "Resource Consumption": work_mem of 4 MB by default for each connection; assumption: 10 MiB for its process',
    text: text('memory of a server', '서버 하나의 메모리'),
  })
  const shared = sized({
    about,
    what: 'sharedBuffersMiB',
    unit: 'MiB',
    formula: 'floor(memoryMiB * 0.25)',
    inputs: { memoryMiB: memory.value },
    source: 'PostgreSQL, "Resource Consumption": shared_buffers, 25 % of the memory',
    text: text('shared buffers', '공유 버퍼'),
  })
  return [
    poolSize,
    connections,
    memory,
    shared,
    sized({
      about,
      what: 'workMemMiB',
      unit: 'MiB',
      formula: 'max(4, min(16, floor((memoryMiB - sharedBuffersMiB) / maxConnections)))',
      inputs: {
        memoryMiB: memory.value,
        sharedBuffersMiB: shared.value,
        maxConnections: connections.value,
      },
      source: 'PostgreSQL, "Resource Consumption": work_mem, for each sort of each connection',
      text: text('memory of one sort', '정렬 하나의 메모리'),
    }),
    sized({
      about,
      what: 'maintenanceWorkMemMiB',
      unit: 'MiB',
      formula: 'min(2048, floor(memoryMiB / 32))',
      inputs: { memoryMiB: memory.value },
      source: 'PostgreSQL, "Resource Consumption": maintenance_work_mem, larger than work_mem',
      text: text('memory of maintenance', '유지 보수 작업의 메모리'),
    }),
    disk(shape),
  ]
}

function disk({ load }: ShapeContext<PostgresOptions>): PlanSizing {
  const { storedGiB, growthGiBPerDay, horizonDays, retentionDays } = load
  return sized({
    about: 'postgres/server',
    what: 'diskGiB',
    unit: 'GiB',
    formula:
      'max(100, ceil((storedGiB + growthGiBPerDay * min(horizonDays, retentionDays)) * filesPerGiB * rowKiB / 1024 / 1024 * 3))',
    inputs: { storedGiB, growthGiBPerDay, horizonDays, retentionDays, filesPerGiB: 8, rowKiB: 4 },
    source:
      'docs/adr/0004; assumption: files of 128 MiB (Iceberg, write.target-file-size-bytes is four times that), a row of 4 KiB each, three times for log and bloat',
    text: text('disk of a server: names of all files', '서버 하나의 디스크: 모든 파일의 이름'),
  })
}
