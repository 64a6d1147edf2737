// Starts and ends the control plane. What runs is remembered by process id and start time, so that a run that was killed is found
// again, and nothing else is ever ended.

import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, type ProcessRef, processRef, signal, waitGone } from '../proc.ts'
import {
  type ClusterPlace,
  type ClusterPorts,
  type ClusterRecord,
  type DaemonName,
  daemonNames,
  readCluster,
  writeCluster,
} from './cluster-place.ts'
import { writeCredentials } from './credentials.ts'
import { daemonArguments, nodeTiming, type Programs } from './daemons.ts'
import { clusterErrors } from './errors.ts'
import { tryKubectl } from './kubectl.ts'
import { clusterProcesses } from './strays.ts'

/** How to start. */
export interface StartOptions {
  readonly place: ClusterPlace
  readonly programs: Programs
  readonly kubectl: string
  readonly platform: string
  readonly planSha256: string
  readonly nodes: number
  readonly signal?: AbortSignal | undefined
}

const readyWithinMs = 90_000
/** A program that ends so often does not want to run here. */
const mostStarts = 2

/** Starts what does not run yet and waits until the API server is ready. Errors are `cluster.*`. */
export async function startControlPlane(options: StartOptions): Promise<ClusterRecord> {
  const { place, platform, planSha256, nodes } = options
  const known = readCluster(place)
  const record: ClusterRecord = known ?? {
    schemaVersion: 1,
    platform,
    planSha256,
    ports: await freePorts(),
    processes: {},
    lostNodes: [],
  }
  writeCluster(place, record)
  writeCredentials(place, record.ports)
  for (const name of ['etcd', 'kube-apiserver'] as const) startDaemon(options, name, nodes)
  await waitForApi(options)
  for (const name of ['kube-controller-manager', 'kube-scheduler'] as const) startDaemon(options, name, nodes)
  return readCluster(place) ?? record
}

/** Starts one program unless the one that is remembered lives. */
export function startDaemon(
  { place, programs }: Pick<StartOptions, 'place' | 'programs'>,
  name: DaemonName,
  nodes: number,
): void {
  const record = readCluster(place)
  if (record === undefined || isAlive(record.processes[name])) return
  const argv = daemonArguments(place, record.ports, nodeTiming(nodes))[name]
  const log = openSync(logFile(place, name), 'a', 0o600)
  const child = spawn(programs[name], argv, { detached: true, stdio: ['ignore', log, log], cwd: '/' })
  closeSync(log)
  child.on('error', () => undefined)
  child.unref()
  const started = child.pid === undefined ? undefined : processRef(child.pid)
  if (started === undefined) throw clusterErrors.notStarted({ program: name, said: tailOf(place, name) })
  try {
    writeCluster(place, { ...record, processes: { ...record.processes, [name]: started } })
  } catch (error) {
    // What cannot be remembered (a full disk) must not go on.
    signal(started.pid, 'SIGKILL')
    throw error
  }
}

/**
 * Gives what starts again those of the programs that have ended, whenever it is called. It throws `cluster.notStarted` for one
 * that ends again and again.
 */
export function keeper(options: StartOptions, names: readonly DaemonName[]): () => void {
  const starts = new Map<DaemonName, number>()
  return () => {
    for (const name of names) {
      if (isAlive(readCluster(options.place)?.processes[name])) continue
      const count = (starts.get(name) ?? 0) + 1
      starts.set(name, count)
      if (count > mostStarts) {
        throw clusterErrors.notStarted({ program: name, said: tailOf(options.place, name) })
      }
      startDaemon(options, name, options.nodes)
    }
  }
}

/** Ends one program and waits until it is gone. */
export async function endDaemon(place: ClusterPlace, name: DaemonName): Promise<void> {
  const record = readCluster(place)
  const ref = record?.processes[name]
  if (record === undefined || ref === undefined) return
  await endAll([ref])
  const { [name]: _ended, ...processes } = record.processes
  writeCluster(place, { ...record, processes })
}

/**
 * Ends everything and removes all of its files, and the folder above where it is empty then. Gives the number of processes that were
 * ended.
 */
export async function removeControlPlane(place: ClusterPlace): Promise<number> {
  const ended = await endEverything(place)
  // A kubectl that outlived its hanok may still write there.
  rmSync(place.directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  return ended
}

/** Removes the folder that the cluster's was in, unless something else is there. */
export function removeEmptyParent(place: ClusterPlace): void {
  const parent = dirname(place.directory)
  if (existsSync(parent) && readdirSync(parent).length === 0) rmdirSync(parent)
}

/** What may stay of a cluster that nothing remembers: values that data elsewhere was made with. */
const kept = 'secrets.json'

/** Ends and removes what runs and lies at a place whose record is gone: with other ports it could not be gone on with. */
export async function removeUnremembered(place: ClusterPlace): Promise<void> {
  await endEverything(place)
  if (!existsSync(place.directory)) return
  for (const name of readdirSync(place.directory).filter((one) => one !== kept)) {
    rmSync(join(place.directory, name), { recursive: true, force: true })
  }
}

async function endEverything(place: ClusterPlace): Promise<number> {
  const { processes = {} } = readCluster(place) ?? {}
  const remembered = daemonNames.flatMap((name) => processes[name] ?? []).filter(isAlive)
  const pids = new Set(remembered.map(({ pid }) => pid))
  const others = clusterProcesses(place).filter(({ pid }) => !pids.has(pid))
  // Clients before the servers that they would complain about.
  const living = [...others, ...remembered.reverse()]
  await endAll(living)
  return living.length
}

async function endAll(processes: readonly ProcessRef[]): Promise<void> {
  for (const { pid } of processes.filter(isAlive)) signal(pid, 'SIGTERM')
  const stubborn = await waitGone(processes, 8_000)
  for (const { pid } of stubborn) signal(pid, 'SIGKILL')
  const left = await waitGone(stubborn, 5_000)
  if (left.length > 0) throw clusterErrors.leftOver({ what: left.map(({ pid }) => `PID ${pid}`).join(', ') })
}

async function waitForApi(options: StartOptions): Promise<void> {
  const { place, kubectl, signal: abort } = options
  const deadline = Date.now() + readyWithinMs
  let last = ''
  // One may have been killed a moment before, and looked alive when everything was started.
  const keep = keeper(options, ['etcd', 'kube-apiserver'])
  for (;;) {
    if (abort?.aborted === true) throw clusterErrors.interrupted({})
    keep()
    const certificate = join(place.directory, 'certificates', 'apiserver.crt')
    if (existsSync(certificate)) {
      const asked = await tryKubectl({ kubectl, place }, ['get', '--raw', '/readyz'], { timeoutMs: 5_000 })
      if (asked.code === 0) return
      last = asked.stderr.trim().split('\n').at(-1) ?? ''
    }
    if (Date.now() > deadline) throw clusterErrors.apiNotReady({ seconds: readyWithinMs / 1_000, last })
    await sleep(200)
  }
}

/** The log of one program. */
export function logFile(place: ClusterPlace, name: DaemonName): string {
  return join(place.directory, `${name}.log`)
}

function tailOf(place: ClusterPlace, name: DaemonName): string {
  const file = logFile(place, name)
  if (!existsSync(file)) return 'nothing'
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-3).join('\n')
}

/** Free ports, all held at once so that none is given twice. */
async function freePorts(): Promise<ClusterPorts> {
  const names = ['etcd', 'etcdPeer', 'api', 'controllerManager', 'scheduler', 'kwok'] as const
  const servers = await Promise.all(
    names.map(
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const server = createServer()
          server.on('error', reject)
          server.listen(0, '127.0.0.1', () => resolve(server))
        }),
    ),
  )
  const ports = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : 0
  })
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return Object.fromEntries(names.map((name, index) => [name, ports[index] ?? 0])) as unknown as ClusterPorts
}
