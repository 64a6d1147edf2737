// `npm run fuzz`: thousands of broken declarations and inventories through the compiled program. Each must end in a plan or in
// errors that are the user's, with a place; never in a stack trace, a hang or half a gigabyte. What breaks this is saved.
//   npm run fuzz -- --runs 10000 --seed 1        npm run fuzz -- --seed 1 --case 4711

import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { mutate } from './fuzz-mutate.ts'
import { FuzzProcess, processLimits } from './fuzz-process.ts'
import { randomOf } from './fuzz-random.ts'
import { type Seed, seeds } from './fuzz-seeds.ts'
import type { FuzzTask } from './fuzz-worker.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
/** A process that has grown to this is replaced, so that one case's garbage is not held against another. */
const freshAboveMiB = 350

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
  const all = seeds(root)
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
  return tally.violations.length === 0 ? 0 : 1
}

process.exitCode = await main()
