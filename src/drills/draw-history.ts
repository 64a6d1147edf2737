// A kept history → a drawing of each fault in it.

import type { Operation } from './history.ts'
import type { FaultEvent } from './history-log.ts'
import { timelineSvg } from './timeline.ts'

/** The drawing of one fault. */
export interface DrawnFault {
  readonly fault: string
  readonly element: string
  readonly svg: string
}

/** Name of the file for the drawing of a fault. */
export function drawingFile({ fault, element }: Pick<DrawnFault, 'fault' | 'element'>): string {
  return `${fault.replace(/:.*/, '')}-${element.replaceAll('host/', '')}.svg`.replaceAll('/', '-')
}

/** Draws every fault of a history (`openHistory`). Its last line may be cut off, as a killed drill leaves it. */
export function drawHistory(text: string): readonly DrawnFault[] {
  const operations: Operation[] = []
  const events: FaultEvent[] = []
  for (const line of text.split('\n')) {
    if (!line.endsWith('}')) continue
    const entry = JSON.parse(line) as Operation | FaultEvent
    if ('event' in entry) events.push(entry)
    else operations.push(entry)
  }
  return events
    .filter(({ event }) => event === 'fault')
    .flatMap(({ fault, element, atMs }) => {
      const next = events.find((later) => later.event === 'fault' && later.atMs > atMs)?.atMs ?? Infinity
      const own = events.filter((event) => event.atMs >= atMs && event.atMs < next)
      const svg = timelineSvg({ element, fault, operations, events: own })
      return svg === undefined ? [] : [{ fault, element, svg }]
    })
}
