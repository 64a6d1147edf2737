// Records produced with acks=all and read back, straight at the brokers' own addresses.

import { connect } from 'node:net'
import { type Consumer, Kafka, logLevel, type Producer } from 'kafkajs'
import { kafkaUserOf } from '../../catalog/conventions.ts'
import type { Forward } from '../../operate/forward.ts'
import { attempt, pause, type Workload, type WorkloadContext } from '../workload.ts'

const topicPartitions = 3
const patience = { initialRetryTime: 200, maxRetryTime: 1_000 } as const

/** A producer that waits for all in-sync copies, and a reader of everything at the end (ingest). */
export function kafkaWorkload(runId: string): Workload {
  const id = 'kafka'
  const topic = `hanok-drill-${runId}`
  const forwards = new Map<string, Forward>()
  let kafka: Kafka | undefined
  let producer: Producer | undefined

  const cluster = async (context: WorkloadContext): Promise<Kafka> => {
    if (kafka !== undefined) return kafka
    const endpoint = context.platform.plan.endpoints.find(
      (candidate) => candidate.id === 'endpoint/kafka/broker',
    )
    if (endpoint === undefined) throw new Error('the plan has no Kafka brokers')
    for (const { address } of endpoint.addresses) {
      const from = () => context.clientHost('spark/worker', 'kafka/connect')
      forwards.set(address, await context.platform.forward(from, address, endpoint.port))
    }
    const { user, secret } = kafkaUserOf('admin')
    kafka = new Kafka({
      clientId: 'hanok-drill',
      brokers: endpoint.addresses.map(({ address }) => `${address}:${endpoint.port}`),
      sasl: { mechanism: 'scram-sha-512', username: user, password: context.platform.secret(secret) },
      logLevel: logLevel.NOTHING,
      connectionTimeout: 3_000,
      requestTimeout: 6_000,
      // A login that a dead broker does not answer is repeated so often before kafkajs asks where the partition is now: behind a loopback
      // port a connection to it seems to stand, which a real network would refuse at once.
      retry: { ...patience, retries: 1 },
      socketFactory: ({ host, onConnect }) =>
        connect({ host: '127.0.0.1', port: forwards.get(host)?.port ?? 1 }, onConnect),
    })
    return kafka
  }

  const send = async (context: WorkloadContext, key: string) => {
    if (producer === undefined) {
      const fresh = (await cluster(context)).producer({
        idempotent: false,
        allowAutoTopicCreation: false,
        retry: { ...patience, retries: 6 },
      })
      await fresh.connect()
      producer = fresh
    }
    await producer.send({ topic, acks: -1, timeout: 5_000, messages: [{ key, value: key }] })
  }

  return {
    id,
    capability: 'ingest',
    async prepare(context) {
      const admin = (await cluster(context)).admin()
      await admin.connect()
      const brokers = context.platform.plan.instances.filter(
        (i) => i.service === 'kafka' && i.role === 'broker',
      )
      await admin.createTopics({
        waitForLeaders: true,
        topics: [{ topic, numPartitions: topicPartitions, replicationFactor: Math.min(3, brokers.length) }],
      })
      await admin.disconnect()
      await send(context, 'first')
    },
    async run(context, signal) {
      for (let number = 1; !signal.aborted; number++) {
        const key = String(number)
        await attempt(context, { workload: id, kind: 'write', key }, () => send(context, key))
        await pause(100, signal)
      }
    },
    async verify(context, acknowledged) {
      const consumer = (await cluster(context)).consumer({ groupId: `${topic}-${acknowledged.length}` })
      const seen = await readEverything(await cluster(context), consumer, topic)
      return acknowledged.filter((key) => !seen.has(key))
    },
    async cleanUp(context) {
      await producer?.disconnect()
      const admin = (await cluster(context)).admin()
      await admin.connect()
      await admin.deleteTopics({ topics: [topic] })
      await admin.disconnect()
      for (const forward of forwards.values()) await forward.close()
    },
  }
}

/** All keys of a topic from the beginning to the ends that its partitions have now, within two minutes. */
async function readEverything(kafka: Kafka, consumer: Consumer, topic: string): Promise<ReadonlySet<string>> {
  const admin = kafka.admin()
  await admin.connect()
  const ends = await admin.fetchTopicOffsets(topic)
  await admin.disconnect()
  const missing = new Map(
    ends.filter((end) => Number(end.high) > Number(end.low)).map((end) => [end.partition, Number(end.high)]),
  )
  const seen = new Set<string>()
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await new Promise<void>((resolve, reject) => {
    const deadline = setTimeout(
      () => reject(new Error(`reading back stopped at ${seen.size} records`)),
      120_000,
    )
    const finish = () => {
      clearTimeout(deadline)
      resolve()
    }
    if (missing.size === 0) return finish()
    consumer
      .run({
        eachMessage: async ({ partition, message }) => {
          if (message.key !== null) seen.add(message.key.toString())
          if (Number(message.offset) + 1 >= (missing.get(partition) ?? 0)) missing.delete(partition)
          if (missing.size === 0) finish()
        },
      })
      .catch(reject)
  })
  await consumer.disconnect()
  return seen
}
