// Demo, step 2: the topics themselves, through kafkajs as Kafka's administrator, with connections that come from a Connect host.

import { connect } from 'node:net'
import { parse } from 'csv-parse/sync'
import { type Admin, type Consumer, Kafka, logLevel } from 'kafkajs'
import { kafkaUserOf } from '../catalog/conventions.ts'
import { type Text, text } from '../model/text.ts'
import { type Forward, openForward } from '../operate/forward.ts'
import { Digester, type TableDigest } from './digest.ts'
import { type DemoPlatform, endpointOf, livingSeats, seatsOf } from './platform.ts'
import { type DemoTable, demoTables, headerOf, topicOf } from './tables.ts'
import { until } from './until.ts'

const copiesWanted = 3
const changeTimeoutMs = 180_000
/** Without a new record for this long, a reading is given up and begun again. */
const silenceMs = 45_000

/** What a topic holds, as a reader of committed records sees it. The header is a record too. */
export interface TopicContent {
  readonly records: number
  readonly digest: TableDigest
}

/** The brokers of the platform, seen from a Connect host. */
export class Topics {
  readonly #platform: DemoPlatform
  readonly #forwards: ReadonlyMap<string, Forward>
  readonly #lookUp: NodeJS.Timeout
  readonly #kafka: Kafka
  readonly #signal: AbortSignal | undefined

  private constructor(
    platform: DemoPlatform,
    brokers: readonly string[],
    forwards: ReadonlyMap<string, Forward>,
    lookUp: NodeJS.Timeout,
    signal: AbortSignal | undefined,
  ) {
    this.#platform = platform
    this.#forwards = forwards
    this.#lookUp = lookUp
    this.#signal = signal
    const { user, secret } = kafkaUserOf('admin')
    this.#kafka = new Kafka({
      clientId: 'hanok-demo',
      brokers: [...brokers],
      sasl: { mechanism: 'scram-sha-512', username: user, password: platform.secret(secret) },
      logLevel: logLevel.NOTHING,
      connectionTimeout: 5_000,
      requestTimeout: 15_000,
      retry: { initialRetryTime: 200, maxRetryTime: 2_000, retries: 5 },
      socketFactory: ({ host, onConnect }) => {
        const forward = this.#forwards.get(host)
        if (forward === undefined) throw new Error(`no broker of the plan has the address ${host}`)
        return connect({ host: '127.0.0.1', port: forward.port }, onConnect)
      },
    })
  }

  /** Opens the way to every broker. */
  static async open(platform: DemoPlatform, signal?: AbortSignal): Promise<Topics> {
    const { addresses, port } = endpointOf(platform.plan, 'endpoint/kafka/broker')
    // The host that connections come from is looked up again and again: it may die while a topic is read.
    let from = (await livingSeats(platform, 'kafka', 'connect'))[0]?.hostname ?? ''
    const lookUp = setInterval(() => {
      livingSeats(platform, 'kafka', 'connect').then(
        ([seat]) => {
          from = seat?.hostname ?? from
        },
        () => undefined,
      )
    }, 2_000)
    const dial = (host: string, to: string, at: number) => platform.dial(host, to, at, 3_000)
    const forwards = new Map<string, Forward>()
    for (const { address } of addresses) {
      forwards.set(address, await openForward(dial, () => from, address, port))
    }
    return new Topics(
      platform,
      addresses.map(({ address }) => `${address}:${port}`),
      forwards,
      lookUp,
      signal,
    )
  }

  /** Closes every connection. */
  async close(): Promise<void> {
    clearInterval(this.#lookUp)
    await Promise.all([...this.#forwards.values()].map((forward) => forward.close()))
  }

  /** Empties the topics by deleting and making them: as many copies as there are brokers up to three, all but one in sync. */
  async makeEmpty(): Promise<{ readonly copies: number; readonly minInSync: number }> {
    const brokers = seatsOf(this.#platform.plan, 'kafka', 'broker').length
    const copies = Math.min(copiesWanted, brokers)
    const minInSync = Math.max(1, copies - 1)
    const names = demoTables.map(topicOf)
    await this.#asAdmin(text('delete the topics of the last run', '지난번 토픽 지우기'), async (admin) => {
      const present = (await admin.listTopics()).filter((name) => names.includes(name))
      if (present.length > 0) await admin.deleteTopics({ topics: present, timeout: 10_000 })
      const left = (await admin.listTopics()).filter((name) => names.includes(name))
      return left.length === 0 ? undefined : `${left.join(', ')} still there`
    })
    await this.#asAdmin(text('make the topics', '토픽 만들기'), async (admin) => {
      await admin.createTopics({
        waitForLeaders: true,
        timeout: 10_000,
        topics: demoTables.map((table) => ({
          topic: topicOf(table),
          numPartitions: table.partitions,
          replicationFactor: copies,
          configEntries: [{ name: 'min.insync.replicas', value: String(minInSync) }],
        })),
      })
      const present = await admin.listTopics()
      const missing = names.filter((name) => !present.includes(name))
      return missing.length === 0 ? undefined : `${missing.join(', ')} missing`
    })
    return { copies, minInSync }
  }

  /** Reads all topics from their beginnings to the ends that they have now, committed records only. */
  async read(): Promise<ReadonlyMap<string, TopicContent>> {
    const wait = {
      what: text('read the topics back', '토픽 다시 읽기'),
      timeoutMs: 10 * 60_000,
      signal: this.#signal,
    }
    return await until(wait, async () => ({ done: true, value: await this.#readOnce() }))
  }

  async #readOnce(): Promise<ReadonlyMap<string, TopicContent>> {
    const ends = await this.#ends()
    const groupId = `hanok-demo-${process.pid}-${Math.round(performance.now())}`
    const consumer = this.#kafka.consumer({
      groupId,
      maxBytesPerPartition: 4 * 1024 * 1024,
      retry: { retries: 3 },
    })
    try {
      await consumer.connect()
      await consumer.subscribe({ topics: demoTables.map(topicOf), fromBeginning: true })
      return await consume(consumer, ends, this.#signal)
    } finally {
      await consumer.disconnect()
      await this.#asAdmin(text('forget the reader group', '읽기 그룹 지우기'), async (admin) => {
        await admin.deleteGroups([groupId])
        return undefined
      })
    }
  }

  /** The end of each partition that holds anything, by `topic/partition`. */
  async #ends(): Promise<Map<string, bigint>> {
    const ends = new Map<string, bigint>()
    const admin = this.#kafka.admin()
    await admin.connect()
    try {
      for (const table of demoTables) {
        for (const { partition, low, high } of await admin.fetchTopicOffsets(topicOf(table))) {
          if (BigInt(high) > BigInt(low)) ends.set(`${topicOf(table)}/${partition}`, BigInt(high))
        }
      }
    } finally {
      await admin.disconnect()
    }
    return ends
  }

  /** Repeats a piece of administration until it gives undefined rather than what is still to come. */
  async #asAdmin(what: Text, act: (admin: Admin) => Promise<string | undefined>): Promise<void> {
    await until({ what, timeoutMs: changeTimeoutMs, signal: this.#signal }, async () => {
      const admin = this.#kafka.admin()
      try {
        await admin.connect()
        const left = await act(admin)
        return left === undefined ? { done: true, value: undefined } : { done: false, seen: left }
      } finally {
        await admin.disconnect()
      }
    })
  }
}

// The end of a transaction is a record of its own that no reader is shown: only the position after each batch tells
// that a partition's end is reached.
function consume(
  consumer: Consumer,
  ends: Map<string, bigint>,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, TopicContent>> {
  const contents = new Map(demoTables.map((table) => [topicOf(table), new Content(table)]))
  return new Promise((resolve, reject) => {
    const give = () => {
      clearTimeout(silence)
      resolve(new Map([...contents.values()].map((content) => [content.table.name, content.result()])))
    }
    const fail = (error: Error) => {
      clearTimeout(silence)
      reject(error)
    }
    const silence = setTimeout(
      () => fail(new Error(`silent; not at the end of ${[...ends.keys()].join(', ')}`)),
      silenceMs,
    )
    signal?.addEventListener('abort', () => fail(new Error('aborted')), { once: true })
    consumer.on(consumer.events.CRASH, ({ payload }) => fail(payload.error))
    consumer.on(consumer.events.END_BATCH_PROCESS, ({ payload }) => {
      silence.refresh()
      const key = `${payload.topic}/${payload.partition}`
      const end = ends.get(key)
      if (end !== undefined && BigInt(payload.lastOffset) + 1n >= end) ends.delete(key)
      if (ends.size === 0) give()
    })
    if (ends.size === 0) return give()
    consumer
      .run({
        autoCommit: false,
        eachBatch: async ({ batch, resolveOffset, heartbeat }) => {
          contents
            .get(batch.topic)
            ?.add(batch.messages.map((message) => message.value?.toString('utf8') ?? ''))
          resolveOffset(batch.lastOffset())
          await heartbeat()
        },
      })
      .catch(fail)
  })
}

/** One topic while it is read. */
class Content {
  readonly table: DemoTable
  readonly #digester: Digester
  readonly #header: string
  #records = 0

  constructor(table: DemoTable) {
    this.table = table
    this.#digester = new Digester(table)
    this.#header = headerOf(table)
  }

  add(lines: readonly string[]): void {
    this.#records += lines.length
    const rows = lines.filter((line) => line !== this.#header)
    for (const fields of parse(rows.join('\n')) as string[][]) this.#digester.add(fields)
  }

  result(): TopicContent {
    return { records: this.#records, digest: this.#digester.digest() }
  }
}
