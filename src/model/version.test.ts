// The version that the program says is the one of its package.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hanokVersion } from './version.ts'

test('the version is package.json’s', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  expect(hanokVersion).toBe(manifest.version)
})
