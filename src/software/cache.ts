// The cache: one folder for each software, complete or absent. A marker holds the digest of the lock it was made from.

import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Software } from '../catalog/software.ts'

const markerName = '.hanok-complete'

/** `$XDG_CACHE_HOME/hanok`, by default `~/.cache/hanok`. */
export function defaultCacheDirectory(env: NodeJS.ProcessEnv = process.env): string {
  const base = env.XDG_CACHE_HOME
  return join(base === undefined || base === '' ? join(homedir(), '.cache') : base, 'hanok')
}

/** Where all software of a cache lies, one folder each: what hosts see as `/opt/hanok`. */
export function softwareRoot(cacheDirectory: string): string {
  return join(cacheDirectory, 'software')
}

/** The folder of one software of a cache. */
export function softwareDirectory(cacheDirectory: string, id: string): string {
  return join(softwareRoot(cacheDirectory), id)
}

/** The marker's path inside a software's folder. */
export function markerPath(directory: string): string {
  return join(directory, markerName)
}

/** Digest of everything that decides what a software's folder holds. */
export function lockDigest(software: Software): string {
  return createHash('sha256').update(JSON.stringify(software.source)).digest('hex')
}

/** Whether the cache holds this very software, completely. Reads one small file. */
export function isCached(software: Software, cacheDirectory: string): boolean {
  const marker = markerPath(softwareDirectory(cacheDirectory, software.id))
  return existsSync(marker) && readFileSync(marker, 'utf8').trim() === lockDigest(software)
}

/** SHA-256 of a file, hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
