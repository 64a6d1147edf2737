// Arithmetic of progress.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bytesBelow, progressOf } from './progress.ts'

test('speed is that of the last seconds, the time left comes from the whole download', () => {
  const samples = [
    { atMs: 0, bytes: 0 },
    { atMs: 10_000, bytes: 1_000 },
    { atMs: 20_000, bytes: 4_000 },
  ]
  expect(progressOf(samples, 8_000)).toEqual({
    bytes: 4_000,
    totalBytes: 8_000,
    bytesPerSecond: 300,
    secondsLeft: 20,
  })
})

test('nothing is said about the time left before anything has arrived', () => {
  expect(progressOf([{ atMs: 0, bytes: 0 }], 10).secondsLeft).toBeUndefined()
  expect(progressOf([], 10)).toEqual({ bytes: 0, totalBytes: 10, bytesPerSecond: 0, secondsLeft: undefined })
})

test('progress never exceeds the total and nothing becomes negative', () => {
  const samples = [
    { atMs: 0, bytes: 0 },
    { atMs: 1_000, bytes: 50 },
    { atMs: 2_000, bytes: 40 },
  ]
  const progress = progressOf(samples, 30)
  expect(progress.bytes).toBe(30)
  expect(progress.secondsLeft).toBe(0)
  expect(progress.bytesPerSecond).toBeGreaterThanOrEqual(0)
})

test('a folder is as large as its files, and one that is not there is empty', () => {
  const directory = mkdtempSync(join(tmpdir(), 'hanok-progress-'))
  try {
    mkdirSync(join(directory, 'inner'))
    writeFileSync(join(directory, 'a'), 'abc')
    writeFileSync(join(directory, 'inner', 'b'), 'defgh')
    expect(bytesBelow(directory)).toBe(8)
    expect(bytesBelow(join(directory, 'absent'))).toBe(0)
  } finally {
    rmSync(directory, { recursive: true })
  }
})
