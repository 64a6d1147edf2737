// Which Go builds, and what is said where none does.

import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import { buildGoProgram, findGo, goEnvironment, requireGo } from './go-build.ts'

const folder = mkdtempSync(join(tmpdir(), 'hanok-go-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => vi.unstubAllEnvs())

/** A Go that says what it is told to, first in the path. */
function pretend(script: string): string {
  const bin = mkdtempSync(join(folder, 'bin-'))
  writeFileSync(join(bin, 'go'), `#!/bin/sh\n${script}\n`)
  chmodSync(join(bin, 'go'), 0o755)
  vi.stubEnv('PATH', `${bin}:${process.env.PATH}`)
  return join(bin, 'go')
}

describe('Go', () => {
  it('is taken from the path, and folders and files that cannot be run are passed over', () => {
    mkdirSync(join(folder, 'a', 'go'), { recursive: true })
    mkdirSync(join(folder, 'b'))
    writeFileSync(join(folder, 'b', 'go'), '', { mode: 0o644 })
    const go = pretend('exit 0')
    expect(findGo(`${join(folder, 'a')}:${join(folder, 'b')}:${process.env.PATH}`)).toBe(go)
  })

  it('that is new enough builds', async () => {
    const go = pretend('echo go version go1.21 linux/amd64')
    expect(await requireGo()).toBe(go)
    const newer = pretend('echo go version go2.0rc1 linux/amd64')
    expect(await requireGo()).toBe(newer)
  })

  it.each([
    ['echo go version go1.20.14 linux/amd64', 'this machine has go1.20.14'],
    ['echo go version devel +abc linux/amd64', 'this machine has go version devel +abc linux/amd64'],
    ['echo broken >&2; exit 1', 'this machine has broken'],
  ])('that is too old or does not say its version is refused with it: %s', async (script, words) => {
    pretend(script)
    await expect(requireGo()).rejects.toMatchObject({
      code: 'software.goMissing',
      message: expect.stringContaining(words),
    })
  })

  it('that is not asked since the user interrupted is no missing Go', async () => {
    pretend('echo go version go1.24 linux/amd64')
    await expect(requireGo(AbortSignal.abort())).rejects.toMatchObject({ code: 'software.interrupted' })
  })
})

describe('a build', () => {
  const module = { path: 'example.org/a', version: 'v1.0.0', sum: 'h1:x' }
  const build = (signal?: AbortSignal) =>
    buildGoProgram({
      workshop: join(folder, 'workshop'),
      module,
      folder: 'cmd/a',
      to: join(folder, 'a.out'),
      signal,
    })
  const version = 'case "$1" in version) echo go version go1.24 linux/amd64; exit 0;; esac'

  it('keeps what Go writes by the way in its workshop, and clears what a killed one left', async () => {
    const left = join(folder, 'workshop', 'tmp', 'go-build1')
    mkdirSync(left, { recursive: true })
    pretend(`${version}\ntest -e ${left} && echo "left over"; echo "$GOTMPDIR $GOTOOLCHAIN"; exit 1`)
    await expect(build()).rejects.toMatchObject({
      code: 'software.downloadFailed',
      message: expect.stringMatching(/:\n\S+\/workshop\/tmp auto$/),
    })
    expect(goEnvironment('/w').GOTMPDIR).toBe('/w/tmp')
  })

  it('that finds the disk full says so', async () => {
    pretend(`${version}\necho "write /x: no space left on device" >&2; exit 1`)
    await expect(build()).rejects.toMatchObject({ code: 'software.diskFilledUp' })
  })

  it('of other bytes than the locked ones is refused', async () => {
    pretend(`${version}\necho '{"Sum": "h1:other"}'`)
    await expect(build()).rejects.toMatchObject({ code: 'software.wrongChecksum' })
  })
})
