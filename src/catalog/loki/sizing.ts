// Loki's sizes: what is not in object storage yet is in memory and in the write-ahead log, of each replica once.

import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { ShapeContext } from '../service.ts'
import { sized } from '../sizing.ts'
import type { LokiOptions } from './options.ts'

/** Replicas of the write path, in HA shapes: each has every line. */
export const replicas = 3

/** Memory and disk of one server. */
export function serverSizing({ load }: ShapeContext<LokiOptions>): readonly PlanSizing[] {
  const { searchGiBPerDay } = load
  return [
    sized({
      about: 'loki/server',
      what: 'memoryMiB',
      unit: 'MiB',
      formula: 'max(2048, 1024 + ceil(searchGiBPerDay / 24 * chunkHours * peak * 1024))',
      inputs: { searchGiBPerDay, chunkHours: 2, peak: 2 },
      source:
        'Loki 3.7, "ingester": max_chunk_age 2 h; assumption: the busy hour has twice the mean, compression is the margin',
      text: text('memory of a server', '서버 하나의 메모리'),
    }),
    sized({
      about: 'loki/server',
      what: 'diskGiB',
      unit: 'GiB',
      formula: 'max(10, ceil(searchGiBPerDay / 24 * logHours * peak / 0.8))',
      inputs: { searchGiBPerDay, logHours: 12, peak: 2 },
      source:
        'Loki 3.7, "Write Ahead Log": 10 GiB for small installations; assumption: half a day without object storage',
      text: text('disk of a server, for its write-ahead log', '서버 하나의 디스크(WAL)'),
    }),
  ]
}
