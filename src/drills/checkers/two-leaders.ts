import { text } from '../../model/text.ts'
import type { Checker } from '../checker.ts'

/**
 * One leader at a time takes writes: once a write was acknowledged in a later term, none is that began afterwards in an earlier one, and a
 * term has one server.
 */
export const checker: Checker = {
  id: 'two-leaders',
  title: text('two leaders took writes', '두 리더가 쓰기를 받음'),
  breaches(operations) {
    const led = operations
      .filter(({ kind, outcome }) => kind === 'write' && outcome === 'ok')
      .flatMap(({ ledBy, startMs, endMs }) => (ledBy === undefined ? [] : [{ ...ledBy, startMs, endMs }]))
      .sort((a, b) => a.startMs - b.startMs)
    const ended = [...led].sort((a, b) => a.endMs - b.endMs)
    const serverOf = new Map<number, string>()
    let latest: (typeof led)[number] | undefined
    let next = 0
    return led.flatMap((write) => {
      for (let done = ended[next]; done !== undefined && done.endMs <= write.startMs; done = ended[next]) {
        if (latest === undefined || done.term > latest.term) latest = done
        next += 1
      }
      const { server, term, endMs } = write
      const other = serverOf.get(term) ?? server
      serverOf.set(term, other)
      if (other !== server) {
        return [{ atMs: endMs, said: `${server} acknowledged in term ${term}, which is ${other}’s` }]
      }
      return latest === undefined || latest.term <= term
        ? []
        : [
            {
              atMs: endMs,
              said: `${server} acknowledged in term ${term} after ${latest.server} had in term ${latest.term}`,
            },
          ]
    })
  },
}
