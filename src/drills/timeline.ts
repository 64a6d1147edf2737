// One fault drawn over time: what every client got done each second, the longest gap shaded, and when it was broken, healed and ready again.

import { type FaultWindow, faultWindow, type Operation } from './history.ts'
import type { FaultEvent } from './history-log.ts'

/** What is drawn. All times are milliseconds of one clock. */
export interface Timeline {
  readonly element: string
  readonly fault: string
  readonly operations: readonly Operation[]
  readonly events: readonly FaultEvent[]
}

const leadMs = 15_000
const tailMs = 5_000
const chart = { left: 96, width: 640, top: 46, row: 40, bars: 26, right: 74 }

// Plain colours first: viewers that know neither variables nor dark mode draw it too.
const style = `
.timeline{font-family:system-ui,"Noto Sans KR","Segoe UI",sans-serif}.timeline text{fill:#1b1f24;font-size:12px}.timeline .soft{fill:#59636e}
.timeline .ok{fill:#1d6fd1}.timeline .bad{fill:#c4352b}.timeline .gap{fill:#c4352b;opacity:.16}.timeline .base{stroke:#d5dbe1}
.timeline .mark{stroke:#1a8a4a;stroke-width:1.5;stroke-dasharray:4 3}.timeline .fault{stroke:#c4352b}
@media (prefers-color-scheme:dark){.timeline text{fill:#e3e7eb}.timeline .soft{fill:#9aa5b0}.timeline .ok{fill:#6cb0ff}.timeline .bad{fill:#ff8078}
.timeline .gap{fill:#ff8078}.timeline .base{stroke:#3a434d}.timeline .mark{stroke:#5fd392}.timeline .fault{stroke:#ff8078}}
`

/** A complete `<svg>` element; undefined where no fault is among the events. */
export function timelineSvg(timeline: Timeline): string | undefined {
  const { element, fault, events, operations } = timeline
  const struckMs = events.find(({ event }) => event === 'fault')?.atMs
  if (struckMs === undefined) return undefined
  const healedMs = events.find(({ event }) => event === 'healing')?.atMs ?? struckMs
  const endMs = Math.max(healedMs, ...events.map(({ atMs }) => atMs)) + tailMs
  const view = { fromMs: struckMs - leadMs, endMs, struckMs, healedMs }
  const workloads = [...new Set(operations.map(({ workload }) => workload))]
  const height = chart.top + workloads.length * chart.row + 26
  const width = chart.left + chart.width + chart.right
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="timeline" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${element}: ${fault}</title>`,
    `<style>${style}</style>`,
    `<text x="8" y="18" font-weight="700">${element}: ${fault}</text>`,
    ...workloads.flatMap((workload, index) =>
      row(
        view,
        workload,
        operations.filter((operation) => operation.workload === workload),
        chart.top + index * chart.row,
      ),
    ),
    ...axis(view, chart.top + workloads.length * chart.row),
    ...events.map((event) => mark(view, event, chart.top + workloads.length * chart.row)),
    '</svg>',
    '',
  ].join('\n')
}

interface View {
  readonly fromMs: number
  readonly endMs: number
  readonly struckMs: number
  readonly healedMs: number
}

function xOf({ fromMs, endMs }: View, atMs: number): number {
  const share = (atMs - fromMs) / (endMs - fromMs)
  return chart.left + Math.min(1, Math.max(0, share)) * chart.width
}

/** A client: bars of what succeeded in each second, below them a tick for each second with a failure, and its longest gap. */
function row(view: View, workload: string, operations: readonly Operation[], top: number): readonly string[] {
  const seconds = Math.ceil((view.endMs - view.fromMs) / 1_000)
  const counted = (outcomes: readonly Operation['outcome'][]) => {
    const counts = new Array<number>(seconds).fill(0)
    for (const { endMs, outcome } of operations) {
      const second = Math.floor((endMs - view.fromMs) / 1_000)
      if (outcomes.includes(outcome) && second >= 0 && second < seconds)
        counts[second] = (counts[second] ?? 0) + 1
    }
    return counts
  }
  const done = counted(['ok'])
  const most = Math.max(1, ...done)
  const bottom = top + chart.bars
  const second = chart.width / ((view.endMs - view.fromMs) / 1_000)
  const x = (index: number) => at(chart.left + index * second)
  const wide = at(Math.max(0.8, second - 0.6))
  // One path for all bars: a rectangle each would make the drawing four times as large.
  const bars = done
    .map((count, index) => {
      const height = at((count / most) * chart.bars)
      return count === 0 ? '' : `M${x(index)} ${bottom}v-${height}h${wide}v${height}z`
    })
    .join('')
  const failures = counted(['fail', 'unknown'])
    .map((count, index) => (count === 0 ? '' : `M${x(index)} ${bottom + 2}h${wide}v3h-${wide}z`))
    .join('')
  const gap = longestGap(view, operations)
  return [
    `<text x="8" y="${top + 14}">${workload}</text>`,
    `<text x="8" y="${top + 28}" class="soft" font-size="10">${most}/s</text>`,
    `<line class="base" x1="${chart.left}" x2="${chart.left + chart.width}" y1="${bottom}" y2="${bottom}"/>`,
    `<path class="ok" d="${bars}"/>`,
    `<path class="bad" d="${failures}"/>`,
    ...(gap === undefined
      ? []
      : [
          `<rect class="gap" x="${at(xOf(view, gap.fromMs))}" y="${top}" width="${at(xOf(view, gap.toMs) - xOf(view, gap.fromMs))}" height="${chart.bars}"/>`,
          `<text x="${chart.left + chart.width + 6}" y="${top + 18}">${((gap.toMs - gap.fromMs) / 1_000).toFixed(1)} s</text>`,
        ]),
  ]
}

/** The longest gap of the worst kind of operation, as the cell has it: between two successes, the second one after the fault. */
function longestGap(
  { struckMs, healedMs }: View,
  operations: readonly Operation[],
): { readonly fromMs: number; readonly toMs: number } | undefined {
  const windows = [...new Set(operations.map(({ kind }) => kind))].map(
    (kind): FaultWindow & { of: string } => ({
      of: kind,
      ...faultWindow(
        operations.filter((operation) => operation.kind === kind),
        struckMs,
        healedMs,
      ),
    }),
  )
  const worst = windows.reduce<(FaultWindow & { of: string }) | undefined>(
    (longest, window) => (longest === undefined || window.gapMs > longest.gapMs ? window : longest),
    undefined,
  )
  if (worst === undefined) return undefined
  const ends = operations
    .filter(({ kind, outcome }) => kind === worst.of && outcome === 'ok')
    .map(({ endMs }) => endMs)
    .sort((a, b) => a - b)
  const index = ends.findIndex(
    (end, position) => end > struckMs && Math.abs(end - (ends[position - 1] ?? struckMs) - worst.gapMs) < 2,
  )
  const toMs = index < 0 ? healedMs : (ends[index] ?? healedMs)
  return { fromMs: toMs - worst.gapMs, toMs }
}

/** Seconds from the fault on, every ten. */
function axis(view: View, bottom: number): readonly string[] {
  const first = Math.ceil((view.fromMs - view.struckMs) / 10_000)
  const last = Math.floor((view.endMs - view.struckMs) / 10_000)
  // Room for the words of about a dozen marks.
  const step = Math.max(1, Math.ceil((last - first) / 12))
  const words: string[] = []
  for (let ten = first; ten <= last; ten += 1) {
    if (ten % step !== 0) continue
    const x = at(xOf(view, view.struckMs + ten * 10_000))
    words.push(`<text x="${x}" y="${bottom + 14}" class="soft" text-anchor="middle">${ten * 10} s</text>`)
  }
  return words
}

function mark(view: View, { event, atMs }: FaultEvent, bottom: number): string {
  const x = at(xOf(view, atMs))
  const line = `<line class="mark ${event}" x1="${x}" x2="${x}" y1="${chart.top - 8}" y2="${bottom}"/>`
  return `${line}<text x="${x}" y="${chart.top - 12}" text-anchor="middle" class="soft">${event}</text>`
}

function at(value: number): string {
  return value.toFixed(1)
}
