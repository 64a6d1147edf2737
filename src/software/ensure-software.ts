// Makes sure that everything a plan runs is on this machine: downloads in parallel, each checked against its lock.

import { mkdirSync, rmSync } from 'node:fs'
import pLimit from 'p-limit'
import type { Software } from '../catalog/software.ts'
import { installPackages } from './apt.ts'
import { softwareRoot } from './cache.ts'
import { lockCache } from './cache-lock.ts'
import { requireDisk } from './disk.ts'
import { softwareErrors } from './errors.ts'
import { arrivedBytes, type FetchStep, fetchOne, stagingRoot } from './fetch-one.ts'
import { checkGiven } from './given-archive.ts'
import { type Download, type MissingSoftware, planSoftware } from './plan-software.ts'
import { type Progress, progressOf, type Sample } from './progress.ts'

/** What is told while software is fetched. */
export type SoftwareEvent =
  /** Another run uses the cache; `holder` is its process. */
  | { readonly kind: 'waiting'; readonly holder: number }
  /** These are about to be installed. */
  | { readonly kind: 'packages'; readonly packages: readonly string[] }
  /** These are about to be downloaded. */
  | { readonly kind: 'downloads'; readonly softwares: readonly string[]; readonly totalBytes: number }
  /** Every second. `steps` says what is being done with each software of `active`. */
  | {
      readonly kind: 'progress'
      readonly progress: Progress
      readonly active: readonly string[]
      readonly steps: Readonly<Record<string, FetchStep>>
    }
  | { readonly kind: 'ready'; readonly software: string; readonly ms: number }

/** How to fetch. */
export interface EnsureOptions {
  readonly cacheDirectory: string
  readonly report: (event: SoftwareEvent) => void
  readonly signal?: AbortSignal | undefined
}

/** Downloads at once: more does not fill a line any better and unpacking needs the processors. */
const parallelDownloads = 3
/** Disk that a fetch takes for each byte downloaded: pip and Maven hold a file twice, an archive is unpacked. */
const diskFactor = 3.2
const progressEveryMs = 1_000
/** A whole fetch over a slow line (1 MB/s) takes about half an hour. */
export const waitForOtherRunMs = 45 * 60_000

/**
 * Installs and downloads what is missing; returns within milliseconds when nothing is. On an abort the clients are
 * ended and the cache holds complete software only. Errors are `software.*`.
 */
export async function ensureSoftware(softwares: readonly Software[], options: EnsureOptions): Promise<void> {
  const { cacheDirectory, report, signal } = options
  if (isComplete(await planSoftware(softwares, cacheDirectory))) return
  if (process.arch !== 'x64') throw softwareErrors.wrongArchitecture({ architecture: process.arch })
  makeCache(cacheDirectory)
  const lock = await lockCache(cacheDirectory, {
    onWait: (holder) => report({ kind: 'waiting', holder }),
    timeoutMs: waitForOtherRunMs,
    signal,
  })
  try {
    await fetchMissing(await planSoftware(softwares, cacheDirectory), options)
  } finally {
    await lock.release()
  }
}

function isComplete(missing: MissingSoftware): boolean {
  return missing.packages.packages.length === 0 && missing.downloads.length === 0
}

/** Throws `software.cacheUnusable`. */
export function makeCache(directory: string): void {
  try {
    mkdirSync(softwareRoot(directory), { recursive: true })
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw softwareErrors.cacheUnusable({ directory, reason }, { cause: error })
  }
}

async function fetchMissing(missing: MissingSoftware, options: EnsureOptions): Promise<void> {
  const { cacheDirectory, report, signal } = options
  const { packages, downloads, totalBytes } = missing
  // Left by a run that was killed: with the lock held, nobody else works there.
  rmSync(stagingRoot(cacheDirectory), { recursive: true, force: true })
  // Whoever gave a wrong one hears of it before anything is fetched for an hour.
  for (const { software, source } of downloads) {
    if (source.kind === 'given') await checkGiven(software, source)
  }
  requireDisk(cacheDirectory, Math.ceil((totalBytes * diskFactor) / 1024 ** 2))
  if (packages.packages.length > 0) {
    report({ kind: 'packages', packages: packages.packages })
    await installPackages(packages, signal)
  }
  if (downloads.length === 0) return
  const coming = downloads.filter(({ source }) => source.kind !== 'given').map(({ software }) => software.id)
  if (coming.length > 0) report({ kind: 'downloads', softwares: coming, totalBytes })
  await fetchAll(downloads, totalBytes, options)
}

async function fetchAll(
  downloads: readonly Download[],
  totalBytes: number,
  options: EnsureOptions,
): Promise<void> {
  const { cacheDirectory, report, signal } = options
  const active = new Map<string, { download: Download; step: FetchStep }>()
  const tell = progressTeller(cacheDirectory, totalBytes, (progress) => {
    const steps = Object.fromEntries([...active].map(([software, { step }]) => [software, step]))
    report({ kind: 'progress', progress, active: [...active.keys()], steps })
  })
  const timer = setInterval(
    () => tell.tick([...active.values()].map(({ download }) => download)),
    progressEveryMs,
  )
  const failed = new AbortController()
  const either = signal === undefined ? failed.signal : AbortSignal.any([signal, failed.signal])
  const one = async (download: Download) => {
    if (either.aborted) throw softwareErrors.interrupted({})
    const { software, source, bytes } = download
    const beganMs = performance.now()
    const onStep = (step: FetchStep) => active.set(software.id, { download, step })
    try {
      await fetchOne(software, source, { cacheDirectory, signal: either, onStep })
    } catch (error) {
      failed.abort()
      throw error
    } finally {
      active.delete(software.id)
    }
    tell.finished(bytes)
    report({ kind: 'ready', software: software.id, ms: Math.round(performance.now() - beganMs) })
  }
  const limit = pLimit(parallelDownloads)
  try {
    throwFirst(await Promise.allSettled(downloads.map((download) => limit(one, download))))
  } finally {
    clearInterval(timer)
  }
}

/** Adds up what has arrived: finished software whole, the others as far as their files have grown. */
function progressTeller(cacheDirectory: string, totalBytes: number, tell: (progress: Progress) => void) {
  const startMs = performance.now()
  const samples: Sample[] = [{ atMs: 0, bytes: 0 }]
  const most = new Map<string, number>()
  let finishedBytes = 0
  return {
    finished: (bytes: number) => {
      finishedBytes += bytes
    },
    tick: (active: readonly Download[]) => {
      // Clients delete what they have copied: what has arrived once, counts.
      const underWay = active.reduce((sum, { software, bytes }) => {
        const seen = Math.max(arrivedBytes(cacheDirectory, software), most.get(software.id) ?? 0)
        most.set(software.id, Math.min(bytes, seen))
        return sum + Math.min(bytes, seen)
      }, 0)
      samples.push({ atMs: performance.now() - startMs, bytes: finishedBytes + underWay })
      tell(progressOf(samples, totalBytes))
    },
  }
}

/** Throws the error that made the others stop, not one of those that were stopped. */
function throwFirst(results: readonly PromiseSettledResult<void>[]): void {
  const errors = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
  const first = errors.find((error) => !isInterruption(error)) ?? errors[0]
  if (first !== undefined) throw first
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'software.interrupted'
}
