// Two commands at once, and one that died with the lock.

import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { takeCommandLock } from './command-lock.ts'

const folder = mkdtempSync(join(tmpdir(), 'hanok-lock-'))
const file = join(folder, 'run', 'command.lock')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('the second command is refused with the first one’s process, and comes in once it is done', () => {
  const unlock = takeCommandLock(file, 'up')
  expect(() => takeCommandLock(file, 'down')).toThrow(
    `Another \`hanok up\` is at work (process ${process.pid})`,
  )
  unlock()
  takeCommandLock(file, 'down')()
  expect(readdirSync(join(folder, 'run'))).toEqual([])
})

test('a lock whose holder died counts for nothing', () => {
  for (const left of ['{"pid":999999999,"startTime":"1","what":"up"}', '{"pi']) {
    writeFileSync(file, left)
    takeCommandLock(file, 'up')()
  }
  expect(readdirSync(join(folder, 'run'))).toEqual([])
})

test('a lock that cannot be taken for another reason is an error, and no wait for ever', () => {
  const place = join(folder, 'a-folder')
  writeFileSync(place, '')
  expect(() => takeCommandLock(join(place, 'lock'), 'up')).toThrow(/EEXIST|ENOTDIR/)
})
