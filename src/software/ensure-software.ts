// Makes sure that everything a plan runs is on this machine: downloads in parallel, each checked against its lock.

import { mkdirSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import pLimit from 'p-limit'
import type { Software, SoftwareSource } from '../catalog/software.ts'
import { installPackages, missingPackages } from './apt.ts'
import { isCached, softwareRoot } from './cache.ts'
import { softwareErrors } from './errors.ts'
import { fetchOne, stagingDirectory } from './fetch-one.ts'
import { bytesBelow, type Progress, progressOf } from './progress.ts'

/** What is told while software is fetched. */
export type SoftwareEvent =
  | { readonly kind: 'packages'; readonly packages: readonly string[] }
  | { readonly kind: 'downloads'; readonly softwares: readonly string[]; readonly totalBytes: number }
  | { readonly kind: 'progress'; readonly progress: Progress; readonly active: readonly string[] }
  | { readonly kind: 'ready'; readonly software: string; readonly ms: number }

/** How to fetch. */
export interface EnsureOptions {
  readonly cacheDirectory: string
  readonly report: (event: SoftwareEvent) => void
  readonly signal?: AbortSignal
}

/** Downloads at once: more does not fill a line any better and unpacking needs the processors. */
const parallelDownloads = 3
/** Unpacked software takes up to this many times the bytes downloaded, staging included. */
const diskFactor = 3.2

type Fetch = { software: Software; source: Exclude<SoftwareSource, { kind: 'apt' }>; bytes: number }

/** What is not in the cache yet, biggest first so that it does not end alone. */
export function missingDownloads(softwares: readonly Software[], cacheDirectory: string): readonly Fetch[] {
  const unique = [...new Map(softwares.map((software) => [software.id, software])).values()]
  return unique
    .flatMap((software): Fetch[] => {
      const { source } = software
      if (source.kind === 'apt' || isCached(software, cacheDirectory)) return []
      return [{ software, source, bytes: source.files.reduce((sum, file) => sum + file.bytes, 0) }]
    })
    .sort((a, b) => b.bytes - a.bytes || (a.software.id < b.software.id ? -1 : 1))
}

/** Installs and downloads what is missing; returns at once when nothing is. Errors are `software.*`. */
export async function ensureSoftware(softwares: readonly Software[], options: EnsureOptions): Promise<void> {
  const { cacheDirectory, report, signal } = options
  mkdirSync(softwareRoot(cacheDirectory), { recursive: true })
  const downloads = missingDownloads(softwares, cacheDirectory)
  const missing = await missingPackages(softwares, {
    maven: downloads.some(({ source }) => source.kind === 'maven'),
    pip: downloads.some(({ source }) => source.kind === 'pip'),
  })
  if (missing.packages.length > 0) {
    report({ kind: 'packages', packages: missing.packages })
    await installPackages(missing, signal)
  }
  if (downloads.length === 0) return
  const totalBytes = downloads.reduce((sum, { bytes }) => sum + bytes, 0)
  requireDisk(cacheDirectory, totalBytes)
  report({ kind: 'downloads', softwares: downloads.map(({ software }) => software.id), totalBytes })
  await fetchAll(downloads, totalBytes, options)
}

function requireDisk(directory: string, downloadBytes: number): void {
  const { bavail, bsize } = statfsSync(directory)
  const mebibyte = 1024 * 1024
  const freeMiB = Math.floor((bavail * bsize) / mebibyte)
  const neededMiB = Math.ceil((downloadBytes * diskFactor) / mebibyte)
  if (freeMiB < neededMiB) throw softwareErrors.diskFull({ directory, neededMiB, freeMiB })
}

async function fetchAll(
  downloads: readonly Fetch[],
  totalBytes: number,
  options: EnsureOptions,
): Promise<void> {
  const { cacheDirectory, report, signal } = options
  const startMs = performance.now()
  const active = new Map<string, Fetch>()
  const most = new Map<string, number>()
  let finishedBytes = 0
  const tell = () => {
    for (const { software, bytes } of active.values()) {
      const staging = stagingDirectory(cacheDirectory, software)
      const seen =
        bytesBelow(join(staging, 'm2')) + bytesBelow(join(staging, 'tmp')) + bytesBelow(join(staging, 'out'))
      most.set(software.id, Math.min(bytes, Math.max(seen, most.get(software.id) ?? 0)))
    }
    const underWay = [...active.keys()].reduce((sum, id) => sum + (most.get(id) ?? 0), 0)
    const progress = progressOf(finishedBytes + underWay, totalBytes, performance.now() - startMs)
    report({ kind: 'progress', progress, active: [...active.keys()] })
  }
  const timer = setInterval(tell, 1_000)
  const failed = new AbortController()
  const either = signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal])
  const limit = pLimit(parallelDownloads)
  try {
    const results = await Promise.allSettled(
      downloads.map((fetch) =>
        limit(async () => {
          if (either.aborted) throw softwareErrors.interrupted({})
          const beganMs = performance.now()
          active.set(fetch.software.id, fetch)
          try {
            await fetchOne(fetch.software, fetch.source, cacheDirectory, either)
          } catch (error) {
            failed.abort()
            throw error
          } finally {
            active.delete(fetch.software.id)
          }
          finishedBytes += fetch.bytes
          report({ kind: 'ready', software: fetch.software.id, ms: performance.now() - beganMs })
        }),
      ),
    )
    const errors = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    )
    const first = errors.find((error) => !isInterruption(error)) ?? errors[0]
    if (first !== undefined) throw first
  } finally {
    clearInterval(timer)
  }
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'software.interrupted'
}
