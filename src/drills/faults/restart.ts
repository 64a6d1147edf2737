import { text } from '../../model/text.ts'
import type { FaultKind } from '../fault-kind.ts'

/** A clean restart: told to stop, then started again, as for a changed setting. */
export const fault: FaultKind = {
  id: 'restart',
  title: text('clean restart', '정상 재시작'),
  hits: ['instance'],
  mode: 'dead',
  strike: (platform, element) => platform.act(element, 'restart'),
  heal: () => Promise.resolve(undefined),
}
