// `npm run fuzz`: thousands of broken declarations and inventories through the compiled program. Each must end in a plan or in
// errors that are the user's, with a place; never in a stack trace, a hang or half a gigabyte. What breaks this is saved.
//   npm run fuzz -- --runs 10000 --seed 1        npm run fuzz -- --seed 1 --case 4711

import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Evidence, evidenceHeader, writeEvidence } from '../src/drills/evidence.ts'
import { callLimitMs } from './fuzz-judge.ts'
import { mutate } from './fuzz-mutate.ts'
import { FuzzProcess, processLimits } from './fuzz-process.ts'
import { randomOf } from './fuzz-random.ts'
import { type Seed, seeds } from './fuzz-seeds.ts'
import type { FuzzTask } from './fuzz-worker.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** A process that has grown to this is replaced, so that one case's garbage is not held against another. */
const freshAboveMiB = 350
/** A run of at least so many cases is kept as evidence. */
const evidenceRuns = 10_000

interface Tally {
  readonly ends: Map<string, number>
  readonly violations: string[]
  /** The slowest first. */
  slowest: readonly { readonly cpuMs: number; readonly index: number }[]
  cpuMs: number
  peakMiB: number
  done: number
}

function caseOf(seed: number, index: number, all: readonly Seed[]): FuzzTask {
  const { seed: chosen, bytes } = mutate(randomOf(seed * 1_000_003 + index), all)
  return { kind: chosen.kind, file: chosen.file, bytes }
}

/** Runs cases one after another until `next` gives no more. */
async function runCases(next: () => number | undefined, taskOf: (index: number) => FuzzTask, tally: Tally) {
  const dist = join(root, 'dist')
  let process = new FuzzProcess(dist)
  for (let index = next(); index !== undefined; index = next()) {
    const task = taskOf(index)
    let answer = await process.run(task)
    if ('died' in answer || answer.peakMiB > freshAboveMiB) {
      process.end()
      process = new FuzzProcess(dist)
      // Once more, alone: what others left behind is no fault of this case.
      const alone = new FuzzProcess(dist)
      answer = await alone.run(task)
      alone.end()
    }
    judgeAnswer(answer, index, task, tally)
  }
  process.end()
}

function judgeAnswer(
  answer: Awaited<ReturnType<FuzzProcess['run']>>,
  index: number,
  task: FuzzTask,
  tally: Tally,
): void {
  tally.done += 1
  const violations = 'died' in answer ? [`killed: ${answer.died}`] : [...answer.violations]
  if (!('died' in answer)) {
    for (const end of new Set(answer.ends.split(' '))) tally.ends.set(end, (tally.ends.get(end) ?? 0) + 1)
    const { cpuMs } = answer
    tally.cpuMs += cpuMs
    tally.slowest = [...tally.slowest, { cpuMs, index }].sort((a, b) => b.cpuMs - a.cpuMs).slice(0, 8)
    tally.peakMiB = Math.max(tally.peakMiB, answer.peakMiB)
    if (answer.peakMiB > processLimits.memoryMiB) violations.push(`${Math.round(answer.peakMiB)} MiB`)
  }
  if (violations.length === 0) return
  const folder = join(root, '.hanok/fuzz')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${index}-${task.file}`), task.bytes)
  for (const violation of violations) tally.violations.push(`case ${index} (${task.file}): ${violation}`)
}

function report(tally: Tally, seed: number): void {
  const { ends, violations, peakMiB, done } = tally
  const slowest = tally.slowest.map(({ cpuMs, index }) => `${Math.round(cpuMs)} ms (case ${index})`)
  const lines = [...ends]
    .sort(([, a], [, b]) => b - a)
    .map(([end, count]) => `  ${String(count).padStart(6)} ${end}`)
  const out = [
    `${done} cases, seed ${seed}: how they ended (a case may have several errors)`,
    ...lines,
    `CPU time of a case, all its calls: ${Math.round(tally.cpuMs / done)} ms on average; slowest ${slowest.join(', ')}`,
    `largest process: ${Math.round(peakMiB)} MiB`,
    ...violations.slice(0, 50),
    violations.length === 0
      ? 'no violation'
      : `${violations.length} violations; the inputs are in .hanok/fuzz, one again: npm run fuzz -- --seed ${seed} --case N`,
  ]
  process.stdout.write(`${out.join('\n')}\n`)
}

/** Leaves the figures of a whole run in docs/evidence. */
function keep(
  { ends, violations, peakMiB, done, cpuMs, slowest }: Tally,
  seed: number,
  startedAt: Date,
): void {
  const figures = {
    cases: done,
    violations: violations.length,
    planned: ends.get('plan') ?? 0,
    kindsOfErrors: [...ends.keys()].filter((end) => end.includes('.')).length,
    averageCpuMs: Math.round(cpuMs / done),
    slowestCpuMs: Math.round(slowest[0]?.cpuMs ?? 0),
    peakMiB: Math.round(peakMiB),
  }
  const header = { ...evidenceHeader('', startedAt), seed }
  const evidence: Evidence = { ...header, rows: [figures] }
  const { machine, finishedAt } = evidence
  const page = `# Broken input

${figures.cases.toLocaleString('en')} mutated declarations, plans and inventories went through \`init --from\`, \`plan\`, \`explain\`, \`verify\` and \`render --target documents\`
of the compiled program: **${figures.violations} ended in a stack trace, in more than ${callLimitMs / 1000} s of CPU for a call, in more than ${processLimits.memoryMiB} MiB, or in an error without
a place.** ${figures.planned.toLocaleString('en')} could still be planned; the others were refused with ${figures.kindsOfErrors} kinds of errors.

All calls of a case took ${figures.averageCpuMs} ms of CPU on average, ${figures.slowestCpuMs} ms for the slowest; the largest process had ${figures.peakMiB} MiB.

What is mutated: every example, declarations with every key and with hosts to be counted, the JSON of a plan, and inventories of every form (Ansible
INI, YAML and list, NetBox JSON and CSV, plain CSV). How: types, sizes, huge and odd numbers, cycles and bombs of aliases, deep nesting, other encodings,
cut and doubled bytes.

\`npm run fuzz -- --runs ${figures.cases} --seed ${seed}\` on ${machine.cpus} cores and ${Math.round(machine.memoryMiB / 1024)} GiB, Node ${process.versions.node}, ${finishedAt.slice(0, 10)}.
`
  writeEvidence(join(root, 'docs/evidence/fuzz.json'), evidence, page)
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { runs: { type: 'string' }, seed: { type: 'string' }, case: { type: 'string' } },
  })
  const [runs, seed] = [Number(values.runs ?? 10_000), Number(values.seed ?? 1)]
  const only = values.case === undefined ? undefined : Number(values.case)
  if (![runs, seed, only ?? 0].every((number) => Number.isInteger(number) && number >= 0)) {
    process.stderr.write('npm run fuzz -- [--runs COUNT] [--seed NUMBER] [--case NUMBER]\n')
    return 2
  }
  execFileSync(join(root, 'hanok'), ['--version'], { stdio: ['ignore', 'ignore', 'inherit'] })
  const plan = execFileSync(join(root, 'hanok'), ['plan', 'starter', '--json'], { encoding: 'utf8' })
  const startedAt = new Date()
  const all = seeds(root, plan)
  const tally: Tally = {
    ends: new Map(),
    violations: [],
    slowest: [],
    cpuMs: 0,
    peakMiB: 0,
    done: 0,
  }
  let at = only ?? 0
  const end = only === undefined ? runs : only + 1
  const next = (): number | undefined => {
    if (at > 0 && at % 500 === 0)
      process.stderr.write(`${at} of ${runs}, ${tally.violations.length} violations\n`)
    at += 1
    return at <= end ? at - 1 : undefined
  }
  const taskOf = (index: number) => caseOf(seed, index, all)
  await Promise.all([
    runCases(next, taskOf, tally),
    ...(only === undefined ? [runCases(next, taskOf, tally)] : []),
  ])
  report(tally, seed)
  if (only === undefined && runs >= evidenceRuns) keep(tally, seed, startedAt)
  return tally.violations.length === 0 ? 0 : 1
}

process.exitCode = await main()
