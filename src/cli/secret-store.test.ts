// Secrets are made once and stay with the data that was made with them.

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSecrets } from './secret-store.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanok-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (platform: string, directory: string) =>
  openSecrets(platform, join(folder, directory), join(folder, 'data/secrets.json'))

test('a value is made once, and only its owner reads it', () => {
  const value = open('lake', '.hanok')('s3/spark')
  expect(value).toMatch(/^[0-9a-f]{40}$/)
  expect(open('lake', '.hanok')('s3/spark')).toBe(value)
  expect(statSync(join(folder, '.hanok/lake.secrets.json')).mode & 0o777).toBe(0o600)
  expect(readFileSync(join(folder, 'data/secrets.json'), 'utf8')).toContain(value)
})

test('data that exists keeps its values, wherever hanok is called from', () => {
  const value = open('lake', 'here')('postgres/admin')
  expect(open('lake', 'elsewhere')('postgres/admin')).toBe(value)
})

test('another platform gets values of its own', () => {
  const value = open('lake', '.hanok')('s3/spark')
  expect(open('pond', '.hanok')('s3/spark')).not.toBe(value)
})
