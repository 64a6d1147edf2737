import { text } from '../../model/text.ts'
import type { FaultKind } from '../fault-kind.ts'

/** A bad cable: one packet of ten from and to a host is lost. At worst it is taken for dead; proved by the packets that were dropped. */
export const fault: FaultKind = {
  id: 'lose-packets',
  title: text('loses one packet of ten', '패킷 열 개 중 하나가 유실'),
  hits: ['host'],
  mode: 'silent',
  strike: (platform, element) => platform.act(element, 'lose-packets'),
  heal: (platform, element) => platform.act(element, 'keep-packets'),
}
