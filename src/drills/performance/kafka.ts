// Kafka: records that every copy in sync has, by the distribution's own kafka-producer-perf-test, as generated against upstream's defaults.

import { clientSecurity } from '../../catalog/kafka/login.ts'
import { account } from '../../catalog/kafka/roles.ts'
import { kafkaSoftware } from '../../catalog/kafka/software.ts'
import { java25 } from '../../catalog/runtimes/java.ts'
import { hostPaths } from '../../model/artifacts.ts'
import { type Sample, type Turns, takeTurns } from './comparison.ts'
import { endpointOf, firstHostOf, instancesOf, type Site, type Variant, variants } from './site.ts'

/** What is produced in a turn, after as much again of a fifth to warm up. */
export const produced = { records: 300_000, bytes: 1_000, copies: 3, minInSync: 2 } as const

const toolTimeoutMs = 180_000
const folder = `${hostPaths.data}/kafka-connect`

/** Measures producers with acks=all into topics that name no number of partitions, in turns. Leaves Kafka as generated. */
export async function measureKafka(
  site: Site,
  turns: Omit<Turns<Variant>, 'variants'>,
): Promise<readonly Sample[]> {
  const nodes = [...instancesOf(site, 'kafka/controller'), ...instancesOf(site, 'kafka/broker')]
  await writeClients(site)
  const samples = await takeTurns({ ...turns, variants }, async (variant, round) => {
    await site.configure('kafka', variant, nodes)
    const topic = `performance-${variant}-${round}-${Date.now()}`
    await makeTopic(site, topic)
    await produce(site, topic, produced.records / 5)
    const { perSecond, latencyMs } = await produce(site, topic, produced.records)
    await topics(site, ['--delete', '--topic', topic])
    site.report(
      `kafka, ${variant}, round ${round}: ${Math.round(perSecond)} records/s, 99 % within ${latencyMs} ms`,
    )
    const service = 'kafka'
    return [
      { service, workload: 'produce, acks=all', unit: 'records/s', better: 'more', value: perSecond },
      {
        service,
        workload: 'produce, acks=all, 99th percentile',
        unit: 'ms',
        better: 'less',
        value: latencyMs,
      },
    ]
  })
  await site.configure('kafka', 'generated', nodes)
  return samples
}

/** Users of the tools, in files that only Kafka's account may read. Connect's may write to every topic, the administrator makes them. */
async function writeClients(site: Site): Promise<void> {
  const secrets = { secret: (name: string) => site.secret(name) }
  for (const user of ['connect', 'admin']) {
    const lines = Object.entries(clientSecurity(secrets, user, [''])).map(
      ([key, value]) => `${key}=${value}\n`,
    )
    await site.run(clientHost(site), ['/bin/sh', '-c', `umask 077; cat > ${clientFile(user)}`], {
      user: account.name,
      stdin: lines.join(''),
      timeoutMs: 10_000,
    })
  }
}

function clientHost(site: Site): string {
  return firstHostOf(site, 'kafka/connect')
}

function clientFile(user: string): string {
  return `${folder}/performance-${user}.properties`
}

function bootstrap(site: Site): string {
  const { addresses, port } = endpointOf(site, 'endpoint/kafka/broker')
  return addresses.map(({ address }) => `${address}:${port}`).join(',')
}

/** As many partitions as the cluster gives by itself: that is one of the settings that are compared. */
async function makeTopic(site: Site, topic: string): Promise<void> {
  await topics(site, [
    ...['--create', '--topic', topic, '--replication-factor', String(produced.copies)],
    ...['--config', `min.insync.replicas=${produced.minInSync}`],
  ])
}

async function topics(site: Site, rest: readonly string[]): Promise<void> {
  await tool(site, 'org.apache.kafka.tools.TopicCommand', [
    ...['--bootstrap-server', bootstrap(site), '--command-config', clientFile('admin')],
    ...rest,
  ])
}

async function produce(
  site: Site,
  topic: string,
  records: number,
): Promise<{ readonly perSecond: number; readonly latencyMs: number }> {
  const printed = await tool(site, 'org.apache.kafka.tools.ProducerPerformance', [
    ...['--topic', topic, '--num-records', String(records), '--record-size', String(produced.bytes)],
    ...['--throughput', '-1', '--producer.config', clientFile('connect')],
    ...['--producer-props', `bootstrap.servers=${bootstrap(site)}`, 'acks=all'],
  ])
  return readProduced(printed, records)
}

/** The last line that the tool prints: `300000 records sent, 41234.5 records/sec (39.3 MB/sec), … 812 ms 99th, …`. Throws for another. */
export function readProduced(
  printed: string,
  records: number,
): { readonly perSecond: number; readonly latencyMs: number } {
  const last = printed.trim().split('\n').at(-1) ?? ''
  const sent = /^(\d+) records sent, ([\d.]+) records\/sec/.exec(last)
  const latency = /([\d.]+) ms 99th/.exec(last)
  if (Number(sent?.[1]) !== records || latency === null) throw new Error(`kafka-producer-perf-test: ${last}`)
  return { perSecond: Number(sent?.[2]), latencyMs: Number(latency[1]) }
}

async function tool(site: Site, mainClass: string, rest: readonly string[]): Promise<string> {
  return await site.run(
    clientHost(site),
    [
      `${hostPaths.software}/${java25.id}/bin/java`,
      ...['-Xmx256m', '-XX:+UseSerialGC', '-classpath', `${hostPaths.software}/${kafkaSoftware.id}/*`],
      ...[mainClass, ...rest],
    ],
    { user: account.name, timeoutMs: toolTimeoutMs },
  )
}
