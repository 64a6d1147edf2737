import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { logFiles } from './logs.ts'

it('trims logs on a real server as a rehearsal does: their first block and their ends stay where they are', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hanok-trim-logs-'))
  const script = logFiles([]).find(({ path }) => path.endsWith('hanok-trim-logs'))?.content ?? ''
  const content = Array.from({ length: 40_000 }, (_none, at) => `line ${at}`.padEnd(99)).join('\n')
  writeFileSync(join(folder, 'a.log'), content)
  writeFileSync(join(folder, 'b.log'), 'short\n')
  execFileSync('/bin/sh', ['-s', folder, '2'], { input: script })
  const { size, blocks } = statSync(join(folder, 'a.log'))
  expect(size).toBe(content.length)
  expect(blocks * 512).toBeLessThan(1.1 * 1024 ** 2)
  const after = readFileSync(join(folder, 'a.log'), 'utf8')
  expect(after.slice(0, 4_096)).toBe(content.slice(0, 4_096))
  expect(after.slice(-(1024 ** 2))).toBe(content.slice(-(1024 ** 2)))
  expect(readFileSync(join(folder, 'b.log'), 'utf8')).toBe('short\n')
  rmSync(folder, { recursive: true })
})
