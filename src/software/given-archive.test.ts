// Archives of the user's: what is taken from them, and what is said of wrong ones. The archive is made up here, and its program is a stand-in
// script: Grafana itself does not run in any test.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { givenGrafana } from '../catalog/grafana/software.ts'
import type { Software } from '../catalog/software.ts'
import { sha256Of, softwareDirectory } from './cache.ts'
import { ensureSoftware, type SoftwareEvent } from './ensure-software.ts'

let folder = ''
let sha256 = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hanok-given-'))
  mkdirSync(join(folder, 'grafana-0.0.0', 'bin'), { recursive: true })
  mkdirSync(join(folder, 'other-1', 'bin'), { recursive: true })
  writeFileSync(join(folder, 'grafana-0.0.0', 'bin', 'grafana'), '#!/bin/sh\necho "stand-in: $1"\n')
  writeFileSync(join(folder, 'grafana-0.0.0', 'VERSION'), '0.0.0\n', { mode: 0o600 })
  writeFileSync(join(folder, 'other-1', 'bin', 'other'), '')
  for (const name of ['grafana-0.0.0', 'other-1']) {
    execFileSync('tar', ['--create', '--gzip', '--file', `${name}.tar.gz`, name], { cwd: folder })
  }
  sha256 = await sha256Of(archive('grafana-0.0.0'))
})

afterAll(() => rmSync(folder, { recursive: true }))

const archive = (name: string) => join(folder, `${name}.tar.gz`)

function given(path: string, digest: string): Software {
  const software = givenGrafana({ archive: { path, sha256: digest } })
  if (software === undefined) throw new Error('nothing given')
  return software
}

async function ensure(software: Software): Promise<readonly SoftwareEvent[]> {
  const events: SoftwareEvent[] = []
  await ensureSoftware([software], {
    cacheDirectory: join(folder, 'cache'),
    report: (event) => events.push(event),
  })
  return events
}

describe('an archive that the user gives', () => {
  test('is unpacked without its folder, for every account to read and run, and once only', async () => {
    const software = given(archive('grafana-0.0.0'), sha256)
    const home = softwareDirectory(join(folder, 'cache'), software.id)
    const events = await ensure(software)
    // Nothing is downloaded, and nothing is said of a download.
    expect(events.map(({ kind }) => kind)).toEqual(['ready'])
    expect(execFileSync(join(home, 'bin/grafana'), ['server'], { encoding: 'utf8' })).toBe(
      'stand-in: server\n',
    )
    expect(readFileSync(join(home, 'VERSION'), 'utf8')).toBe('0.0.0\n')
    expect(await ensure(software)).toEqual([])
  })

  test('is asked for where it is not, by the path that the declaration names', async () => {
    const path = archive('elsewhere')
    await expect(ensure(given(path, sha256))).rejects.toMatchObject({
      code: 'software.archiveMissing',
      fault: 'environment',
      data: { title: 'Grafana', path },
    })
  })

  test('is not taken with another digest, and stays where it is', async () => {
    const path = archive('grafana-0.0.0')
    await expect(ensure(given(path, 'f'.repeat(64)))).rejects.toMatchObject({
      code: 'software.archiveDiffers',
      fault: 'environment',
      data: { path, expected: 'f'.repeat(64), found: sha256 },
    })
    expect(await sha256Of(path)).toBe(sha256)
  })

  test('is not taken where it holds something else', async () => {
    const path = archive('other-1')
    await expect(ensure(given(path, await sha256Of(path)))).rejects.toMatchObject({
      code: 'software.archiveIsAnother',
      data: { path, holds: 'bin/grafana' },
    })
  })
})
