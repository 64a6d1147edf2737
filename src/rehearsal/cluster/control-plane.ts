// Starts and ends the control plane. What runs is remembered by process id and start time, so that a run that was killed is found
// again, and nothing else is ever ended.

import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
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
  writeCluster(place, { ...record, processes: { ...record.processes, [name]: started } })
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

/** Ends everything and removes all of its files. Gives the number of processes that were ended. */
export async function removeControlPlane(place: ClusterPlace): Promise<number> {
  const record = readCluster(place)
  const living = daemonNames.flatMap((name) => {
    const ref = record?.processes[name]
    return ref !== undefined && isAlive(ref) ? [ref] : []
  })
  // Clients before the servers that they would complain about.
  await endAll(living.reverse())
  rmSync(place.directory, { recursive: true, force: true })
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
  const starts = { etcd: 0, 'kube-apiserver': 0 }
  for (;;) {
    if (abort?.aborted === true) throw clusterErrors.interrupted({})
    for (const name of ['etcd', 'kube-apiserver'] as const) {
      if (isAlive(readCluster(place)?.processes[name])) continue
      // It may have been killed a moment before, and looked alive when everything was started.
      starts[name] += 1
      if (starts[name] > mostStarts) {
        throw clusterErrors.notStarted({ program: name, said: tailOf(place, name) })
      }
      startDaemon(options, name, options.nodes)
    }
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
