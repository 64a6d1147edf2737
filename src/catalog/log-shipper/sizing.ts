// How much disk lines may take that wait for their store.

import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { ShapeContext } from '../service.ts'
import { sized } from '../sizing.ts'
import type { LogShipperOptions } from './options.ts'

/** Disk of one host. */
export function bufferSizing(shape: ShapeContext<LogShipperOptions>): readonly PlanSizing[] {
  const { bufferGiB } = shape.options
  if (bufferGiB !== undefined) {
    return [
      sized({
        about: 'log-shipper/agent',
        what: 'bufferGiB',
        unit: 'GiB',
        formula: 'bufferGiB',
        inputs: { bufferGiB },
        source: 'services.log-shipper.bufferGiB',
        text: text('disk for lines that wait for their store', '저장소를 기다리는 로그가 쓸 디스크'),
      }),
    ]
  }
  return [
    sized({
      about: 'log-shipper/agent',
      what: 'bufferGiB',
      unit: 'GiB',
      formula: 'max(2, ceil(searchGiBPerDay * outageDays * loudest * overhead / hosts))',
      inputs: {
        searchGiBPerDay: shape.load.searchGiBPerDay,
        outageDays: 1,
        loudest: 4,
        overhead: 2.5,
        hosts: shape.hostCount,
      },
      source:
        'R-2.10; assumption: a day without the store, the loudest host has four times the mean, and a buffered line carries its fields',
      text: text('disk for lines that wait for their store', '저장소를 기다리는 로그가 쓸 디스크'),
    }),
  ]
}
