import { describe, expect, it, test } from 'vitest'
import { levelParsers } from './levels.ts'
import { extendedRegex, quoted } from './rainer-script.ts'
import { monthNames, timedLine, timeForms, timeWithin } from './times.ts'

/** What rsyslog's statements make of a line's time, in short: `2026-11-27 05:21:38`, behind it what follows the clock. */
function timeOf(line: string): string | undefined {
  for (const form of timeForms) {
    const found = new RegExp(form.atStart ? `^${form.regex}` : form.regex).exec(
      line.slice(0, timeWithin),
    )?.[0]
    if (found === undefined) continue
    const part = ([from, length]: readonly [number, number]) => found.slice(from, from + length)
    const word = part(form.month)
    const month = form.monthIs === 'word' ? String(monthNames.indexOf(word) + 1) : word
    const year = form.year === 'yearless' ? '-' : part(form.year)
    const rest = found.slice(form.clock[0] + form.clock[1])
    return `${year} ${month.padStart(2, '0')} ${part(form.day).replace(' ', '0')} ${part(form.clock)}|${rest}`
  }
  return undefined
}

describe('the time of a line', () => {
  test.each([
    ['Trino', '2026-11-27T05:21:38.123Z\tINFO\tmain\tio.trino.Server', '2026 11 27 05:21:38|.123Z'],
    ['OpenSearch', '[2026-11-27T05:21:38,123][INFO ][o.o.n.Node]', '2026 11 27 05:21:38|,123'],
    ['nginx', '2026/11/27 05:21:38 [error] 7#7: *1 connect() failed', '2026 11 27 05:21:38|'],
    ['Postgres', '2026-11-27 05:21:38.123 UTC [123] LOG:  ready', '2026 11 27 05:21:38|.123 UTC'],
    ['gunicorn', '[2026-11-27 05:21:38 +0900] [12] [INFO] Booting', '2026 11 27 05:21:38| +0900'],
    ['Prometheus', 'ts=2026-11-27T05:21:38.123Z caller=main.go:1', '2026 11 27 05:21:38|.123Z'],
    ['SeaweedFS', 'I1127 05:21:38.123456 volume.go:1] ready', '- 11 27 05:21:38|.123456'],
    ['Spark', '26/11/27 05:21:38 INFO BlockManager: put', '26 11 27 05:21:38|'],
    ['Redis', '12:M 27 Nov 2026 05:21:38.123 * Ready', '2026 11 27 05:21:38|.123'],
    ['an access log', '10.0.0.1 - - [27/Nov/2026:05:21:38 +0000] "GET /"', '2026 11 27 05:21:38| +0000'],
    ['Keepalived', 'Fri Nov  7 05:21:38 2026: Starting VRRP', '2026 11 07 05:21:38| 2026'],
    ['nothing', 'java.lang.IllegalStateException: it broke', undefined],
    ['a number like a date', 'copied 26/11/27 of 5', undefined],
  ])('of %s is read', (_from, line, time) => {
    expect(timeOf(line)).toBe(time)
    expect(new RegExp(timedLine).test(line)).toBe(time !== undefined)
  })
})

describe('a regular expression of JavaScript', () => {
  it('becomes an extended one with the number of its named group', () => {
    expect(extendedRegex('(?:^|[\\s|:(])(?<level>INFO|WARN)(?=$|[\\s|:),.])')).toEqual({
      regex: '(^|[[:space:]|:(])(INFO|WARN)($|[[:space:]|:),.])',
      group: 2,
    })
    expect(extendedRegex('\\[(?:[a-z_]+:)?(?<level>a)\\s*\\d{4}\\]')).toEqual({
      regex: '\\[([a-z_]+:)?(a)[[:space:]]*[0-9]{4}\\]',
      group: 2,
    })
  })

  it('leaves nothing that only JavaScript knows, in any of the levels', () => {
    for (const { regex } of levelParsers) {
      expect(extendedRegex(regex).regex).not.toMatch(/\(\?|\\[ds]/)
      expect(extendedRegex(regex).group).toBeGreaterThan(0)
    }
  })
})

test('a string of an expression hides what rsyslog would read', () => {
  expect(quoted('a"b\\c$d')).toBe('"a\\"b\\\\c\\$d"')
})
