// Rehearsal: the front door. Command line, demo and drills use this and nothing behind it.

import { existsSync, readFileSync } from 'node:fs'
import type net from 'node:net'
import { type HostProcesses, logFileOf } from '../model/artifacts.ts'
import type { Plan } from '../model/plan.ts'
import { Cgroups } from './cgroups.ts'
import { takeCommandLock } from './command-lock.ts'
import { askSupervisor, followEvents, livingSupervisor, requireSupervisor } from './control-client.ts'
import { dial, type PortState, portState } from './dialer.ts'
import { type DownResult, takeDown } from './down.ts'
import { rehearsalErrors } from './errors.ts'
import type { RehearsalEvent } from './events.ts'
import type { HostDeath } from './host.ts'
import type { HostAction, HostReached } from './host-faults.ts'
import { readArtifacts, uidOf } from './host-files.ts'
import { type ExecResult, inHostEnv, runInHost } from './in-host.ts'
import { currentPlace, hostDir, onMachine, type Place, readPointer } from './place.ts'
import { isAlive } from './proc.ts'
import { takeOverArtifacts } from './reconfigure.ts'
import { holdersOf, layOutSecrets, type SecretHolder, secretsHeld } from './secret-files.ts'
import { readState } from './state.ts'
import type { RehearsalStatus } from './status.ts'
import { bringUp, type UpOptions } from './up.ts'

export { fromMachine, type PortState } from './dialer.ts'
export type { DownResult } from './down.ts'
export type { RehearsalEvent } from './events.ts'
export type { HostDeath } from './host.ts'
export type { HostAction, HostReached } from './host-faults.ts'
export type { ExecResult } from './in-host.ts'
export { currentPlace, type Place } from './place.ts'
export type {
  EndpointStatus,
  HostStatus,
  InstanceStatus,
  JobStatus,
  MemoryStatus,
  RehearsalStatus,
  RunState,
} from './status.ts'
export type { UpReport } from './up.ts'

/** The longest that a definition gives a process to end, and what the rest may take. */
const redefineTimeoutMs = 120_000

/** What can be done to an instance. `kill` is SIGKILL to all its processes (the supervisor starts it again). */
export type InstanceAction = 'kill' | 'restart' | 'stop' | 'start' | 'pause' | 'resume' | 'reload'

/** How a command is run in a host. */
export interface ExecOptions {
  /** Account of the host; root by default. */
  readonly user?: string
  readonly env?: Readonly<Record<string, string>>
  readonly workingDirectory?: string
  readonly stdin?: string
  /** Ends it with status 124. */
  readonly timeoutMs?: number
  readonly stdout?: 'inherit' | 'capture'
  readonly signal?: AbortSignal
}

/** The rehearsal of this machine, up or not. Everything throws `notUp` or `supervisorGone` where that is so. */
export class Rehearsal {
  readonly place: Place

  constructor(place: Place = currentPlace()) {
    this.place = place
  }

  /**
   * Brings a platform up, or goes on with bringing it up, and waits until everything is ready.
   * Throws `needsRoot`, `subnetInUse`, `otherPlatformUp`, `changedPlatform`, `notAllReady`, `interrupted`, …
   */
  async up(options: Omit<UpOptions, 'place'>): Promise<RehearsalStatus> {
    requireRoot()
    return await bringUp({ ...options, place: this.place })
  }

  /** Removes everything. Fine when nothing is there. With `keepData` the next `up` finds the hosts' data. */
  async down(options: { keepData?: boolean } = {}): Promise<DownResult> {
    requireRoot()
    return await takeDown(this.place, options)
  }

  /** Whether one is up, and whether its supervisor lives. */
  get state(): 'down' | 'up' | 'unsupervised' {
    if (readPointer(this.place.pointerFile) === undefined) return 'down'
    return livingSupervisor(this.place) === undefined ? 'unsupervised' : 'up'
  }

  /** The plan that is up. */
  plan(): Plan {
    if (this.state === 'down' || !existsSync(this.place.planFile))
      throw rehearsalErrors.notUp({ place: this.place.name })
    return JSON.parse(readFileSync(this.place.planFile, 'utf8')) as Plan
  }

  /** What runs how. `memory` adds PSS (slow: tens of ms a process), `leaders` asks every leader probe now. */
  async status(query: { memory?: boolean; leaders?: boolean } = {}): Promise<RehearsalStatus> {
    const asked = Object.entries(query).filter(([, wanted]) => wanted)
    const search = asked.map(([name]) => `${name}=1`).join('&')
    return await askSupervisor(this.place, 'GET', `/status?${search}`, 120_000)
  }

  /** Follows changes of state until `signal` is aborted. */
  async follow(onEvent: (event: RehearsalEvent) => void, signal: AbortSignal, since = 0): Promise<void> {
    requireSupervisor(this.place)
    await followEvents(this.place, since, onEvent, signal)
  }

  /** The sudden death of a host, confirmed: links cut, then every process killed. It stays down until `reviveHost`. */
  async killHost(host: string): Promise<HostDeath> {
    return await askSupervisor(this.place, 'POST', `/hosts/${bare(host)}/kill`)
  }

  /** Brings a killed host back with its data and starts its processes; resolves when they have begun. */
  async reviveHost(host: string): Promise<void> {
    await askSupervisor(this.place, 'POST', `/hosts/${bare(host)}/revive`)
  }

  /** Stops a host's processes, cuts it off, makes it lose packets, or undoes that; confirmed. */
  async actOnHost(host: string, action: HostAction): Promise<HostReached> {
    return await askSupervisor(this.place, 'POST', `/hosts/${bare(host)}/${action}`)
  }

  /** Switches a network off or on, by its id. */
  async actOnNetwork(network: string, action: 'cut' | 'join'): Promise<HostReached> {
    return await askSupervisor(this.place, 'POST', `/networks/${network.replace(/^network\//, '')}/${action}`)
  }

  /** Undoes whatever drills did to hosts and networks, but deaths. */
  async healAll(): Promise<void> {
    await askSupervisor(this.place, 'POST', '/heal')
  }

  /** Does something to one instance. `kill` and `resume` give the PIDs that were reached, `pause` how many are seen stopped. */
  async act(
    instance: string,
    action: InstanceAction,
  ): Promise<{ pids?: readonly number[]; reached?: number | boolean }> {
    return await askSupervisor(this.place, 'POST', `/instances/${instance}/${action}`, 120_000)
  }

  /** Instances whose own configuration holds one of the secrets. */
  holdersOf(names: readonly string[]): readonly SecretHolder[] {
    return holdersOf(this.place, names)
  }

  /** Names of all secrets in files of the running hosts. */
  secretsHeld(): readonly string[] {
    return secretsHeld(this.place)
  }

  /** Writes the files of all hosts that hold one of the secrets anew. No process is told of it. */
  layOutSecrets(names: readonly string[], lookUp: (name: string) => string): void {
    requireRoot()
    layOutSecrets(this.place, names, lookUp)
  }

  /**
   * Starts instances anew as other artifacts of the same platform have them: their hosts' files are written, their processes are read
   * again. Resolves when all have been started. Files that only the earlier artifacts had stay. Throws `unknownInstance`, `badArtifacts`.
   */
  async reconfigure(
    artifactsDir: string,
    instances: readonly string[],
    lookUp: (name: string) => string,
  ): Promise<void> {
    requireRoot()
    requireSupervisor(this.place)
    takeOverArtifacts(this.place, artifactsDir, instances, lookUp)
    await Promise.all(
      instances.map((id) =>
        askSupervisor(this.place, 'POST', `/instances/${id}/redefine`, redefineTimeoutMs),
      ),
    )
  }

  /**
   * Runs a job once more, on the host that has it or on another one with the same files, which may be as it was laid out since. Its definition
   * must hold no secret. Throws `unknownJob`, and as `exec`.
   */
  async runJob(id: string, host?: string): Promise<ExecResult> {
    const jobs = readArtifacts(this.place.artifactsDir).flatMap(({ processes }) =>
      processes.jobs.map((job) => ({ job, host: processes.hostname })),
    )
    const found = jobs.find(({ job }) => job.id === id)
    if (found === undefined) throw rehearsalErrors.unknownJob({ job: id })
    const { user, env, workingDirectory, argv, timeoutMs } = found.job
    return await this.exec(host ?? found.host, argv, { user, env, workingDirectory, timeoutMs })
  }

  /** Keeps `up`, `down` and another rotation from running meanwhile; gives what ends that. Throws `commandRunning`. */
  lock(what: 'rotate' | 'renew'): () => void {
    return takeCommandLock(this.place.commandLock, what)
  }

  /** TCP from inside a host (or `fromMachine`). Throws `DialError`. */
  async dial(host: string, address: string, port: number, timeoutMs = 5_000): Promise<net.Socket> {
    return await dial(this.place, bare(host), address, port, timeoutMs)
  }

  /** What one port shows to one host. */
  async portState(host: string, address: string, port: number, timeoutMs = 1_000): Promise<PortState> {
    return await portState(this.place, bare(host), address, port, timeoutMs)
  }

  /** Runs a command in a host to its end. Works without a supervisor too. Throws `unknownHost`, `hostDown`. */
  async exec(host: string, argv: readonly string[], options: ExecOptions = {}): Promise<ExecResult> {
    const processes = this.#hostProcesses(bare(host))
    const record = readState(this.place.stateFile).hosts[processes.hostname]
    if (record?.init === undefined || !isAlive(record.init)) {
      throw rehearsalErrors.hostDown({ host: processes.hostname })
    }
    const user = options.user ?? 'root'
    const workingDirectory = options.workingDirectory ?? '/'
    const where = {
      initPid: record.init.pid,
      joinFiles: new Cgroups(this.place.name).joinFiles(processes.hostname, 'exec'),
      uid: uidOf(processes.accounts, user),
      workingDirectory,
      env: inHostEnv(user, user === 'root' ? '/root' : workingDirectory, options.env ?? {}),
    }
    const { stdin, timeoutMs, stdout, signal } = options
    return await runInHost(where, argv, {
      ...(stdin === undefined ? {} : { stdin }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(stdout === undefined ? {} : { stdout }),
      ...(signal === undefined ? {} : { signal }),
    })
  }

  /** An interactive shell in a host, on this terminal, as root. Gives its exit status. */
  async shell(host: string, env: Readonly<Record<string, string>> = {}): Promise<number> {
    const result = await this.exec(host, ['bash', '--norc', '-i'], {
      stdout: 'inherit',
      env: { TERM: process.env.TERM ?? 'dumb', PS1: `${bare(host)}# `, ...env },
    })
    return result.code
  }

  /** File of this machine that an instance (`trino/worker/2`) or a job (`job/postgres/databases`) writes its log to. */
  logFile(id: string): string {
    const hosts = readArtifacts(this.place.artifactsDir).map((host) => host.processes)
    const owner = hosts.find(
      (host) => host.processes.some((one) => one.id === id) || host.jobs.some((job) => job.id === id),
    )
    if (owner === undefined) throw rehearsalErrors.unknownInstance({ instance: id })
    return onMachine(this.place, owner.hostname, logFileOf(id)) ?? ''
  }

  /** The folder of this machine that holds everything of a host. */
  hostFolder(host: string): string {
    return hostDir(this.place, bare(host))
  }

  #hostProcesses(host: string): HostProcesses {
    if (this.state === 'down') throw rehearsalErrors.notUp({ place: this.place.name })
    const all = readArtifacts(this.place.artifactsDir).map((one) => one.processes)
    const found = all.find((one) => one.hostname === host)
    if (found !== undefined) return found
    throw rehearsalErrors.unknownHost({ host, known: all.map((one) => one.hostname).join(', ') })
  }
}

function bare(host: string): string {
  return host.replace(/^host\//, '')
}

/** Throws `needsRoot` for anyone else. */
export function requireRoot(): void {
  const uid = process.getuid?.() ?? -1
  if (uid !== 0) throw rehearsalErrors.needsRoot({ uid })
}
