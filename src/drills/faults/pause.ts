import { text } from '../../model/text.ts'
import type { FaultKind } from '../fault-kind.ts'

/**
 * Hangs: every process of a host or an instance is stopped (SIGSTOP), its kernel goes on to accept connections. Worse than death: nobody is
 * told anything, and whoever led may believe that it still does when it wakes up.
 */
export const fault: FaultKind = {
  id: 'pause',
  title: text('hangs: stopped, though its kernel answers', '멈춤: 커널은 응답하지만 프로세스는 정지'),
  hits: ['host', 'instance'],
  mode: 'silent',
  strike: (platform, element) => platform.act(element, 'pause'),
  async heal(platform, element) {
    await platform.act(element, 'resume')
    return undefined
  },
}
