// How loud a line is, read from the line itself: every daemon writes it in its own way, and one word is kept for each.

/** A parser of Fluent Bit: the first that fits a line says its level. */
export interface LevelParser {
  readonly name: string
  /** A regular expression that Onigmo and JavaScript read alike, with one group `level`. */
  readonly regex: string
}

/** A regular expression over what was found, and the word that takes its place. */
export interface LevelWord {
  readonly level: string
  readonly found: string
}

const words =
  'trace debug info information notice log warn warning error err severe crit critical alert emerg fatal panic'.split(
    ' ',
  )

/** Onigmo and JavaScript switch case off in different ways. */
function anyCase(word: string): string {
  return [...word].map((letter) => `[${letter.toUpperCase()}${letter}]`).join('')
}

// A longer word before its beginning: `warning` is not `warn` and something.
const longestFirst = [...words].sort((a, b) => b.length - a.length)
const any = longestFirst.map(anyCase).join('|')
const upper = longestFirst
  .filter((word) => word !== 'err' && word !== 'log')
  .map((word) => word.toUpperCase())
  .join('|')

/** In this order. A name in front is surest, a bare word in capitals the least. */
export const levelParsers: readonly LevelParser[] = [
  // JSON and logfmt: CloudNativePG, Strimzi, Prometheus and its kin, Traefik.
  { name: 'level-named', regex: `"?(?:level|lvl|severity)"?\\s*[:=]\\s*"?(?<level>${any})\\b` },
  // glog and klog: SeaweedFS, everything of Kubernetes itself.
  { name: 'level-glog', regex: '^(?<level>[IWEF])\\d{4} \\d{2}:\\d{2}:\\d{2}' },
  // HAProxy, nginx, OpenSearch (`[INFO ]`, `[core:error]`).
  { name: 'level-bracketed', regex: `\\[(?:[a-z_]+:)?(?<level>${any}) *\\]` },
  // Java's and Python's: Trino, Kafka, Spark, the Metastore, Superset, Streamlit.
  { name: 'level-word', regex: `(?:^|[\\s|:(])(?<level>${upper})(?=$|[\\s|:),.])` },
]

/** Every level that may have been found has one of these. */
export const levelWords: readonly LevelWord[] = [
  { level: 'trace', found: '^[Tt]' },
  { level: 'debug', found: '^[Dd]' },
  { level: 'info', found: '^[IiNnLl]' },
  { level: 'warn', found: '^[Ww]' },
  { level: 'error', found: '^([Ee]([Rr]|$)|[Ss])' },
  { level: 'fatal', found: '^([FfCcAaPp]|[Ee][Mm])' },
]

/** What a line has of which nothing is known. */
export const unknownLevel = 'unknown'
