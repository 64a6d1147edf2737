// Demo: real data through the whole platform: files → Kafka → Spark → Iceberg on S3 → Trino, compared after each step.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Text, text } from '../model/text.ts'
import { askTrino } from './ask-trino.ts'
import { type Comparison, compareDigests } from './digest.ts'
import { loadKafka, type StepContext } from './load-kafka.ts'
import { type DemoPlatform, endpointOf } from './platform.ts'
import { runSpark } from './run-spark.ts'
import { readSources } from './source.ts'
import { demoNamespace } from './tables.ts'

/** The steps of the demo, in order. */
export type StepId = 'source' | 'kafka' | 'spark' | 'trino'

/** What one step found. */
export interface StepResult {
  readonly step: StepId
  readonly seconds: number
  /** Rows and columns of each table against the source. */
  readonly tables: readonly Comparison[]
  readonly equal: boolean
}

/** What `hanok demo --json` prints. `equal` false is a finding: exit 1. */
export interface DemoResult {
  readonly schemaVersion: 1
  readonly platform: string
  readonly equal: boolean
  /** False where the platform has no Kafka, so that Spark read the files themselves. */
  readonly kafka: boolean
  readonly steps: readonly StepResult[]
}

/** What a demo is given. */
export interface DemoOptions {
  readonly platform: DemoPlatform
  /** Folder of the software `flightsData` in the cache. */
  readonly softwareDirectory: string
  /** Takes each line as it is said. */
  readonly report: (line: Text) => void
  readonly signal?: AbortSignal
}

/**
 * Runs the demo. Ends after the first step whose tables differ from the source. May be repeated: it gives the same tables.
 * Throws `demo.*`, `operate.*`, and what the platform throws.
 */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const { platform, softwareDirectory, report, signal } = options
  endpointOf(platform.plan, 'endpoint/spark/master')
  endpointOf(platform.plan, 'endpoint/trino/users')
  const workDirectory = await mkdtemp(join(tmpdir(), 'hanok-demo-'))
  try {
    const startMs = performance.now()
    report(text('1 · Source: count and hash the files', '1 · 원본: 파일의 행을 세고 해시를 계산합니다'))
    const sources = await readSources(softwareDirectory, workDirectory)
    const compared = sources.map(({ table, digest }) => compareDigests(table, digest, digest))
    const first = finish('source', startMs, compared, report)
    return await runSteps({ platform, sources, report, signal }, first)
  } finally {
    await rm(workDirectory, { recursive: true, force: true })
  }
}

async function runSteps(context: StepContext, first: StepResult): Promise<DemoResult> {
  const { platform, report } = context
  const kafka = platform.plan.endpoints.some((endpoint) => endpoint.id === 'endpoint/kafka/broker')
  const steps: StepResult[] = [first]
  for (const { step, title, run } of stepsOf(kafka)) {
    const startMs = performance.now()
    report(title)
    const result = finish(step, startMs, run === undefined ? [] : await run(context), report)
    if (run !== undefined) steps.push(result)
    if (!result.equal) break
  }
  const equal = steps.every((step) => step.equal)
  const seconds = Math.round(steps.reduce((sum, step) => sum + step.seconds, 0))
  report(
    equal
      ? text(`Everything is equal to the source (${seconds} s).`, `모든 것이 원본과 같습니다(${seconds}초).`)
      : text(
          'The tables differ from the source; see above.',
          '테이블이 원본과 다릅니다. 위 내용을 확인하세요.',
        ),
  )
  return { schemaVersion: 1, platform: platform.plan.name, equal, kafka, steps }
}

interface Step {
  readonly step: StepId
  readonly title: Text
  readonly run: ((context: StepContext) => Promise<readonly Comparison[]>) | undefined
}

function stepsOf(kafka: boolean): readonly Step[] {
  return [
    kafka
      ? {
          step: 'kafka',
          title: text(
            '2 · Kafka: load the files through Kafka Connect',
            '2 · Kafka: Kafka Connect로 파일을 적재합니다',
          ),
          run: loadKafka,
        }
      : {
          step: 'kafka',
          title: text(
            '2 · Kafka: this shape has no Kafka; Spark reads the files, copied to S3',
            '2 · Kafka: 이 구성에는 Kafka가 없어서, Spark가 S3에 복사한 파일을 직접 읽습니다',
          ),
          run: undefined,
        },
    {
      step: 'spark',
      title: text(
        `3 · Spark: write the Iceberg tables ${demoNamespace}.*`,
        `3 · Spark: Iceberg 테이블 ${demoNamespace}.*를 씁니다`,
      ),
      run: runSpark,
    },
    {
      step: 'trino',
      title: text(
        '4 · Trino: count and hash the tables over the virtual IP',
        '4 · Trino: 가상 IP로 테이블의 행을 세고 해시를 계산합니다',
      ),
      run: askTrino,
    },
  ]
}

function finish(
  step: StepId,
  startMs: number,
  tables: readonly Comparison[],
  report: (line: Text) => void,
): StepResult {
  const seconds = Math.round((performance.now() - startMs) / 100) / 10
  for (const table of tables) report(step === 'source' ? sourceLine(table) : comparedLine(table))
  if (tables.length > 0) report(text(`   ${seconds} s`, `   ${seconds}초`))
  return { step, seconds, tables, equal: tables.every((table) => table.equal) }
}

function sourceLine({ table, rows, columns }: Comparison): Text {
  const name = table.padEnd(9)
  return text(`   ${name} ${rows} rows, ${columns} columns`, `   ${name} ${rows}행, 열 ${columns}개`)
}

function comparedLine({ table, rows, expectedRows, columns, differences, equal }: Comparison): Text {
  const name = table.padEnd(9)
  if (equal) {
    return text(
      `   ${name} ${rows} rows, ${columns} columns: equal to the source`,
      `   ${name} ${rows}행, 열 ${columns}개: 원본과 같음`,
    )
  }
  const which = differences.filter((difference) => difference !== '*').join(', ') || '–'
  return text(
    `   ${name} ${rows} rows (source ${expectedRows}), DIFFERENT columns: ${which}`,
    `   ${name} ${rows}행(원본 ${expectedRows}행), 다른 열: ${which}`,
  )
}
