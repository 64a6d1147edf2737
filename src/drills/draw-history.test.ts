import { expect, it } from 'vitest'
import { drawHistory, drawingFile } from './draw-history.ts'

const startMs = 1_800_000_000_000

/** A client that writes every half second but between 10 s and 15 s, while `host/a` is dead; then `host/b` dies and nobody notices. */
function history(): string {
  const lines: object[] = []
  for (let at = -20_000; at < 60_000; at += 500) {
    const outcome = at >= 10_000 && at < 15_000 ? 'unknown' : 'ok'
    lines.push({ workload: 's3', kind: 'write', startMs: startMs + at - 50, endMs: startMs + at, outcome })
  }
  for (const [element, at] of [
    ['host/a', 9_900],
    ['host/b', 40_000],
  ] as const) {
    for (const [event, later] of [
      ['fault', 0],
      ['healing', 10_000],
      ['ready', 12_000],
    ] as const) {
      lines.push({ event, fault: 'kill-host', element, atMs: startMs + at + later })
    }
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

it('draws each fault by itself, its longest gap shaded and measured', () => {
  const drawn = drawHistory(history())
  expect(drawn.map(({ fault, element }) => `${fault} ${element}`)).toEqual([
    'kill-host host/a',
    'kill-host host/b',
  ])
  const [first = '', second = ''] = drawn.map(({ svg }) => svg)
  expect(first).toContain('>5.5 s</text>')
  expect(second).toContain('>0.5 s</text>')
  const widthOf = (svg: string) => Number(/class="gap"[^>]* width="([\d.]+)"/.exec(svg)?.[1])
  expect(widthOf(first) / widthOf(second)).toBeCloseTo(11, 0)
})

it('marks the fault, its healing and the end of it, and ticks the seconds with failures', () => {
  const [{ svg } = { svg: '' }] = drawHistory(history())
  expect([...svg.matchAll(/class="mark (\w+)"/g)].map(([, event]) => event)).toEqual([
    'fault',
    'healing',
    'ready',
  ])
  expect(/class="bad" d="([^"]*)"/.exec(svg)?.[1]?.match(/M/g)).toHaveLength(5)
})

it('draws what there is of a history that was cut off in the middle of a line', () => {
  expect(drawHistory(history().slice(0, -10))).toHaveLength(2)
  expect(drawHistory('')).toEqual([])
})

it('is kept under a name that is no path, whatever was hit and however it was named', () => {
  expect(drawingFile({ fault: 'kill-host', element: 'host/a' })).toBe('kill-host-a.svg')
  expect(drawingFile({ fault: 'cut-host:postgres/server:leader', element: 'host/a+host/b' })).toBe(
    'cut-host-a+b.svg',
  )
  expect(drawingFile({ fault: 'restart-instance', element: 'trino/worker/1' })).toBe(
    'restart-instance-trino-worker-1.svg',
  )
})
