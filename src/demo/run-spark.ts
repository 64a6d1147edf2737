// Demo, step 3: a Spark job, submitted on a compute host, turns the topics into Iceberg tables.

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { kafkaSecurity, lake } from '../catalog/conventions.ts'
import { java17Home } from '../catalog/runtimes/java.ts'
import { py4jSoftware, sparkSoftware } from '../catalog/spark/software.ts'
import { hostPaths } from '../model/artifacts.ts'
import { HanokError } from '../model/errors.ts'
import { type Text, text } from '../model/text.ts'
import { type Comparison, compareDigests, type TableDigest } from './digest.ts'
import { demoErrors } from './errors.ts'
import { commandFailed, endpointOf, livingSeats, putFile, type Seat } from './platform.ts'
import type { StepContext } from './step.ts'
import { demoNamespace, missingValue, topicOf } from './tables.ts'

/** Folder of a host that the job and, without Kafka, the files are put into. */
const folder = '/tmp/hanok-demo'
const jobFile = `${folder}/flights_job.py`
const attempts = 3
const jobTimeoutMs = 20 * 60_000
const resultMark = 'HANOK_DIGESTS '

/** Runs the job and compares the tables as Spark reads them back. A compute host that dies is replaced by another. */
export async function runSpark(context: StepContext): Promise<readonly Comparison[]> {
  const { platform, sources, report, signal } = context
  for (let attempt = 1; ; attempt++) {
    const seats = await livingSeats(platform, 'spark', 'worker')
    const seat = seats[(attempt - 1) % seats.length]
    if (seat === undefined) throw demoErrors.noLivingHost({ role: 'spark/worker' })
    try {
      const digests = await submit(context, seat)
      return sources.map((source) =>
        compareDigests(source.table, digests[source.table.name] ?? { rows: 0, columns: {} }, source.digest),
      )
    } catch (error) {
      signal?.throwIfAborted()
      if (attempt === attempts || (error instanceof HanokError && error.fault !== 'environment')) throw error
      report(failedAttempt(seat, attempt, error))
    }
  }
}

function failedAttempt(seat: Seat, attempt: number, error: unknown): Text {
  const said = error instanceof HanokError ? error.text : undefined
  const plain = error instanceof Error ? error.message : String(error)
  return text(
    `attempt ${attempt} of ${attempts} on ${seat.hostname} failed, trying again: ${said?.en ?? plain}`,
    `${seat.hostname}에서 ${attempts}번 가운데 ${attempt}번째 시도가 실패해 다시 시도합니다: ${said?.ko ?? plain}`,
  )
}

async function submit(context: StepContext, seat: Seat): Promise<Readonly<Record<string, TableDigest>>> {
  const { platform, sources, report, signal } = context
  const job = await readFile(fileURLToPath(new URL('./flights_job.py', import.meta.url)))
  await putFile(platform, seat.hostname, jobFile, job, signal)
  const withKafka = hasKafka(context)
  if (!withKafka) {
    for (const source of sources) {
      await putFile(
        platform,
        seat.hostname,
        `${folder}/${source.table.name}.csv`,
        await readFile(source.file),
        signal,
      )
    }
  }
  report(text(`spark-submit on ${seat.hostname}`, `${seat.hostname}에서 spark-submit 실행`))
  const result = await platform.exec(seat.hostname, submitArgv(context, seat, withKafka), {
    user: 'spark',
    env: sparkEnvironment(seat),
    timeoutMs: jobTimeoutMs,
    signal,
  })
  const line = result.stdout.split('\n').find((candidate) => candidate.startsWith(resultMark))
  if (result.code !== 0 || line === undefined) throw commandFailed('spark-submit', seat.hostname, result)
  return JSON.parse(line.slice(resultMark.length)) as Readonly<Record<string, TableDigest>>
}

function hasKafka({ platform }: StepContext): boolean {
  return platform.plan.endpoints.some((endpoint) => endpoint.id === 'endpoint/kafka/broker')
}

function submitArgv({ platform, sources }: StepContext, seat: Seat, withKafka: boolean): readonly string[] {
  const { plan } = platform
  const masters = addressList(endpointOf(plan, 'endpoint/spark/master'))
  const job = {
    namespace: demoNamespace,
    missing: missingValue,
    kafka: withKafka ? addressList(endpointOf(plan, 'endpoint/kafka/broker')) : null,
    // Who it is says a file of the compute host.
    kafkaLogin: { protocol: kafkaSecurity.protocol, mechanism: kafkaSecurity.mechanism },
    landing: withKafka ? null : `s3a://${lake.bucket}/landing/flights`,
    folder,
    tables: sources.map(({ table }) => ({ name: table.name, topic: topicOf(table), columns: table.columns })),
  }
  return [
    `${sparkHome}/bin/spark-submit`,
    ...['--master', `spark://${masters}`],
    ...['--deploy-mode', 'client'],
    ...['--name', 'hanok-demo'],
    ...['--conf', `spark.driver.host=${seat.address}`],
    ...['--conf', `spark.driver.bindAddress=${seat.address}`],
    jobFile,
    JSON.stringify(job),
  ]
}

const sparkDirectory = `${hostPaths.software}/${sparkSoftware.id}`
const sparkHome = `${sparkDirectory}/deps`

function sparkEnvironment(seat: Seat): Readonly<Record<string, string>> {
  return {
    HOME: '/tmp',
    PATH: '/usr/local/bin:/usr/bin:/bin',
    JAVA_HOME: java17Home,
    SPARK_HOME: sparkHome,
    SPARK_CONF_DIR: `${hostPaths.config}/spark`,
    SPARK_LOCAL_IP: seat.address,
    PYTHONPATH: `${sparkDirectory}:${hostPaths.software}/${py4jSoftware.id}`,
    PYSPARK_PYTHON: '/usr/bin/python3',
    PYTHONDONTWRITEBYTECODE: '1',
  }
}

function addressList(endpoint: { addresses: readonly { address: string }[]; port: number }): string {
  return endpoint.addresses.map(({ address }) => `${address}:${endpoint.port}`).join(',')
}
