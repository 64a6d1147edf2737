import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startOverProgram } from './start-over.ts'
import { timedLine } from './times.ts'

const folder = mkdtempSync(join(tmpdir(), 'hanok-start-over-'))
afterAll(() => rmSync(folder, { recursive: true }))
const log = join(folder, 'trino-worker.log')

/** Runs the program over the log with its place at `end`, and gives the place that it sets. */
function placeAfter(content: string | Buffer, end: number, lines: number, inode?: number): number {
  writeFileSync(log, content)
  const state = join(folder, `imfile-state:${inode ?? statSync(log).ino}`)
  writeFileSync(
    state,
    JSON.stringify({ filename: log, prev_was_nl: 0, curr_offs: end, strt_offs: end, prev_line_segment: 'x' }),
  )
  execFileSync('python3', ['-I', '-S', '-B', '-', folder, folder, String(lines), timedLine], {
    input: startOverProgram,
  })
  const set = JSON.parse(readFileSync(state, 'utf8')) as {
    curr_offs: number
    strt_offs: number
    prev_line_segment?: string
  }
  rmSync(state)
  if (inode === undefined)
    expect(set).toEqual({ filename: log, prev_was_nl: 0, curr_offs: set.curr_offs, strt_offs: set.curr_offs })
  return set.curr_offs
}

const line = (number: number) => `2026-11-27T05:21:38.000Z line ${String(number).padStart(5, '0')}\n`
const bytes = line(0).length
const timed = Array.from({ length: 10_000 }, (_none, at) => line(at)).join('')

describe('before a start', () => {
  it('each log goes back by the lines that may have been on their way', () => {
    expect(placeAfter(timed, timed.length, 4_000)).toBe(6_000 * bytes)
    expect(placeAfter(timed, 5_000 * bytes, 4_000)).toBe(1_000 * bytes)
    expect(placeAfter(timed, 5_000 * bytes + 7, 4_000)).toBe(1_001 * bytes)
  })

  it('a short log begins anew', () => {
    expect(placeAfter(timed, 3_000 * bytes, 4_000)).toBe(0)
    expect(placeAfter('no newline yet', 0, 4_000)).toBe(0)
  })

  it('a log goes on back to a line that tells its time', () => {
    const trace = `${line(1)}Exception\n\tat a\n\tat b\n`
    expect(placeAfter(trace.repeat(3), trace.length * 3, 2)).toBe(trace.length * 2)
  })

  it('nothing is read that was taken out of the log, nor what is left of the line at its edge', () => {
    const hole = Buffer.from(timed)
    hole.fill(0, 100, 9_000 * bytes + 5)
    expect(placeAfter(hole, hole.length, 4_000)).toBe(9_001 * bytes)
    // It was cut before it was read.
    expect(placeAfter(hole, 500, 4_000)).toBe(9_001 * bytes)
  })

  it('another file of the same name is left alone', () => {
    expect(placeAfter(timed, 700, 10, 1)).toBe(700)
  })

  it('the day on which each log was begun is noted', () => {
    placeAfter(timed, 0, 10)
    const { table } = JSON.parse(readFileSync(join(folder, 'born.json'), 'utf8')) as { table: unknown }
    expect(table).toEqual([{ index: log, value: new Date().toISOString().slice(0, 10) }])
  })
})
