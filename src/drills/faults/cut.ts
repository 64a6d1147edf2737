import { text } from '../../model/text.ts'
import type { FaultKind } from '../fault-kind.ts'

/** A partition: nothing of a host leaves the switch any more and nothing reaches it, though its link is up and it lives; or a whole network is gone. */
export const fault: FaultKind = {
  id: 'cut',
  title: text('cut off, though it lives', '살아 있지만 네트워크에서 단절'),
  hits: ['host', 'network'],
  mode: 'silent',
  strike: (platform, element) => platform.act(element, 'cut'),
  async heal(platform, element) {
    await platform.act(element, 'join')
    return undefined
  },
}
