// Rehearsal: one host: made, taken over, killed, brought back, with its instances and jobs.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { HostProcesses } from '../model/artifacts.ts'
import { hostPaths, keptLogs } from '../model/artifacts.ts'
import type { Cgroups } from './cgroups.ts'
import { actOnHost, type HostAction, type HostReached } from './host-faults.ts'
import { type HostArtifacts, prepareDisk } from './host-files.ts'
import { isHostInit, killNamespace, startHost } from './host-namespaces.ts'
import { HostSite } from './host-site.ts'
import { InstanceRunner, type Shared } from './instance.ts'
import { JobRunner } from './job.ts'
import { cutLegs, type NetworkHost, removeHostNetwork } from './network.ts'
import { netnsOf, type Place } from './place.ts'
import { isAlive } from './proc.ts'
import type { HostRecord, RehearsalState } from './state.ts'
import type { HostStatus } from './status.ts'
import { trimLog } from './trim-log.ts'

/** What all hosts of a platform share. */
export interface HostWorld {
  readonly place: Place
  readonly cgroups: Cgroups
  readonly softwareDir: string
  /** Lines of `/etc/hosts` for the whole platform. */
  readonly hostsLines: string
  readonly hostCount: number
  readonly shared: Shared
}

/** What the death of a host was: proof that it happened. */
export interface HostDeath {
  readonly host: string
  /** When its links were cut, in ms since 1970: from then on nothing of it was on the wire. */
  readonly linksDownAtMs: number
  /** When the last of its processes was seen gone. */
  readonly confirmedAtMs: number
  /** Processes that were killed; all were confirmed gone. */
  readonly processes: number
}

/** What its status says while something is done to it. */
const broken: Readonly<Record<HostAction, string>> = {
  pause: 'stopped by a drill',
  resume: '',
  cut: 'cut off by a drill',
  join: '',
  'lose-packets': 'losing packets by a drill',
  mute: 'heard by nobody, by a drill',
  deaf: 'hearing nobody, by a drill',
  'keep-packets': '',
}

/** Runs one host. */
export class HostRunner {
  readonly artifacts: HostArtifacts
  readonly network: NetworkHost
  readonly site: HostSite
  readonly instances: readonly InstanceRunner[]
  readonly jobs: readonly JobRunner[]
  readonly #world: HostWorld
  #state: HostStatus['state'] = 'starting'
  #detail = ''
  #cpuLimited = false

  constructor(
    artifacts: HostArtifacts,
    /** The same with its secrets filled in. Lives in memory only. */
    filled: HostProcesses,
    index: number,
    world: HostWorld,
    before: RehearsalState,
  ) {
    this.artifacts = artifacts
    this.#world = world
    this.network = { hostname: filled.hostname, index, networks: filled.networks }
    this.site = new HostSite(world.place, { ...filled, id: filled.host }, world.cgroups)
    this.instances = filled.processes.map(
      (definition) =>
        new InstanceRunner(definition, this.site, world.shared, before.instances[definition.id]),
    )
    this.jobs = filled.jobs.map(
      (job) => new JobRunner(job, this.site, world.shared, before.jobsDone.includes(job.id)),
    )
    const record = before.hosts[filled.hostname]
    if (record?.state === 'down') {
      this.#state = 'down'
      for (const instance of this.instances) instance.hostIsDown()
    }
    if (record?.state === 'up' && isHostInit(world.place, filled.hostname, record.init)) {
      this.site.init = record.init
      this.#state = 'up'
    }
  }

  get name(): string {
    return this.site.hostname
  }

  get state(): HostStatus['state'] {
    return this.#state
  }

  /** Removes whatever a host of this name left behind. */
  async clear(): Promise<void> {
    const { place, cgroups } = this.#world
    await killNamespace(netnsOf(place, this.name), undefined, cgroups.pids(this.name))
    await removeHostNetwork(place, this.network)
  }

  /** Starts it. Its network must have been made. */
  async bringUp(): Promise<void> {
    this.#set('starting', 'making its namespaces')
    const { place, cgroups, hostsLines, softwareDir, hostCount } = this.#world
    try {
      prepareDisk(place, this.artifacts, hostsLines)
      cgroups.makeHost(this.name, this.artifacts.processes.memoryMiB, hostCount)
      cgroups.limitCpu(this.name, undefined)
      this.#cpuLimited = false
      this.site.init = await startHost(place, {
        hostname: this.name,
        softwareDir,
        firewallFile: join(this.artifacts.folder, 'nftables.nft'),
      })
      this.#set('up', '')
    } catch (error) {
      this.#set('failed', error instanceof Error ? error.message : String(error))
      throw error
    }
  }

  /** Begins all its instances and jobs, or takes them over. */
  begin(): void {
    for (const instance of this.instances) instance.begin()
    for (const job of this.jobs) job.begin()
  }

  /**
   * Its sudden death. Links first, so that no FIN or RST reaches the wire; then PID 1 and with it everything; the
   * namespace goes too, so that no address lingers. Throws `leftOver` unless every process is confirmed gone.
   */
  async kill(): Promise<HostDeath> {
    const { place, cgroups } = this.#world
    await cutLegs(place, this.network)
    const linksDownAtMs = Date.now()
    this.#set('down', 'killed')
    const dying = this.instances.map((instance) => instance.hostDied())
    for (const job of this.jobs) job.hostDied()
    const processes = await killNamespace(netnsOf(place, this.name), this.site.init, cgroups.pids(this.name))
    const confirmedAtMs = Date.now()
    this.site.init = undefined
    await Promise.all(dying)
    await removeHostNetwork(place, this.network)
    return { host: this.name, linksDownAtMs, confirmedAtMs, processes }
  }

  /** Stops it, cuts it off or makes it lose packets, or undoes that; it stays `up`, and says what was done to it. */
  async act(action: HostAction): Promise<HostReached> {
    const { place, cgroups } = this.#world
    const reached = await actOnHost(place, this.network, () => cgroups.pids(this.name), action)
    this.#set(this.#state, broken[action])
    return reached
  }

  /** Undoes all of it. */
  async heal(): Promise<void> {
    if (this.#state !== 'up') return
    for (const action of ['resume', 'join', 'keep-packets'] as const) await this.act(action)
  }

  /** Whether PID 1 still lives. A host whose PID 1 died by itself has failed. */
  checkAlive(): boolean {
    if (this.#state !== 'up' || isAlive(this.site.init)) return true
    this.#set('failed', 'its PID 1 has ended')
    return false
  }

  /** While processes start they may use the whole machine; once all of them are ready the host's own limit holds. */
  limitCpuWhenReady(): void {
    if (this.#cpuLimited || this.#state !== 'up') return
    if (!this.instances.every((instance) => instance.state === 'ready')) return
    this.#world.cgroups.limitCpu(this.name, this.artifacts.processes.cpus)
    this.#cpuLimited = true
  }

  /** Keeps the disk of each log within its bound. */
  trimLogs(): void {
    const folder = this.site.folderOf(hostPaths.logs)
    const logs = readdirSync(folder).filter((file) => file.endsWith('.log'))
    const keepBytes = (keptLogs(this.artifacts.processes.processes) * 1024 ** 2) / logs.length
    for (const name of logs) trimLog(join(folder, name), keepBytes)
  }

  status(): HostStatus {
    return {
      id: this.site.id,
      state: this.#state,
      detail: this.#detail,
      initPid: this.site.init?.pid ?? null,
      outOfMemoryKills: this.#world.cgroups.outOfMemoryKills(this.name),
    }
  }

  record(): HostRecord {
    const state = this.#state === 'up' ? 'up' : this.#state === 'down' ? 'down' : 'making'
    return { state, init: this.site.init }
  }

  #set(state: HostStatus['state'], detail: string): void {
    this.#state = state
    this.#detail = detail
    this.#world.shared.changed('host', this.site.id, state, detail)
  }
}
