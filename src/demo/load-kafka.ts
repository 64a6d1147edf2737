// Demo, step 2: the files go into Kafka through Kafka Connect, one source connector for each table.

import { readFile } from 'node:fs/promises'
import { hostPaths } from '../model/artifacts.ts'
import { text } from '../model/text.ts'
import { ConnectClient } from './connect.ts'
import { type Comparison, compareDigests } from './digest.ts'
import { livingSeats, putFile } from './platform.ts'
import { linesOf, type SourceTable } from './source.ts'
import type { StepContext } from './step.ts'
import { topicOf } from './tables.ts'
import { Topics } from './topics.ts'
import { until } from './until.ts'

const inbox = `${hostPaths.data}/kafka-connect/inbox`
const loadTimeoutMs = 15 * 60_000

/** Loads every table into its topic, which is emptied first, reads the topics back and compares. */
export async function loadKafka(context: StepContext): Promise<readonly Comparison[]> {
  const { platform, sources, report, signal } = context
  const connect = new ConnectClient(platform, signal)
  const inboxes = new Inboxes(context)
  await inboxes.fill()
  for (const source of sources) await connect.makeStopped(connectorOf(source), connectorConfig(source))
  const topics = await Topics.open(platform, signal)
  try {
    const { copies, minInSync } = await topics.makeEmpty()
    report(
      text(
        `${sources.length} topics made anew: ${copies} copies, ${minInSync} in sync for a write`,
        `토픽 ${sources.length}개를 새로 만들었습니다: 복제본 ${copies}개, 쓰기에 필요한 동기 복제본 ${minInSync}개`,
      ),
    )
    for (const source of sources) await connect.resume(connectorOf(source))
    await waitForEnd(context, connect, inboxes)
    // A connector left running would hold a task, and send again whatever appeared in its file.
    for (const source of sources) await connect.stop(connectorOf(source))
    const contents = await topics.read()
    return sources.map((source) => {
      const found = contents.get(source.table.name)
      const expected = linesOf(source)
      report(
        text(
          `${topicOf(source.table)}: ${found?.records ?? 0} records (${expected} lines in the file)`,
          `${topicOf(source.table)}: 레코드 ${found?.records ?? 0}개(파일의 줄 수 ${expected})`,
        ),
      )
      return compareDigests(source.table, found?.digest ?? { rows: 0, columns: {} }, source.digest)
    })
  } finally {
    await topics.close()
  }
}

/** Waits until every connector has committed the end of its file, records and position in one transaction. */
async function waitForEnd(context: StepContext, connect: ConnectClient, inboxes: Inboxes): Promise<void> {
  const { sources, signal } = context
  const wait = {
    what: text('load the files through Kafka Connect', 'Kafka Connect로 파일 적재'),
    timeoutMs: loadTimeoutMs,
    intervalMs: 2_000,
    signal,
  }
  await until(wait, async () => {
    await inboxes.fill()
    const left: string[] = []
    for (const source of sources) {
      const { position, state } = await connect.position(connectorOf(source))
      if (position < source.bytes) left.push(`${source.table.name} ${position}/${source.bytes} ${state}`)
    }
    return left.length === 0 ? { done: true, value: undefined } : { done: false, seen: left.join(', ') }
  })
}

function connectorOf(source: SourceTable): string {
  return `flights-${source.table.name}`
}

function inboxFile(source: SourceTable): string {
  return `${inbox}/${source.table.name}.csv`
}

function connectorConfig(source: SourceTable): Readonly<Record<string, string>> {
  return {
    'connector.class': 'org.apache.kafka.connect.file.FileStreamSourceConnector',
    'tasks.max': '1',
    file: inboxFile(source),
    topic: topicOf(source.table),
    'batch.size': '5000',
    'exactly.once.support': 'required',
    'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
    'value.converter': 'org.apache.kafka.connect.storage.StringConverter',
  }
}

/** The files on every Connect host, since a task may run on any; a host that was down gets them when it is back. */
class Inboxes {
  readonly #context: StepContext
  readonly #filled = new Set<string>()

  constructor(context: StepContext) {
    this.#context = context
  }

  async fill(): Promise<void> {
    const { platform, sources, signal } = this.#context
    for (const { hostname } of await livingSeats(platform, 'kafka', 'connect')) {
      if (this.#filled.has(hostname)) continue
      for (const source of sources) {
        await putFile(platform, hostname, inboxFile(source), await readFile(source.file), signal)
      }
      this.#filled.add(hostname)
    }
  }
}
