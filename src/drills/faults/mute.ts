import { text } from '../../model/text.ts'
import type { FaultKind } from '../fault-kind.ts'

/** Half a partition: nothing that a host says leaves the switch, but it hears everything. It may believe what the others say of it, and they call it dead. Proved by the packets that were dropped. */
export const fault: FaultKind = {
  id: 'mute',
  title: text('nobody hears it, though it hears', '듣지만 아무에게도 들리지 않음'),
  hits: ['host'],
  mode: 'silent',
  strike: (platform, element) => platform.act(element, 'mute'),
  heal: (platform, element) => platform.act(element, 'keep-packets'),
}
