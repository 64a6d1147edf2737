// Fetches one locked software into a staging folder, checks every byte, unpacks, and moves it into the cache in one step.

import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { LockedFile, Software, SoftwareSource } from '../catalog/software.ts'
import { lockDigest, markerPath, sha256Of, softwareRoot } from './cache.ts'
import { softwareErrors } from './errors.ts'
import { artifactFileName, copyProject, mavenCommand, parseCoordinate } from './maven.ts'
import { runClient } from './run-client.ts'

type Fetchable = Exclude<SoftwareSource, { kind: 'apt' }>

/** Where a software is put together before it is complete. */
export function stagingDirectory(cacheDirectory: string, software: Software): string {
  return join(cacheDirectory, 'staging', software.id)
}

/** Fetches one software. The cache holds it afterwards, or nothing of it. */
export async function fetchOne(
  software: Software,
  source: Fetchable,
  cacheDirectory: string,
  signal?: AbortSignal,
): Promise<void> {
  const staging = stagingDirectory(cacheDirectory, software)
  rmSync(staging, { recursive: true, force: true })
  mkdirSync(join(staging, 'out'), { recursive: true })
  try {
    await download(software, source, staging, signal)
    await checkFiles(software, source, join(staging, 'out'))
    const unpacked = await unpack(software, source, staging, signal)
    if (source.keep !== undefined) keepOnly(unpacked, source.keep)
    makeReadable(unpacked)
    writeFileSync(markerPath(unpacked), `${lockDigest(software)}\n`)
    const home = join(softwareRoot(cacheDirectory), software.id)
    mkdirSync(dirname(home), { recursive: true })
    rmSync(home, { recursive: true, force: true })
    renameSync(unpacked, home)
  } catch (error) {
    if (signal?.aborted === true) throw softwareErrors.interrupted({}, { cause: error })
    throw error
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

async function download(
  software: Software,
  source: Fetchable,
  staging: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const out = join(staging, 'out')
  if (source.kind === 'maven') {
    const projectFile = join(staging, 'pom.xml')
    writeFileSync(projectFile, copyProject(source.files, out))
    const argv = mavenCommand('copy', projectFile, join(staging, 'm2'))
    const result = await runClient(argv, { cwd: staging, signal })
    rmSync(join(staging, 'm2'), { recursive: true, force: true })
    if (!result.ok)
      throw softwareErrors.downloadFailed({ software: software.id, client: 'mvn', output: result.output })
    return
  }
  const requirements = join(staging, 'requirements.txt')
  const hashes = source.files.map((file) => ` --hash=sha256:${file.sha256}`).join('')
  writeFileSync(requirements, `${source.requirement}${hashes}\n`)
  mkdirSync(join(staging, 'tmp'))
  const argv = [
    'python3',
    '-m',
    'pip',
    'download',
    '--quiet',
    '--no-deps',
    '--no-cache-dir',
    '--disable-pip-version-check',
  ]
  const result = await runClient([...argv, '--require-hashes', '-r', requirements, '-d', out], {
    cwd: staging,
    env: { TMPDIR: join(staging, 'tmp') },
    signal,
  })
  if (!result.ok)
    throw softwareErrors.downloadFailed({ software: software.id, client: 'pip', output: result.output })
}

/** Name of a locked file on disk. */
export function localName(source: Fetchable, file: LockedFile): string {
  return source.kind === 'maven' ? artifactFileName(parseCoordinate(file.name)) : file.name
}

/** Compares every file of a lock with what arrived in `directory`; deletes and names the first wrong one. */
export async function checkFiles(software: Software, source: Fetchable, directory: string): Promise<void> {
  for (const file of source.files) {
    const path = join(directory, localName(source, file))
    if (!existsSync(path)) throw softwareErrors.missingFile({ software: software.id, file: file.name })
    const found = await sha256Of(path)
    if (found === file.sha256) continue
    rmSync(path, { force: true })
    throw softwareErrors.wrongChecksum({ file: file.name, expected: file.sha256, found })
  }
}

async function unpack(
  software: Software,
  source: Fetchable,
  staging: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const out = join(staging, 'out')
  if (source.kind === 'maven' && source.layout === 'jars') return out
  const unpacked = join(staging, 'unpacked')
  mkdirSync(unpacked)
  const [archive] = readdirSync(out)
  if (archive === undefined) throw softwareErrors.missingFile({ software: software.id, file: 'the archive' })
  const path = join(out, archive)
  const argv = archive.endsWith('.whl')
    ? ['python3', '-m', 'zipfile', '-e', path, unpacked]
    : ['tar', '--extract', '--gzip', '--no-same-owner', '--file', path, '--directory', unpacked]
  const result = await runClient(argv, { cwd: staging, signal })
  if (!result.ok) throw softwareErrors.unpackFailed({ software: software.id, output: result.output })
  rmSync(path)
  return source.root === undefined ? unpacked : join(unpacked, source.root)
}

/** Deletes everything below `root` that is neither in `keep`, nor below it, nor on the way to it. */
export function keepOnly(root: string, keep: readonly string[], below = ''): void {
  for (const entry of readdirSync(join(root, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    if (keep.includes(path)) continue
    if (entry.isDirectory() && keep.some((kept) => kept.startsWith(`${path}/`))) keepOnly(root, keep, path)
    else rmSync(join(root, path), { recursive: true, force: true })
  }
}

/** Daemons run as other users: everything readable, programs (and what a zip forgot to mark as such) executable. */
function makeReadable(directory: string): void {
  chmodSync(directory, 0o755)
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) makeReadable(path)
    else if (entry.isFile()) chmodSync(path, isProgram(directory, path) ? 0o755 : 0o644)
  }
}

function isProgram(directory: string, path: string): boolean {
  return (
    /(^|\/)(s?bin|scripts)$/.test(directory) ||
    path.endsWith('/jspawnhelper') ||
    (statSync(path).mode & 0o100) !== 0
  )
}
