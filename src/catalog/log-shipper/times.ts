// When a line was written, read from the line itself: every daemon writes it in its own way, in its host's own time unless it says another.

/** One way to write a time: what it looks like, and where its parts are in what was found. */
export interface TimeForm {
  readonly name: string
  /** A POSIX extended regular expression that JavaScript reads alike, without groups that anybody asks for. */
  readonly regex: string
  /** Whether it counts only at the beginning of a line: so short a form is elsewhere in a line something else. */
  readonly atStart?: true
  /** First character and length of each part. `yearless`: the year is the one in which it was at most a day ahead. */
  readonly year: Span | 'yearless'
  readonly month: Span
  /** `word`: `Nov`. */
  readonly monthIs: 'number' | 'word'
  readonly day: Span
  readonly clock: Span
}

type Span = readonly [from: number, length: number]

const [month, monthWord, day, clock] = [
  '[01][0-9]',
  '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)',
  '[0-3][0-9]',
  '[0-2][0-9]:[0-5][0-9]:[0-6][0-9]',
]

/** What may follow a clock: parts of a second, and how far it is from UTC. */
const fraction = '([.,][0-9]{1,9})?'
const zone = '( ?(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?'

/** In this order; the first that is found in the beginning of a line counts. */
export const timeForms: readonly TimeForm[] = [
  // Trino, Kafka, ZooKeeper, OpenSearch, the Metastore, Postgres, Patroni, etcd, Prometheus, nginx, gunicorn, HAProxy, our own programs.
  {
    name: 'year first',
    regex: `20[0-9]{2}[-/]${month}[-/]${day}[T ]${clock}${fraction}${zone}`,
    year: [0, 4],
    month: [5, 2],
    monthIs: 'number',
    day: [8, 2],
    clock: [11, 8],
  },
  // glog: SeaweedFS.
  {
    name: 'glog',
    regex: `[IWEF]${month}${day} +${clock}${fraction}`,
    atStart: true,
    year: 'yearless',
    month: [1, 2],
    monthIs: 'number',
    day: [3, 2],
    clock: [6, 8],
  },
  // Spark.
  {
    name: 'short year first',
    regex: `[0-9]{2}/${month}/${day} ${clock}`,
    atStart: true,
    year: [0, 2],
    month: [3, 2],
    monthIs: 'number',
    day: [6, 2],
    clock: [9, 8],
  },
  // Redis.
  {
    name: 'day first',
    regex: `${day} ${monthWord} 20[0-9]{2} ${clock}${fraction}${zone}`,
    year: [7, 4],
    month: [3, 3],
    monthIs: 'word',
    day: [0, 2],
    clock: [12, 8],
  },
  // Access logs.
  {
    name: 'access log',
    regex: `${day}/${monthWord}/20[0-9]{2}:${clock}${fraction}${zone}`,
    year: [7, 4],
    month: [3, 3],
    monthIs: 'word',
    day: [0, 2],
    clock: [12, 8],
  },
  // Keepalived: ctime(3), with a blank in place of a leading zero.
  {
    name: 'ctime',
    regex: `${monthWord} [ 0-3][0-9] ${clock} 20[0-9]{2}`,
    year: [16, 4],
    month: [0, 3],
    monthIs: 'word',
    day: [4, 2],
    clock: [7, 8],
  },
]

/** Characters of a line in which its time is looked for. */
export const timeWithin = 80

/** What a line looks like that tells its time; the cheapest expression that fits all of the forms. */
export const timedLine = clock

/** Names of months, as `TimeForm` with a word has them. */
export const monthNames: readonly string[] = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
]
