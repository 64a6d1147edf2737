// What the packed program leaves out of zod must not be what the sources ask of it.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

test('every language in which the sources ask zod for its words is packed', () => {
  const asked = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => [...readFileSync(join(root, 'src', file), 'utf8').matchAll(/\bz\.locales\.(\w+)/g)])
    .map(([, language]) => language)
  const packed = [
    ...readFileSync(join(root, 'tools/bundle.mjs'), 'utf8').matchAll(/default as (\w+) \}/g),
  ].map(([, language]) => language)
  expect(asked.length).toBeGreaterThan(0)
  expect(packed).toEqual(expect.arrayContaining(asked))
})
