// Charts from folders and from archives, as helm keeps them.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { helmCache, readChart } from './read-charts.ts'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanok-charts-'))
  for (const version of ['1.0.0', '2.0.0']) {
    mkdirSync(join(folder, version, 'web'), { recursive: true })
    writeFileSync(
      join(folder, version, 'web', 'Chart.yaml'),
      `name: web\nversion: ${version}\ndependencies: [{ name: postgresql, alias: database }, { name: redis }]\n`,
    )
    writeFileSync(join(folder, version, 'web', 'values.yaml'), 'replicas: 1\n')
  }
  for (const version of ['1.0.0', '2.0.0']) {
    execFileSync('tar', ['-czf', join(folder, `web-${version}.tgz`), '-C', join(folder, version), 'web'])
  }
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('reads a chart out of its folder', () => {
  expect(readChart(join(folder, '1.0.0'), 'web', '9.9.9')).toEqual({
    name: 'web',
    version: '1.0.0',
    values: 'replicas: 1\n',
    schema: undefined,
    dependencies: ['database', 'redis'],
  })
})

test('takes the archive of the wanted version, else the newest', () => {
  expect(readChart(folder, 'web', '1.0.0')?.version).toBe('1.0.0')
  expect(readChart(folder, 'web', '3.0.0')?.version).toBe('2.0.0')
})

test('finds nothing where nothing is', () => {
  expect(readChart(folder, 'other', '1.0.0')).toBeUndefined()
  expect(readChart(join(folder, 'nowhere'), 'web', '1.0.0')).toBeUndefined()
})

test('looks where helm keeps its archives', () => {
  expect(helmCache({ HELM_CACHE_HOME: '/h' })).toBe('/h/repository')
  expect(helmCache({ XDG_CACHE_HOME: '/c' })).toBe('/c/helm/repository')
})
