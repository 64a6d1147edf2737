// `npm run bench`: how long whole commands take as people start them, for platforms of 32 to 5,000 hosts, against the targets.
// Writes docs/evidence/bench.json and the page made from it. Ends with 1 when a target is missed.

import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Evidence, evidenceHeader, writeEvidence } from '../src/drills/evidence.ts'
import { type BenchRow, benchPage } from './bench-page.ts'
import { declarationOf } from './bench-platforms.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const hanok = join(root, 'hanok')

/** A size, how often each of its commands is run, and the time that each may take. */
interface Size {
  readonly hosts: number
  readonly runs: number
  readonly targetsMs: Readonly<Partial<Record<Step, number>>>
}

type Step = 'plan' | 'verify' | 'documents' | 'kubernetes' | 'pairs'

const sizes: readonly Size[] = [
  { hosts: 32, runs: 9, targetsMs: { plan: 400, verify: 400, documents: 400, kubernetes: 500 } },
  { hosts: 100, runs: 5, targetsMs: {} },
  { hosts: 300, runs: 5, targetsMs: {} },
  { hosts: 1_000, runs: 5, targetsMs: { verify: 3_000, pairs: 200 } },
  { hosts: 3_000, runs: 3, targetsMs: {} },
  { hosts: 5_000, runs: 3, targetsMs: { verify: 30_000 } },
]

/** A command may not take longer than this: what does is stopped, and the bench fails. */
const limitMs = 120_000

/** Runs a command to its end: how long it took, and the most memory that it had, in MiB. */
async function run(argv: readonly string[]): Promise<{ tookMs: number; peakMiB: number }> {
  const [program = '', ...rest] = argv
  const startMs = performance.now()
  const child = spawn(program, rest, { stdio: ['ignore', 'ignore', 'pipe'], timeout: limitMs })
  let complaint = ''
  child.stderr.on('data', (chunk) => {
    complaint += String(chunk)
  })
  let peakMiB = 0
  // The shell script becomes the program (exec), so that one process is all there is to look at.
  const look = setInterval(() => {
    peakMiB = Math.max(peakMiB, peakOf(child.pid ?? 0))
  }, 20)
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  clearInterval(look)
  const tookMs = performance.now() - startMs
  // 1 is a finding of severity error: the work was done all the same.
  if (status !== 0 && status !== 1) throw new Error(`${argv.join(' ')} ended with ${status}: ${complaint}`)
  return { tookMs, peakMiB }
}

function peakOf(pid: number): number {
  try {
    const [, kib] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Math.round(Number(kib ?? 0) / 1024)
  } catch (error) {
    // It has just ended.
    if (error instanceof Error) return 0
    throw error
  }
}

/** The pair analysis by itself, in a fresh process, as compiled. */
function pairsMs(file: string): number {
  const script = `
    const { loadPlan } = await import(${JSON.stringify(join(root, 'dist/cli/load-plan.js'))})
    const at = (name) => import(${JSON.stringify(join(root, 'dist/verifier/'))} + name)
    const { compilePlan } = await at('compile-plan.js')
    const { evaluator } = await at('evaluate-failure.js')
    const { failureOfHosts } = await at('failure.js')
    const { hostClasses } = await at('host-classes.js')
    const { classPairVerdicts, hostPairs } = await at('host-pairs.js')
    const compiled = compilePlan(await loadPlan(${JSON.stringify(file)}))
    const evaluate = evaluator(compiled)
    const startMs = performance.now()
    const hosts = hostClasses(compiled, 'hosts')
    const singles = hosts.classes.map(({ hosts: [host = 0] }) => evaluate(failureOfHosts([host])))
    hostPairs(compiled, hosts, singles, classPairVerdicts(evaluate, hosts.classes))
    console.log(performance.now() - startMs)`
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: limitMs,
  })
  return Number(output)
}

function summary(values: readonly number[]): { medianMs: number; leastMs: number; mostMs: number } {
  const sorted = [...values].sort((a, b) => a - b)
  const round = (value: number) => Math.round(value)
  return {
    medianMs: round(sorted[Math.floor(sorted.length / 2)] ?? 0),
    leastMs: round(sorted[0] ?? 0),
    mostMs: round(sorted.at(-1) ?? 0),
  }
}

async function measure(size: Size, folder: string): Promise<readonly BenchRow[]> {
  const { hosts, runs, targetsMs } = size
  const file = join(folder, `${hosts}.yaml`)
  writeFileSync(file, declarationOf(hosts))
  const commands: Readonly<Record<Exclude<Step, 'pairs'>, readonly string[]>> = {
    plan: [hanok, 'plan', file],
    verify: [hanok, 'verify', file],
    documents: [hanok, 'render', file, '--target', 'documents', '--out', join(folder, 'documents')],
    kubernetes: [hanok, 'render', file, '--target', 'kubernetes', '--out', join(folder, 'kubernetes')],
  }
  const times: Record<Step, number[]> = { plan: [], verify: [], documents: [], kubernetes: [], pairs: [] }
  const peaks: Record<Step, number> = { plan: 0, verify: 0, documents: 0, kubernetes: 0, pairs: 0 }
  // In turn, so that what disturbs the machine disturbs all of them alike.
  for (let count = 0; count < runs; count += 1) {
    for (const [step, argv] of Object.entries(commands) as [Exclude<Step, 'pairs'>, readonly string[]][]) {
      const { tookMs, peakMiB } = await run(argv)
      times[step].push(tookMs)
      peaks[step] = Math.max(peaks[step], peakMiB)
    }
    times.pairs.push(pairsMs(file))
  }
  return (Object.keys(times) as Step[]).map((step): BenchRow => {
    const figures = summary(times[step])
    const targetMs = targetsMs[step] ?? null
    const met = targetMs === null ? null : figures.medianMs <= targetMs
    process.stderr.write(
      `${hosts} hosts, ${step}: ${figures.medianMs} ms (${figures.leastMs}–${figures.mostMs}, ${runs} runs)${
        met === null ? '' : met ? ', met' : `, MISSED: ${targetMs} ms`
      }\n`,
    )
    return { hosts, step, runs, ...figures, peakMiB: peaks[step], targetMs, met }
  })
}

async function main(): Promise<number> {
  const startedAt = new Date()
  // Compiles first, where it must.
  execFileSync(hanok, ['--version'], { stdio: ['ignore', 'ignore', 'inherit'] })
  const folder = mkdtempSync(join(tmpdir(), 'hanok-bench-'))
  const rows: BenchRow[] = []
  try {
    for (const size of sizes) rows.push(...(await measure(size, folder)))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const evidence: Evidence = {
    ...evidenceHeader('', startedAt),
    rows: rows.map((row) => ({ ...row })),
  }
  writeEvidence(join(root, 'docs/evidence/bench.json'), evidence, benchPage(rows, evidence))
  const missed = rows.filter(({ met }) => met === false)
  process.stdout.write(
    `${rows.length} figures, ${missed.length} targets missed; docs/evidence/bench.md has the table\n`,
  )
  return missed.length === 0 ? 0 : 1
}

process.exitCode = await main()
