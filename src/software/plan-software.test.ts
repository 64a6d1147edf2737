// What is missing, and when a cached software counts.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Software } from '../catalog/software.ts'
import { missingPackages } from './apt.ts'
import { defaultCacheDirectory, isCached, lockDigest, markerPath, softwareDirectory } from './cache.ts'
import { ensureSoftware } from './ensure-software.ts'
import { missingDownloads, planSoftware } from './plan-software.ts'

let cache = ''

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'hanok-cache-'))
})

afterEach(() => rmSync(cache, { recursive: true }))

function archive(id: string, bytes: number): Software {
  return {
    id,
    title: id,
    version: '1',
    licence: 'Apache-2.0',
    source: {
      kind: 'pip',
      requirement: `${id}==1`,
      files: [{ name: `${id}.whl`, sha256: 'a'.repeat(64), bytes }],
    },
  }
}

function distribution(id: string, provides: string): Software {
  return {
    id,
    title: id,
    version: 'distribution',
    licence: 'MIT',
    source: { kind: 'apt', packages: [id], provides: [provides], daemons: [id] },
  }
}

function put(software: Software, digest: string): void {
  const directory = softwareDirectory(cache, software.id)
  mkdirSync(directory, { recursive: true })
  writeFileSync(markerPath(directory), `${digest}\n`)
}

test('what is missing is each software once, the biggest first', () => {
  const [small, big] = [archive('small', 1), archive('big', 100)]
  const missing = missingDownloads([small, big, small], () => false)
  expect(missing.map(({ software, bytes }) => [software.id, bytes])).toEqual([
    ['big', 100],
    ['small', 1],
  ])
})

test('a cached software counts only with the marker of this very lock', () => {
  const software = archive('thing', 5)
  expect(isCached(software, cache)).toBe(false)
  put(software, lockDigest(archive('thing', 6)))
  expect(isCached(software, cache)).toBe(false)
  put(software, lockDigest(software))
  expect(isCached(software, cache)).toBe(true)
})

test('a folder without its marker is not complete', () => {
  const software = archive('thing', 5)
  mkdirSync(softwareDirectory(cache, software.id), { recursive: true })
  expect(isCached(software, cache)).toBe(false)
})

test('distribution packages are missing when what they provide is not there', async () => {
  const softwares = [distribution('present', '/there'), distribution('absent', '/not-there')]
  const missing = await missingPackages(
    softwares,
    { maven: false, pip: false, closure: false },
    (path) => path === '/there',
  )
  expect(missing.packages).toContain('absent')
  expect(missing.packages).not.toContain('present')
  expect(missing.daemons).toEqual(['absent'])
})

test('with everything cached nothing is planned and nothing reported', async () => {
  const software = archive('thing', 5)
  put(software, lockDigest(software))
  expect((await planSoftware([software], cache)).downloads).toEqual([])
  const events: unknown[] = []
  await ensureSoftware([software], { cacheDirectory: cache, report: (event) => events.push(event) })
  expect(events).toEqual([])
})

test('a disk that is too small is told before anything is downloaded', async () => {
  const events: unknown[] = []
  const report = (event: unknown) => events.push(event)
  await expect(
    ensureSoftware([archive('huge', 1e18)], { cacheDirectory: cache, report }),
  ).rejects.toMatchObject({ code: 'software.diskFull', fault: 'environment' })
  expect(events).toEqual([])
})

test('an abort that came before is an interruption', async () => {
  await expect(
    ensureSoftware([archive('thing', 5)], {
      cacheDirectory: cache,
      report: () => undefined,
      signal: AbortSignal.abort(),
    }),
  ).rejects.toMatchObject({ code: 'software.interrupted' })
})

test('the cache is where XDG says, else below the home folder', () => {
  expect(defaultCacheDirectory({ XDG_CACHE_HOME: '/somewhere' })).toBe('/somewhere/hanok')
  expect(defaultCacheDirectory({ XDG_CACHE_HOME: '' })).toMatch(/\/\.cache\/hanok$/)
})
