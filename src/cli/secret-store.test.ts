// Secrets are made once and stay with the data that was made with them.

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { giveSecret, openSecrets } from './secret-store.ts'

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

test('what only the user has is never made, and is as given last', () => {
  const name = 'given/postgres/backup-secret-key'
  expect(() => open('lake', '.hanok')(name)).toThrow(/only you have/)
  expect(open('lake', '.hanok')(name, 'as the cluster has it')).toBe('as the cluster has it')
  expect(readFileSync(join(folder, '.hanok/lake.secrets.json'), 'utf8')).not.toContain(name)
  giveSecret('lake', join(folder, '.hanok'), name, 'first')
  expect(open('lake', '.hanok')(name, 'as the cluster has it')).toBe('first')
  const file = giveSecret('lake', join(folder, '.hanok'), name, 'second')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(open('lake', '.hanok')(name)).toBe('second')
})

test('giving one leaves the others as they were made', () => {
  const value = open('lake', '.hanok')('s3/spark')
  giveSecret('lake', join(folder, '.hanok'), 'given/x', 'y')
  expect(open('lake', '.hanok')('s3/spark')).toBe(value)
})
