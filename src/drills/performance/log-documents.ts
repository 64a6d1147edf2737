// Lines of logs as the platform's shipper sends them, made up, the same in every run.

const levels = ['INFO', 'INFO', 'INFO', 'INFO', 'INFO', 'INFO', 'WARN', 'ERROR'] as const
const services = ['trino', 'kafka', 'seaweedfs', 'postgres', 'spark', 'superset'] as const
const words =
  'query stage task split worker coordinator finished started after rows bytes partition leader follower offset fetch commit snapshot manifest volume replica lease renewed timeout retry connection closed opened'.split(
    ' ',
  )

/** Document `number`: the fields that the platform's template has for a line of a log. */
export function logDocument(number: number): Readonly<Record<string, string | number>> {
  const pick = <T>(list: readonly T[], salt: number): T => list[mixed(number, salt) % list.length] as T
  const service = pick(services, 1)
  const text = Array.from({ length: 8 + (mixed(number, 2) % 12) }, (_, at) => pick(words, 10 + at))
  return {
    '@timestamp': new Date(Date.UTC(2026, 0, 1) + number * 7).toISOString(),
    message: `${text.join(' ')} ${mixed(number, 3).toString(16)}`,
    level: pick(levels, 4),
    service,
    host: `host-${1 + (mixed(number, 5) % 25)}`,
    role: pick(['server', 'worker', 'broker', 'agent'], 6),
    instance: `${service}/server/${1 + (mixed(number, 7) % 9)}`,
    platform: 'performance',
    offset: number * 180,
  }
}

/** The body of one bulk request: documents `from` to before `to`, for OpenSearch to number (OpenSearch, "Bulk"). */
export function bulkBody(from: number, to: number): string {
  return Array.from(
    { length: to - from },
    (_, at) => `{"index":{}}\n${JSON.stringify(logDocument(from + at))}\n`,
  ).join('')
}

/** A number that looks random, of two numbers (the finaliser of MurmurHash3). */
function mixed(number: number, salt: number): number {
  let hash = Math.imul(number + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
