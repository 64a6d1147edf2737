import { text } from '../../model/text.ts'
import type { FaultKind } from '../fault-kind.ts'

/** Half a partition: nothing reaches a host, but the others hear what it says. Who leads there goes on to say so. Proved by the packets that were dropped. */
export const fault: FaultKind = {
  id: 'deaf',
  title: text('hears nobody, though it is heard', '들리지만 아무것도 듣지 못함'),
  hits: ['host'],
  mode: 'silent',
  strike: (platform, element) => platform.act(element, 'deaf'),
  heal: (platform, element) => platform.act(element, 'keep-packets'),
}
