// Rehearsal: `up`: lays the rendered artifacts out, starts a supervisor over them (or finds the one that runs), and
// waits until everything is ready. Run again after any interruption it goes on from what is there.

import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Plan } from '../model/plan.ts'
import { secretsIn } from '../model/secrets.ts'
import { takeCommandLock } from './command-lock.ts'
import { askSupervisor, followEvents, livingSupervisor } from './control-client.ts'
import { requireDisk, throwIfDiskFull } from './disk.ts'
import { rehearsalErrors } from './errors.ts'
import type { RehearsalEvent } from './events.ts'
import { type HostArtifacts, layOutFiles, readArtifacts } from './host-files.ts'
import { checkSubnetsFree, ourNamespaces } from './network.ts'
import { netnsDir, type Place, type Pointer, readPointer } from './place.ts'
import { readState, writeAtomically } from './state.ts'
import type { RehearsalStatus } from './status.ts'

/** What `up` is told while it goes on. */
export type UpReport =
  | {
      readonly kind: 'stage'
      readonly stage: 'checking' | 'laying-out' | 'starting' | 'taking-over' | 'waiting'
    }
  | { readonly kind: 'event'; readonly event: RehearsalEvent }
  | { readonly kind: 'progress'; readonly status: RehearsalStatus; readonly elapsedMs: number }

export interface UpOptions {
  readonly place: Place
  readonly plan: Plan
  /** What `render --target hosts --size rehearsal` wrote. */
  readonly artifactsDir: string
  /** The cache's `software` folder, seen by every host as `/opt/hanok`. */
  readonly softwareDir: string
  readonly secrets: (name: string) => string
  readonly report?: (report: UpReport) => void
  readonly signal?: AbortSignal
  /** How many instances may be starting at once. */
  readonly startingAtOnce?: number
  /** Ends with `notAllReady` when nothing has come to a state that it had not been in for so long. */
  readonly stuckAfterMs?: number
}

const defaultStartingAtOnce = 6
/** Data, logs and files of an instance: 13 MiB each after a demo on `minimum` when measured, with room to grow. */
const perInstanceMiB = 64
const defaultStuckAfterMs = 300_000

/** Brings the platform up and gives its state once everything is ready. Throws errors of `rehearsal.*`. */
export async function bringUp(options: UpOptions): Promise<RehearsalStatus> {
  const { place } = options
  const unlock = takeCommandLock(place.commandLock, 'up')
  try {
    await startOrFind(options)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOSPC') throw cause
    throw rehearsalErrors.diskFull({ folder: place.stateDir }, { cause })
  } finally {
    unlock()
  }
  return await waitUntilReady(options)
}

async function startOrFind(options: UpOptions): Promise<void> {
  const { place, plan, report } = options
  report?.({ kind: 'stage', stage: 'checking' })
  const sha256 = hashOf(options.artifactsDir)
  const running = readPointer(place.pointerFile)
  if (running !== undefined && running.platform !== plan.name) {
    throw rehearsalErrors.otherPlatformUp({ running: running.platform, wanted: plan.name })
  }
  if (running !== undefined && running.artifactsSha256 !== sha256) {
    throw rehearsalErrors.changedPlatform({ platform: plan.name })
  }
  if (livingSupervisor(place) !== undefined) return
  if (running === undefined) {
    requireDisk(place.stateDir, plan.instances.length * perInstanceMiB)
    await checkSubnetsFree(place, plan)
  }
  throwIfAborted(options)
  const pointer: Pointer = running ?? {
    schemaVersion: 1,
    platform: plan.name,
    stateDir: place.stateDir,
    softwareDir: resolve(options.softwareDir),
    artifactsSha256: sha256,
    netnsDirExisted: existsSync(netnsDir) || (await ourNamespaces(place)).length > 0,
    startingAtOnce: options.startingAtOnce ?? defaultStartingAtOnce,
  }
  writeAtomically(place.pointerFile, JSON.stringify(pointer), 0o600)
  report?.({ kind: 'stage', stage: 'laying-out' })
  const hosts = layOut(options)
  throwIfAborted(options)
  const takesOver = Object.keys(readState(place.stateFile).hosts).length > 0
  report?.({ kind: 'stage', stage: takesOver ? 'taking-over' : 'starting' })
  await startSupervisor(options, secretValues(hosts, options.secrets))
}

function layOut(options: UpOptions): HostArtifacts[] {
  const { place, plan, artifactsDir, secrets } = options
  mkdirSync(place.stateDir, { recursive: true, mode: 0o755 })
  writeAtomically(place.planFile, JSON.stringify(plan))
  if (resolve(artifactsDir) !== resolve(place.artifactsDir)) {
    rmSync(place.artifactsDir, { recursive: true, force: true })
    cpSync(artifactsDir, place.artifactsDir, { recursive: true })
  }
  const hosts = readArtifacts(place.artifactsDir)
  for (const host of hosts) layOutFiles(place, host, secrets)
  return hosts
}

/** Values of the secrets that process definitions name: they travel by pipe into the supervisor's memory. */
function secretValues(
  hosts: readonly HostArtifacts[],
  lookUp: (name: string) => string,
): Record<string, string> {
  const names = hosts.flatMap((host) => secretsIn(JSON.stringify(host.processes)))
  return Object.fromEntries([...new Set(names)].map((name) => [name, lookUp(name)]))
}

async function startSupervisor(options: UpOptions, secrets: Readonly<Record<string, string>>): Promise<void> {
  const { place } = options
  const log = openSync(place.supervisorLog, 'a', 0o640)
  const child = spawn(process.execPath, supervisorArguments(), {
    detached: true,
    stdio: ['pipe', log, log],
    cwd: '/',
    env: { ...process.env, HANOK_REHEARSAL_NAME: place.name },
  })
  closeSync(log)
  let said: string | undefined
  child.on('exit', (code, signal) => {
    said = `it ended with ${signal ?? `status ${code}`}: ${lastLine(place.supervisorLog)}`
  })
  child.on('error', (error) => {
    said = error.message
  })
  child.stdin?.on('error', () => child.stdin?.destroy())
  child.stdin?.end(JSON.stringify(secrets))
  child.unref()
  const deadline = Date.now() + 30_000
  for (;;) {
    if (said !== undefined) throw rehearsalErrors.supervisorDidNotStart({ log: place.supervisorLog, said })
    if (livingSupervisor(place) !== undefined && existsSync(place.controlSocket)) {
      const status = await askSupervisor<RehearsalStatus>(place, 'GET', '/status').catch(() => undefined)
      if (status !== undefined) return
    }
    if (Date.now() > deadline) said = 'it did not answer within 30 s'
    await sleep(50)
  }
}

/** Runs from TypeScript beside TypeScript (through tsx), and from JavaScript beside JavaScript. */
function supervisorArguments(): string[] {
  const script = fileURLToPath(new URL(import.meta.url))
  if (script.endsWith('.js')) return [...smallHeap, join(script, '..', 'supervisor-main.js')]
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  return [...smallHeap, '--import', tsx, join(script, '..', 'supervisor-main.ts')]
}

const smallHeap = ['--max-semi-space-size=2', '--max-old-space-size=192']

async function waitUntilReady(options: UpOptions): Promise<RehearsalStatus> {
  const { place, report, signal } = options
  report?.({ kind: 'stage', stage: 'waiting' })
  const startedAtMs = Date.now()
  const over = new AbortController()
  let changedAtMs = Date.now()
  const seen = new Set<string>()
  const following = followEvents(
    place,
    0,
    (event) => {
      // What fails and is started again and again brings nothing new: only a state not seen before is progress.
      const step = `${event.id} ${event.state}`
      if (!seen.has(step)) changedAtMs = Date.now()
      seen.add(step)
      report?.({ kind: 'event', event })
    },
    over.signal,
  )
  try {
    for (;;) {
      const status = await askSupervisor<RehearsalStatus>(place, 'GET', '/status')
      report?.({ kind: 'progress', status, elapsedMs: Date.now() - startedAtMs })
      if (isComplete(status)) return status
      if (signal?.aborted) throw interrupted(status)
      if (Date.now() - changedAtMs > (options.stuckAfterMs ?? defaultStuckAfterMs)) {
        throwIfDiskFull(place.stateDir)
        throw notAllReady(status)
      }
      await sleep(500, undefined, { signal }).catch(() => undefined)
    }
  } finally {
    over.abort()
    await following
  }
}

/** Everything that is meant to run does, and every job is done. */
function isComplete(status: RehearsalStatus): boolean {
  const down = new Set(status.hosts.filter((host) => host.state === 'down').map((host) => host.id))
  const wanted = status.instances.filter(
    (instance) => !down.has(instance.host) && instance.state !== 'stopped',
  )
  return (
    status.hosts.every((host) => host.state === 'up' || host.state === 'down') &&
    wanted.every((instance) => instance.state === 'ready') &&
    status.jobs.every((job) => job.state === 'done' || down.has(job.host))
  )
}

function notAllReady(status: RehearsalStatus): Error {
  const instances = status.instances.filter((one) => one.state !== 'ready')
  const late = [
    ...status.hosts.filter((one) => one.state === 'failed'),
    ...instances,
    ...status.jobs.filter((one) => one.state !== 'done'),
  ]
  const what = late
    .slice(0, 6)
    .map((one) => `${one.id} (${one.detail})`)
    .join('; ')
  return rehearsalErrors.notAllReady({
    count: late.length,
    total: status.instances.length + status.jobs.length,
    what,
  })
}

function interrupted(status: RehearsalStatus): Error {
  const ready = status.instances.filter((one) => one.state === 'ready').length
  return rehearsalErrors.interrupted({ ready, total: status.instances.length })
}

function throwIfAborted(options: UpOptions): void {
  if (options.signal?.aborted) throw rehearsalErrors.interruptedEarly({ stage: 'laying-out' })
}

/** Hash over every file of the artifacts with its path. */
function hashOf(folder: string): string {
  const hash = createHash('sha256')
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  for (const file of files) {
    hash.update(`${relative(folder, file)}\0`)
    hash.update(readFileSync(file))
  }
  return hash.digest('hex')
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? ''
}
