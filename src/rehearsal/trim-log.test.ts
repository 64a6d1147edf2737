import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { trimLog } from './trim-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'hanok-trim-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('trimming a log', () => {
  it('keeps its first block, its last lines and every place in it, and gives the rest of the disk back', () => {
    const file = join(folder, 'a.log')
    const content = Array.from({ length: 20_000 }, (_none, at) => `line ${at}`.padEnd(99)).join('\n')
    writeFileSync(file, content)
    trimLog(file, 100_000)
    const { size, blocks } = statSync(file)
    expect(size).toBe(content.length)
    expect(blocks * 512).toBeLessThan(130_000)
    const after = readFileSync(file, 'utf8')
    expect(after.slice(0, 4_096)).toBe(content.slice(0, 4_096))
    expect(after.slice(-100_000)).toBe(content.slice(-100_000))
  })

  it('leaves one alone that is within its bound', () => {
    const file = join(folder, 'b.log')
    writeFileSync(file, 'x'.repeat(110_000))
    trimLog(file, 100_000)
    expect(readFileSync(file, 'utf8')).toBe('x'.repeat(110_000))
  })
})
