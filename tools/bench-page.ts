// docs/evidence/bench.md from what was measured.

import { type Evidence, markdownTable } from '../src/drills/evidence.ts'

/** One figure: a command, or the pair analysis within one, at one size. Times in milliseconds. */
export interface BenchRow {
  readonly hosts: number
  readonly step: string
  readonly runs: number
  readonly medianMs: number
  readonly leastMs: number
  readonly mostMs: number
  readonly peakMiB: number
  readonly targetMs: number | null
  readonly met: boolean | null
}

const words: Readonly<Record<string, string>> = {
  plan: '`plan`',
  verify: '`verify`',
  documents: '`render --target documents`',
  kubernetes: '`render --target kubernetes`',
  pairs: 'all pairs of hosts, within `verify`',
}

/** The page: targets first, then how it grows. */
export function benchPage(rows: readonly BenchRow[], evidence: Evidence): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`
  const spread = (row: BenchRow) => `${seconds(row.leastMs)} – ${seconds(row.mostMs)}`
  const targets = rows.filter(({ targetMs }) => targetMs !== null)
  const sizes = [...new Set(rows.map(({ hosts }) => hosts))]
  const steps = [...new Set(rows.map(({ step }) => step))]
  const { machine, finishedAt } = evidence
  const at = (hosts: number, step: string) => rows.find((row) => row.hosts === hosts && row.step === step)
  return `${[
    '# Speed',
    'Whole compiled commands as people start them, from the shell script to the last line: medians, with the least and the most of all runs. The commands take turns.',
    markdownTable(
      ['hosts', 'what', 'median', 'least – most', 'runs', 'target', ''],
      targets.map((row) => [
        String(row.hosts),
        words[row.step] ?? row.step,
        seconds(row.medianMs),
        spread(row),
        String(row.runs),
        seconds(row.targetMs ?? 0),
        row.met === true ? 'met' : '**missed**',
      ]),
    ),
    '## How it grows',
    'Platforms like `thousand-hosts` with more or fewer hosts (32: `medium-32`). Pairs of hosts are all judged; alike ones once.',
    markdownTable(
      ['hosts', 'pairs', ...steps.map((step) => words[step] ?? step), 'memory of `verify`'],
      sizes.map((hosts) => [
        hosts.toLocaleString('en'),
        ((hosts * (hosts - 1)) / 2).toLocaleString('en'),
        ...steps.map((step) => seconds(at(hosts, step)?.medianMs ?? 0)),
        `${at(hosts, 'verify')?.peakMiB ?? 0} MiB`,
      ]),
    ),
    `Measured by \`npm run bench\` on ${machine.cpus} cores and ${Math.round(machine.memoryMiB / 1024)} GiB, Node ${process.versions.node}, ${finishedAt.slice(0, 10)}.`,
  ].join('\n\n')}\n`
}
