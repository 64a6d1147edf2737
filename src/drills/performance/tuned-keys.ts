// What the catalog's services set for speed, and the same files as upstream leaves them: for each tuned key what upstream has in its place.

import type { Artifact, HostProcesses } from '../../model/artifacts.ts'

/** A setting that is generated for speed, and upstream's in its place. */
export interface TunedKey {
  /** Roles whose instances have it, such as `trino/worker`. */
  readonly roles: readonly string[]
  /** How it is written: a line `key=value`, an assignment of Python, or a flag of the JVM. */
  readonly kind: 'property' | 'python' | 'flag'
  /** The end of the path of its file; flags stand in the command line where it is left out. */
  readonly file?: string
  readonly key: string
  /** What is put in its place: a whole line, or a flag. Nothing where upstream's default takes over. */
  readonly put?: string
  /** What upstream then does, for people. */
  readonly upstream: string
}

const trino = ['trino/coordinator', 'trino/worker']
const kafka = ['kafka/broker']
const kafkaAll = ['kafka/broker', 'kafka/controller']
const opensearch = ['opensearch/data']
const superset = ['superset/web', 'superset/worker', 'superset/beat']

const jvmChoosesThreads = 'the JVM: one for each CPU that it sees'
const c2 = 'both compilers (the JVM’s default)'

function flag(
  roles: readonly string[],
  key: string,
  upstream: string,
  more: Partial<TunedKey> = {},
): TunedKey {
  return { roles, kind: 'flag', key, upstream, ...more }
}

function property(roles: readonly string[], file: string, key: string, upstream: string): TunedKey {
  return { roles, kind: 'property', file, key, upstream }
}

const properties = 'config.properties'
const start = 'opensearch-data/start.sh'
const python = 'superset_config.py'
const noCache = 'no cache (superset/config.py: NullCache)'

/**
 * Every key, by service. Addresses, security, folders, timeouts of fault detection, copies of data and the sizes of heaps are not among
 * them: they say where it runs, how safe it is, and what the host has. Sources: Trino 476, "Deploying Trino" (jvm.config), "Resource
 * management properties", "Task properties"; Kafka 4.1, "Broker configs" and bin/kafka-run-class.sh; OpenSearch 2.19, config/jvm.options and
 * "Index settings"; Superset 6.1, superset/config.py.
 */
export const tunedKeys: Readonly<Record<string, readonly TunedKey[]>> = {
  trino: [
    property(trino, properties, 'task.concurrency', 'as many as the node has CPUs, 2 to 32'),
    property(trino, properties, 'query.max-memory', '20 GB'),
    property(trino, properties, 'query.max-memory-per-node', '30 % of the heap'),
    property(trino, properties, 'memory.heap-headroom-per-node', '30 % of the heap'),
    flag(trino, 'TieredStopAtLevel', c2),
    flag(trino, 'G1HeapRegionSize', '32 MiB', { put: '-XX:G1HeapRegionSize=32M' }),
    flag(trino, 'ReservedCodeCacheSize', '512 MiB', { put: '-XX:ReservedCodeCacheSize=512M' }),
    flag(trino, 'ParallelGCThreads', jvmChoosesThreads),
    flag(trino, 'ConcGCThreads', jvmChoosesThreads),
    flag(trino, 'UseStringDeduplication', 'off'),
    flag(trino, 'PerMethodRecompilationCutoff', '10000', { put: '-XX:PerMethodRecompilationCutoff=10000' }),
    flag(trino, 'PerBytecodeRecompilationCutoff', '10000', {
      put: '-XX:PerBytecodeRecompilationCutoff=10000',
    }),
    flag(trino, 'ExplicitGCInvokesConcurrent', 'on', { put: '-XX:+ExplicitGCInvokesConcurrent' }),
  ],
  kafka: [
    property(kafkaAll, '.properties', 'num.partitions', '1'),
    property(kafka, 'broker.properties', 'num.network.threads', '3'),
    property(kafka, 'broker.properties', 'num.io.threads', '8'),
    property(kafka, 'broker.properties', 'group.initial.rebalance.delay.ms', '3000'),
    property(kafka, 'broker.properties', 'offsets.topic.num.partitions', '50'),
    property(kafka, 'broker.properties', 'transaction.state.log.num.partitions', '50'),
    flag(kafkaAll, 'UseSerialGC', 'off'),
    flag(kafkaAll, 'UseG1GC', 'on', { put: '-XX:+UseG1GC' }),
    flag(kafkaAll, 'MaxGCPauseMillis', '20', { put: '-XX:MaxGCPauseMillis=20' }),
    flag(kafkaAll, 'InitiatingHeapOccupancyPercent', '35', {
      put: '-XX:InitiatingHeapOccupancyPercent=35',
    }),
    flag(kafkaAll, 'ExplicitGCInvokesConcurrent', 'on', { put: '-XX:+ExplicitGCInvokesConcurrent' }),
    flag(kafkaAll, 'TieredStopAtLevel', c2),
    flag(kafkaAll, 'ReservedCodeCacheSize', '240 MiB (the JVM’s default)'),
  ],
  opensearch: [
    flag(opensearch, 'TieredStopAtLevel', c2, { file: start }),
    flag(opensearch, 'ReservedCodeCacheSize', '240 MiB (the JVM’s default)', { file: start }),
    flag(opensearch, 'ParallelGCThreads', jvmChoosesThreads, { file: start }),
    flag(opensearch, 'ConcGCThreads', jvmChoosesThreads, { file: start }),
    flag(opensearch, 'MaxDirectMemorySize', 'half of the heap (SystemJvmOptions)', {
      file: start,
      put: '-XX:MaxDirectMemorySize=128m',
    }),
  ],
  superset: ['CACHE_CONFIG', 'DATA_CACHE_CONFIG'].map((key) => ({
    roles: superset,
    kind: 'python',
    file: python,
    key,
    upstream: noCache,
  })),
}

/** The artifacts of a platform with upstream's defaults in place of what is tuned for one service. Nothing else differs. */
export function withUpstreamDefaults(artifacts: readonly Artifact[], service: string): readonly Artifact[] {
  const keys = tunedKeys[service] ?? []
  return artifacts.map((artifact) => {
    const content = artifact.path.endsWith('/processes.json')
      ? processesWithout(artifact.content, keys)
      : fileWithout(artifact, keys)
    return content === artifact.content ? artifact : { ...artifact, content }
  })
}

/** Whether a file is one that a key stands in: `/etc/opt/hanok/SERVICE-ROLE/…`, or a service's own folder. */
function holds({ roles, file }: TunedKey, path: string): boolean {
  if (file === undefined || !path.includes('/files/') || !path.endsWith(file)) return false
  const folders = roles.flatMap((role) => [role.replace('/', '-'), role.split('/')[0] ?? ''])
  return folders.some((folder) => path.includes(`/${folder}/`))
}

function fileWithout({ path, content }: Artifact, keys: readonly TunedKey[]): string {
  const own = keys.filter((key) => holds(key, path))
  const lined = own
    .filter(({ kind }) => kind !== 'flag')
    .reduce((text, { kind, key }) => {
      const sign = kind === 'python' ? ' = ' : '='
      return text
        .split('\n')
        .filter((line) => !line.startsWith(`${key}${sign}`))
        .join('\n')
    }, content)
  return own
    .filter(({ kind }) => kind === 'flag')
    .reduce((text, key) => {
      const written = text.replace(new RegExp(` -XX:[+-]?${key.key}(=\\S+)?`), '')
      return key.put === undefined ? written : written.replace(/ -Xmx\S+/, (heap) => `${heap} ${key.put}`)
    }, lined)
}

function processesWithout(content: string, keys: readonly TunedKey[]): string {
  const flags = keys.filter(({ kind, file }) => kind === 'flag' && file === undefined)
  if (flags.length === 0) return content
  const host = JSON.parse(content) as HostProcesses
  const processes = host.processes.map((process) => {
    const own = flags.filter(({ roles }) => roles.some((role) => process.id.startsWith(`${role}/`)))
    return own.length === 0 ? process : { ...process, argv: flagsWithout(process.argv, own) }
  })
  return `${JSON.stringify({ ...host, processes }, null, 2)}\n`
}

/** Upstream's flags stand where the heap is set, before the class: what comes after it is for the program. */
function flagsWithout(argv: readonly string[], keys: readonly TunedKey[]): readonly string[] {
  const kept = argv.filter((word) => !keys.some(({ key }) => isFlag(word, key)))
  const heap = kept.findIndex((word) => word.startsWith('-Xmx'))
  const put = keys.flatMap((key) => key.put ?? [])
  return [...kept.slice(0, heap + 1), ...put, ...kept.slice(heap + 1)]
}

function isFlag(word: string, key: string): boolean {
  return new RegExp(`^-XX:[+-]?${key}(=.*)?$`).test(word)
}

/** One key of the page: what is generated, and what upstream has. */
export interface KeyLine {
  readonly where: string
  readonly key: string
  readonly generated: string
  readonly upstream: string
}

/** The tuned keys of a service with the values that the artifacts have; `–` where upstream sets what is not generated. */
export function keyLines(artifacts: readonly Artifact[], service: string): readonly KeyLine[] {
  return (tunedKeys[service] ?? []).map((key) => ({
    where: key.file ?? 'command line',
    key: key.key,
    generated: generatedValues(artifacts, key).join(', ') || '–',
    upstream: key.upstream,
  }))
}

function generatedValues(artifacts: readonly Artifact[], key: TunedKey): readonly string[] {
  const words = artifacts.flatMap(({ path, content }) => {
    if (key.kind === 'flag' && key.file === undefined) {
      if (!path.endsWith('/processes.json')) return []
      return (JSON.parse(content) as HostProcesses).processes
        .filter(({ id }) => key.roles.some((role) => id.startsWith(`${role}/`)))
        .flatMap(({ argv }) => argv)
    }
    if (!holds(key, path)) return []
    return key.kind === 'flag' ? content.split(/\s+/) : content.split('\n')
  })
  const sign = key.kind === 'python' ? ' = ' : '='
  const values = words.flatMap((word) => {
    if (key.kind !== 'flag')
      return word.startsWith(`${key.key}${sign}`) ? [word.slice(key.key.length + sign.length)] : []
    return isFlag(word, key.key) ? [word.split('=')[1] ?? 'on'] : []
  })
  return [...new Set(values)]
}
