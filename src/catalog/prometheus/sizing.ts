// Prometheus' disk: what all hosts have to tell, for as long as it is kept.

import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { ShapeContext } from '../service.ts'
import { sized } from '../sizing.ts'
import type { PrometheusOptions } from './options.ts'

/** Disk of one server. */
export function serverSizing(shape: ShapeContext<PrometheusOptions>): readonly PlanSizing[] {
  return [
    sized({
      about: 'prometheus/server',
      what: 'diskGiB',
      unit: 'GiB',
      formula:
        'max(100, ceil(hosts * seriesPerHost / scrapeS * bytesPerSample * retentionDays * 86400 / 1024 / 1024 / 1024 / 0.8))',
      inputs: {
        hosts: shape.hostCount,
        seriesPerHost: 2_500,
        scrapeS: shape.options.scrapeSeconds,
        bytesPerSample: 2,
        retentionDays: shape.options.retentionDays,
      },
      source:
        'Prometheus, "Storage": retention_time_seconds * ingested_samples_per_second * bytes_per_sample, 1–2 bytes; assumption: 2,500 series a host',
      text: text('disk of a server', '서버 하나의 디스크'),
    }),
  ]
}
