// Files are checked byte for byte, and only what is wanted is kept.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Software } from '../catalog/software.ts'
import { checkFiles, keepOnly, unpack } from './fetch-one.ts'

/** SHA-256 of `abc` (FIPS 180-2, appendix B.1). */
const sha256OfAbc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

let directory = ''

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'hanok-fetch-'))
})

afterEach(() => rmSync(directory, { recursive: true }))

const source = {
  kind: 'maven',
  coordinates: ['g:thing:1'],
  files: [{ name: 'g:thing:1', sha256: sha256OfAbc, bytes: 3 }],
  layout: 'jars',
} as const

const software: Software = { id: 'thing-1', title: 'Thing', version: '1', licence: 'MIT', source }

test('a file with the locked bytes passes', async () => {
  writeFileSync(join(directory, 'thing-1.jar'), 'abc')
  await checkFiles(software, source, directory)
  expect(readdirSync(directory)).toEqual(['thing-1.jar'])
})

test('a wrong checksum names the file, what was expected and what was found, and deletes the file', async () => {
  const path = join(directory, 'thing-1.jar')
  writeFileSync(path, 'abd')
  await expect(checkFiles(software, source, directory)).rejects.toMatchObject({
    code: 'software.wrongChecksum',
    fault: 'environment',
    data: {
      file: 'g:thing:1',
      expected: sha256OfAbc,
      found: 'a52d159f262b2c6ddb724a61840befc36eb30c88877a4030b65cbe86298449c9',
    },
  })
  expect(existsSync(path)).toBe(false)
})

test('a file that did not arrive is named', async () => {
  await expect(checkFiles(software, source, directory)).rejects.toMatchObject({
    code: 'software.missingFile',
    data: { software: 'thing-1', file: 'g:thing:1' },
  })
})

test('only what is kept stays, with the folders on the way to it', () => {
  for (const path of ['bin', 'plugin/iceberg/sub', 'plugin/kafka']) {
    mkdirSync(join(directory, path), { recursive: true })
    writeFileSync(join(directory, path, 'file'), '')
  }
  writeFileSync(join(directory, 'NOTICE'), '')
  keepOnly(directory, ['bin', 'plugin/iceberg'])
  expect(readdirSync(directory, { recursive: true }).map(String).sort()).toEqual([
    'bin',
    'bin/file',
    'plugin',
    'plugin/iceberg',
    'plugin/iceberg/sub',
    'plugin/iceberg/sub/file',
  ])
})

test('an archive may be unpacked into another one', async () => {
  const pack = (file: string, path: string) => {
    mkdirSync(join(directory, 'in', path, '..'), { recursive: true })
    writeFileSync(join(directory, 'in', path), path)
    execFileSync('python3', ['-m', 'zipfile', '-c', join(directory, 'out', file), path.split('/')[0] ?? ''], {
      cwd: join(directory, 'in'),
    })
  }
  mkdirSync(join(directory, 'out'))
  pack('server-1.zip', 'server-1/lib/server.jar')
  pack('addition-1.zip', 'addition.jar')
  // The addition is named first, as locks are in order of name.
  const files = ['a:addition:1:zip', 's:server:1:zip'].map((name) => ({ name, sha256: '', bytes: 0 }))
  const home = await unpack(
    { ...software, source },
    {
      kind: 'maven',
      coordinates: files.map(({ name }) => name),
      files,
      layout: 'archive',
      inside: { 'a:addition:1:zip': 'plugins/addition' },
      root: 'server-1',
    },
    directory,
    undefined,
  )
  expect(readdirSync(home, { recursive: true }).map(String).sort()).toEqual([
    'lib',
    'lib/server.jar',
    'plugins',
    'plugins/addition',
    'plugins/addition/addition.jar',
  ])
})
