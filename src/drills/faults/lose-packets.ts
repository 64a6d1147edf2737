import { text } from '../../model/text.ts'
import type { FaultKind } from '../fault-kind.ts'

/**
 * A bad cable: one packet of ten from and to a host is lost; proved by the packets that were dropped. Nobody takes the host for dead, so what
 * goes through it may be slower than with no host at all: the verdict has no estimate for that.
 */
export const fault: FaultKind = {
  id: 'lose-packets',
  title: text('loses one packet of ten', '패킷 열 개 중 하나가 유실'),
  hits: ['host'],
  strike: (platform, element) => platform.act(element, 'lose-packets'),
  heal: (platform, element) => platform.act(element, 'keep-packets'),
}
