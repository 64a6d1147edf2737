import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type PipelineInput, pipelineYaml, podLogRegex } from './config.ts'
import { levelParsers, levelWords } from './levels.ts'

/** What Fluent Bit does with the same expressions: the first parser that fits, then the first word that does. */
function levelOf(line: string): string | undefined {
  const found = levelParsers
    .map(({ regex }) => new RegExp(regex).exec(line)?.groups?.level)
    .find((level) => level !== undefined)
  return found === undefined
    ? undefined
    : levelWords.find(({ found: word }) => new RegExp(word).test(found))?.level
}

describe('the level of a line', () => {
  test.each([
    ['CloudNativePG', '{"level":"info","logger":"postgres","record":{"error_severity":"ERROR"}}', 'info'],
    ['Prometheus', 'ts=2026-01-01T00:00:00Z caller=main.go:1 level=warn msg="slow"', 'warn'],
    ['SeaweedFS', 'E0820 12:00:01.000001 volume.go:1 cannot write', 'error'],
    ['Kafka', '[2026-01-01 00:00:00,001] WARN [Controller id=1] slow (kafka.server.X)', 'warn'],
    ['Trino', '2026-01-01T00:00:00.000Z\tINFO\tmain\tio.trino.Server\tERROR is no level here', 'info'],
    ['OpenSearch', '[2026-01-01T00:00:00,000][INFO ][o.o.n.Node] [data-0] started', 'info'],
    ['nginx', '2026/01/01 00:00:00 [error] 7#7: *1 connect() failed', 'error'],
    ['HAProxy', '[ALERT]    (1) : config : no backend', 'fatal'],
    ['Python', 'WARNING:root:careful', 'warn'],
    ['Spark', '26/01/01 00:00:00 DEBUG BlockManager: put', 'debug'],
    ['a trace', 'java.lang.IllegalStateException: it broke', undefined],
    ['Redis', '1:M 01 Jan 2026 00:00:00.000 * Ready to accept connections', undefined],
    ['a word within a word', 'INFORMED users are better users', undefined],
  ])('of %s is read', (_from, line, level) => {
    expect(levelOf(line)).toBe(level)
  })

  test('that is one of ours stays what it is', () => {
    for (const { level } of levelWords) {
      expect(levelWords.filter(({ found }) => new RegExp(found).test(level)).map((one) => one.level)).toEqual(
        [level],
      )
    }
  })
})

describe('the name of a log', () => {
  const regex = new RegExp(podLogRegex('demo'))
  const path = (name: string) => `/var/log/containers/${name}-${'0a'.repeat(32)}.log`

  test('says the pod, its namespace, its container, and the service where the namespace is one of the platform', () => {
    expect(regex.exec(path('server-0_demo-hive-metastore_server'))?.groups).toMatchObject({
      pod: 'server-0',
      namespace: 'demo-hive-metastore',
      service: 'hive-metastore',
      container: 'server',
    })
    expect(regex.exec(path('coredns-5d9_kube-system_coredns'))?.groups?.service).toBe('kube-system')
    expect(regex.exec(path('web-1_other-trino_web'))?.groups?.service).toBe('other-trino')
  })
})

interface Pipeline {
  readonly service: Readonly<Record<string, unknown>>
  readonly parsers: readonly { readonly name: string }[]
  readonly pipeline: {
    readonly inputs: readonly [Readonly<Record<string, unknown>>]
    readonly filters: readonly { readonly name: string; readonly parser?: string | readonly string[] }[]
    readonly outputs: readonly [Readonly<Record<string, unknown>>]
  }
}

const input: PipelineInput = {
  platform: 'demo',
  namespace: 'demo-log-shipper',
  store: {
    kind: 'opensearch',
    host: 'opensearch-data.demo-opensearch.svc',
    port: 9_200,
    authorityFile: '/ca.crt',
  },
  stateDirectory: '/state',
  bufferGiB: 3,
  chunksUp: 24,
  metricsPort: 2_020,
}
const of = (more: Partial<PipelineInput> = {}) => parse(pipelineYaml({ ...input, ...more })) as Pipeline

describe('the pipeline', () => {
  test('keeps lines and offsets on the disk, and gives none up', () => {
    const { service, pipeline } = of()
    const [tail] = pipeline.inputs
    expect(tail).toMatchObject({
      'storage.type': 'filesystem',
      db: '/state/offsets.db',
      read_from_head: 'on',
    })
    expect(service).toMatchObject({ 'storage.path': '/state/buffer', 'storage.checksum': 'off' })
    expect(pipeline.outputs[0]).toMatchObject({
      retry_limit: 'no_limits',
      'storage.total_limit_size': '3G',
    })
  })

  test('knows a line again that it sends twice', () => {
    expect(of().pipeline.outputs[0]).toMatchObject({
      name: 'opensearch',
      generate_id: 'on',
      write_operation: 'create',
      buffer_size: 'off',
      logstash_format: 'on',
    })
  })

  test('sends to no OpenSearch that the platform’s authority does not vouch for', () => {
    expect(of().pipeline.outputs[0]).toMatchObject({
      tls: 'on',
      'tls.verify': 'on',
      'tls.verify_hostname': 'on',
      'tls.ca_file': '/ca.crt',
    })
  })

  test('uses only parsers that it has, and holds no password', () => {
    const { parsers, pipeline } = of()
    const names = new Set(parsers.map(({ name }) => name))
    const used = pipeline.filters.flatMap(({ parser = [] }) => parser)
    expect(used.length).toBeGreaterThan(1)
    expect(used.filter((name) => !names.has(name))).toEqual([])
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Fluent Bit fills it in
    expect(pipeline.outputs[0].http_passwd).toBe('${OPENSEARCH_PASSWORD}')
  })

  test('does not read what it says itself', () => {
    expect(of().pipeline.inputs[0].exclude_path).toBe('/var/log/containers/*_demo-log-shipper_*.log')
  })

  test('gives Loki few labels, and everything else beside the line', () => {
    const [output] = of({ store: { kind: 'loki', host: 'loki.demo-loki.svc', port: 3_100 } }).pipeline.outputs
    const labels = String(output.labels)
      .split(', ')
      .map((label) => label.split('=')[0])
    expect(labels).toEqual(['job', 'service', 'namespace', 'host', 'level'])
    expect(output).toMatchObject({ name: 'loki', drop_single_key: 'raw' })
    const removed = String(output.remove_keys).split(', ')
    expect(removed).not.toContain('message')
    expect(removed).toEqual(expect.arrayContaining(['service', 'host', 'level', 'pod', 'offset']))
  })
})
