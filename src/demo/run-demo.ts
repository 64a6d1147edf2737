// Demo: real data through the whole platform: files → Kafka → Spark → Iceberg on S3 → Trino, compared after each step.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Text, text } from '../model/text.ts'
import { type Comparison, compareDigests } from './digest.ts'
import { type DemoPlatform, endpointOf } from './platform.ts'
import { readSources } from './source.ts'
import type { CountCheck, StepContext, StepFindings } from './step.ts'
import { type StepId, stepsFor } from './steps.ts'

/** What one step found. */
export interface StepResult {
  readonly step: StepId
  readonly seconds: number
  /** Rows and columns of each table against the source. */
  readonly tables: readonly Comparison[]
  /** Numbers that the platform tells of them or of itself. */
  readonly counts: readonly CountCheck[]
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
    const began = { startedAtMs: Date.now(), startMs: performance.now() }
    report(text('1 · Source: count and hash the files', '1 · 원본: 파일의 행을 세고 해시를 계산합니다'))
    const sources = await readSources(softwareDirectory, workDirectory)
    const tables = sources.map(({ table, digest }) => compareDigests(table, digest, digest))
    const first = finish('source', began.startMs, { tables }, report)
    return await runSteps({ platform, sources, report, startedAtMs: began.startedAtMs, signal }, first)
  } finally {
    await rm(workDirectory, { recursive: true, force: true })
  }
}

async function runSteps(context: StepContext, first: StepResult): Promise<DemoResult> {
  const { platform, report } = context
  const { steps: wanted, lacking } = stepsFor(platform.plan)
  const results: StepResult[] = [first]
  const runs = await Promise.all(wanted.map(async (step) => ({ ...step, run: await step.begin(context) })))
  for (const [at, { id, title, run }] of runs.entries()) {
    const startMs = performance.now()
    report(text(`${at + 2} · ${title.en}`, `${at + 2} · ${title.ko}`))
    const result = finish(id, startMs, await run(context), report)
    results.push(result)
    if (!result.equal) break
  }
  for (const line of lacking) report(line)
  const equal = results.every((step) => step.equal)
  const seconds = Math.round(results.reduce((sum, step) => sum + step.seconds, 0))
  report(
    equal
      ? text(`Everything is equal to the source (${seconds} s).`, `모든 것이 원본과 같습니다(${seconds}초).`)
      : text(
          'Something differs from the source; see above.',
          '원본과 다른 것이 있습니다. 위 내용을 확인하세요.',
        ),
  )
  const kafka = results.some(({ step }) => step === 'kafka')
  return { schemaVersion: 1, platform: platform.plan.name, equal, kafka, steps: results }
}

function finish(
  step: StepId,
  startMs: number,
  { tables = [], counts = [] }: StepFindings,
  report: (line: Text) => void,
): StepResult {
  const seconds = Math.round((performance.now() - startMs) / 100) / 10
  for (const table of tables) report(step === 'source' ? sourceLine(table) : comparedLine(table))
  for (const count of counts) report(countLine(count))
  report(text(`   ${seconds} s`, `   ${seconds}초`))
  return { step, seconds, tables, counts, equal: [...tables, ...counts].every(({ equal }) => equal) }
}

function countLine({ name, found, expected, atLeast, equal }: CountCheck): Text {
  if (equal)
    return atLeast
      ? text(`   ${name}: ${found} (at least ${expected})`, `   ${name}: ${found}(${expected} 이상)`)
      : text(`   ${name}: ${found}`, `   ${name}: ${found}`)
  return text(`   ${name}: ${found}, EXPECTED ${expected}`, `   ${name}: ${found}, 예상 ${expected}`)
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
