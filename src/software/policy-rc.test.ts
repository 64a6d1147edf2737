// The ban on starting packaged daemons is temporary, whatever happens.

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { forbidStarting, removeLeftPolicy } from './policy-rc.ts'

let directory = ''
let policy = ''

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hanok-policy-'))
  policy = join(directory, 'policy-rc.d')
})

afterEach(() => rmSync(directory, { recursive: true }))

test('the ban is an executable that answers 101, and it goes away again', () => {
  const undo = forbidStarting(policy)
  expect(readFileSync(policy, 'utf8')).toContain('exit 101')
  expect(statSync(policy).mode & 0o111).toBe(0o111)
  undo()
  expect(existsSync(policy)).toBe(false)
})

test("another's policy comes back as it was", () => {
  writeFileSync(policy, '#!/bin/sh\nexit 0\n')
  const undo = forbidStarting(policy)
  expect(readFileSync(policy, 'utf8')).toContain('exit 101')
  undo()
  expect(readFileSync(policy, 'utf8')).toBe('#!/bin/sh\nexit 0\n')
})

test('a run that was killed leaves nothing that the next one does not undo', () => {
  writeFileSync(policy, '#!/bin/sh\nexit 0\n')
  forbidStarting(policy)
  const undo = forbidStarting(policy)
  undo()
  expect(readFileSync(policy, 'utf8')).toBe('#!/bin/sh\nexit 0\n')
  removeLeftPolicy(policy)
  expect(readFileSync(policy, 'utf8')).toBe('#!/bin/sh\nexit 0\n')
})
