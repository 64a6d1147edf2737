// Releases as helm would see them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { releasesOf } from './stand-in-for.ts'

const folder = mkdtempSync(join(tmpdir(), 'hanok-releases-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('values that are null take a key of the chart away, and are in no object that stands in', () => {
  mkdirSync(join(folder, 'kubernetes'))
  writeFileSync(
    join(folder, 'kubernetes', 'helmfile.yaml'),
    'releases:\n  - {name: a, namespace: b, chart: c/d, version: 1.0.0, values: [a.yaml]}\n',
  )
  writeFileSync(
    join(folder, 'kubernetes', 'a.yaml'),
    'resources: {limits: {cpu: null, memory: 1Gi}}\nlist: [{x: 1}]\nempty: {}\n',
  )
  expect(releasesOf(folder).map(({ values }) => values)).toEqual([
    { resources: { limits: { memory: '1Gi' } }, list: [{ x: 1 }], empty: {} },
  ])
})
