// Fetches one software into a staging folder, checks every byte, unpacks, and moves it into the cache in one step.

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
import {
  artifactFileName,
  copyProject,
  mavenCommand,
  parseCoordinate,
} from '../catalog/package-clients/maven.ts'
import {
  hashMismatch,
  pipDownload,
  pipInstall,
  pythonOf,
  requirementsText,
} from '../catalog/package-clients/pip.ts'
import type { LockedFile, Software, SoftwareSource } from '../catalog/software.ts'
import type { HanokError } from '../model/errors.ts'
import { lockDigest, markerPath, sha256Of, softwareDirectory } from './cache.ts'
import { isDiskFull } from './disk.ts'
import { softwareErrors } from './errors.ts'
import { type GivenSource, unpackGiven } from './given-archive.ts'
import { bytesBelow } from './progress.ts'
import { runClient } from './run-client.ts'

/** What comes through a package client, file by file of a lock. */
type Locked = Exclude<SoftwareSource, { kind: 'apt' | 'given' }>
/** What a folder of the cache is made from. */
type Fetchable = Locked | GivenSource

/** What is being done with a software. */
export type FetchStep = 'downloading' | 'checking' | 'unpacking'

/** How to fetch one software. */
export interface FetchOptions {
  readonly cacheDirectory: string
  readonly signal?: AbortSignal | undefined
  readonly onStep?: (step: FetchStep) => void
}

/** Where all software of a cache is put together before it is complete. */
export function stagingRoot(cacheDirectory: string): string {
  return join(cacheDirectory, 'staging')
}

/** Fetches one software. The cache holds it afterwards, or nothing of it. Errors are `software.*`. */
export async function fetchOne(software: Software, source: Fetchable, options: FetchOptions): Promise<void> {
  const { cacheDirectory, signal } = options
  const staging = join(stagingRoot(cacheDirectory), software.id)
  rmSync(staging, { recursive: true, force: true })
  mkdirSync(join(staging, 'out'), { recursive: true })
  try {
    const unpacked = await (source.kind === 'given'
      ? takeGiven(software, source, staging, options)
      : fetchLocked(software, source, staging, options))
    makeReadable(unpacked)
    writeFileSync(markerPath(unpacked), `${lockDigest(software)}\n`)
    if (signal?.aborted === true) throw softwareErrors.interrupted({})
    moveIntoPlace(unpacked, softwareDirectory(cacheDirectory, software.id), join(staging, 'replaced'))
  } catch (error) {
    if (signal?.aborted === true) throw softwareErrors.interrupted({}, { cause: error })
    if (isDiskFull(error)) throw softwareErrors.diskFilledUp({ directory: cacheDirectory }, { cause: error })
    throw error
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

/** Gives the folder in staging that holds it. */
async function takeGiven(
  software: Software,
  source: GivenSource,
  staging: string,
  { signal, onStep }: FetchOptions,
): Promise<string> {
  onStep?.('unpacking')
  const unpacked = join(staging, 'unpacked')
  await unpackGiven(software, source, unpacked, signal)
  return unpacked
}

/** Gives the folder in staging that holds it. */
async function fetchLocked(
  software: Software,
  source: Locked,
  staging: string,
  { signal, onStep }: FetchOptions,
): Promise<string> {
  onStep?.('downloading')
  await download(software, source, staging, signal)
  onStep?.('checking')
  await checkFiles(software, source, join(staging, 'out'))
  onStep?.('unpacking')
  const unpacked = await unpack(software, source, staging, signal)
  if (source.keep !== undefined) keepOnly(unpacked, source.keep)
  return unpacked
}

/** One rename makes it complete. An older one steps aside first: a running daemon may still read from it. */
function moveIntoPlace(from: string, home: string, aside: string): void {
  mkdirSync(dirname(home), { recursive: true })
  if (existsSync(home)) renameSync(home, aside)
  renameSync(from, home)
}

/** Bytes of a software's files that have arrived so far: clients hold them twice for a moment. */
export function arrivedBytes(cacheDirectory: string, software: Software): number {
  const staging = join(stagingRoot(cacheDirectory), software.id)
  return Math.max(...['m2', 'tmp', 'out'].map((folder) => bytesBelow(join(staging, folder))))
}

async function download(
  software: Software,
  source: Locked,
  staging: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const out = join(staging, 'out')
  if (source.kind === 'maven') {
    const projectFile = join(staging, 'pom.xml')
    writeFileSync(projectFile, copyProject(source.files, out))
    const repository = join(staging, 'm2')
    const result = await runClient(mavenCommand('copy', projectFile, repository), { cwd: staging, signal })
    rmSync(repository, { recursive: true, force: true })
    if (!result.ok) throw failedDownload(software, 'mvn', result.output, staging)
    return
  }
  const requirements = join(staging, 'requirements.txt')
  writeFileSync(requirements, requirementsText(source))
  const temporary = join(staging, 'tmp')
  mkdirSync(temporary)
  const env = { TMPDIR: temporary }
  const result = await runClient(pipDownload(requirements, out, pythonOf(source)), {
    cwd: staging,
    env,
    signal,
  })
  rmSync(temporary, { recursive: true, force: true })
  if (result.ok) return
  const mismatch = hashMismatch(result.output)
  if (mismatch === undefined) throw failedDownload(software, 'pip', result.output, staging)
  throw softwareErrors.wrongChecksum({ file: source.files[0]?.name ?? source.requirement, ...mismatch })
}

function failedDownload(software: Software, client: string, output: string, directory: string): HanokError {
  if (isDiskFull(output)) return softwareErrors.diskFilledUp({ directory })
  return softwareErrors.downloadFailed({ software: software.id, client, output })
}

/** Name of a locked file on disk. */
export function localName(source: Locked, file: LockedFile): string {
  return source.kind === 'maven' ? artifactFileName(parseCoordinate(file.name)) : file.name
}

/** Compares every file of a lock with what arrived in `directory`; deletes and names the first wrong one. */
export async function checkFiles(software: Software, source: Locked, directory: string): Promise<void> {
  for (const file of source.files) {
    const path = join(directory, localName(source, file))
    if (!existsSync(path)) throw softwareErrors.missingFile({ software: software.id, file: file.name })
    const found = await sha256Of(path)
    if (found === file.sha256) continue
    rmSync(path, { force: true })
    throw softwareErrors.wrongChecksum({ file: file.name, expected: file.sha256, found })
  }
}

/** Unpacks what arrived in `staging`; gives the folder that becomes the software's own. */
export async function unpack(
  software: Software,
  source: Locked,
  staging: string,
  signal: AbortSignal | undefined,
): Promise<string> {
  const out = join(staging, 'out')
  if (source.kind === 'maven' && source.layout === 'jars') return out
  const unpacked = join(staging, 'unpacked')
  mkdirSync(unpacked)
  if (source.kind === 'pip' && source.closure === true) {
    const files = readdirSync(out).map((name) => join(out, name))
    const installed = await runClient(pipInstall(files, unpacked), { cwd: staging, signal })
    if (!installed.ok) throw unpackFailed(software, installed.output, staging)
    return unpacked
  }
  const home = source.root === undefined ? unpacked : join(unpacked, source.root)
  const inside = source.kind === 'maven' ? (source.inside ?? {}) : {}
  // The software itself first: others go into its folders.
  const archives = [...source.files].sort((a, b) => Number(a.name in inside) - Number(b.name in inside))
  for (const file of archives) {
    const folder = inside[file.name]
    const path = join(out, localName(source, file))
    await unpackInto(software, path, folder === undefined ? unpacked : join(home, folder), staging, signal)
    rmSync(path)
  }
  return home
}

async function unpackInto(
  software: Software,
  path: string,
  folder: string,
  staging: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const argv = /\.(whl|zip)$/.test(path)
    ? ['python3', '-m', 'zipfile', '-e', path, folder]
    : ['tar', '--extract', '--gzip', '--no-same-owner', '--file', path, '--directory', folder]
  const result = await runClient(argv, { cwd: staging, signal })
  if (!result.ok) throw unpackFailed(software, result.output, staging)
}

function unpackFailed(software: Software, output: string, directory: string): HanokError {
  if (isDiskFull(output)) return softwareErrors.diskFilledUp({ directory })
  return softwareErrors.unpackFailed({ software: software.id, output })
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
    /(^|\/)(_?s?bin|scripts)$/.test(directory) ||
    path.endsWith('/jspawnhelper') ||
    (statSync(path).mode & 0o100) !== 0
  )
}
