import { text } from '../../model/text.ts'
import type { Checker } from '../checker.ts'

/**
 * A read sees every write that was acknowledged before it began: its number is that of the newest of them, or a newer one. Only a write whose
 * answer never came may be seen later than those after it: it may have happened at any time.
 */
export const checker: Checker = {
  id: 'stale-read',
  title: text('a read is older than an acknowledged write', '확인된 쓰기보다 오래된 값을 읽음'),
  breaches(operations) {
    const written = operations
      .filter(({ kind, outcome, number }) => kind === 'write' && outcome === 'ok' && number !== undefined)
      .sort((a, b) => a.endMs - b.endMs)
    const reads = operations
      .filter(({ kind, outcome, number }) => kind === 'read' && outcome === 'ok' && number !== undefined)
      .sort((a, b) => a.startMs - b.startMs)
    const neverAnswered = new Set(
      operations.flatMap(({ kind, outcome, number }) =>
        kind === 'write' && outcome !== 'ok' ? [number] : [],
      ),
    )
    let newest = Number.NEGATIVE_INFINITY
    let next = 0
    return reads.flatMap(({ startMs, endMs, number = newest }) => {
      for (let write = written[next]; write !== undefined && write.endMs <= startMs; write = written[next]) {
        newest = Math.max(newest, write.number ?? newest)
        next += 1
      }
      return number >= newest || neverAnswered.has(number)
        ? []
        : [{ atMs: endMs, said: `read ${number} after ${newest} had been acknowledged` }]
    })
  },
}
