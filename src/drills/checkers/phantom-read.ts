import { text } from '../../model/text.ts'
import type { Checker } from '../checker.ts'

/** A read sees only what somebody wrote, or may have written: the write of its number was begun before the read ended. */
export const checker: Checker = {
  id: 'phantom-read',
  title: text('a read shows what nobody wrote', '아무도 쓰지 않은 값을 읽음'),
  breaches(operations) {
    const begun = new Map<number, number>()
    for (const { kind, number, startMs } of operations) {
      if (kind === 'write' && number !== undefined) {
        begun.set(number, Math.min(startMs, begun.get(number) ?? Number.POSITIVE_INFINITY))
      }
    }
    return operations.flatMap(({ kind, outcome, number, endMs }) => {
      // Before the first write there is nothing to see, which is 0.
      if (kind !== 'read' || outcome !== 'ok' || number === undefined || number === 0) return []
      return (begun.get(number) ?? Number.POSITIVE_INFINITY) <= endMs
        ? []
        : [{ atMs: endMs, said: `read ${number}, which nobody had begun to write` }]
    })
  },
}
