// Rehearsal: the supervisor: makes the hosts, starts and watches everything on them, and remembers what it did, so
// that one that follows it takes over. One per machine; `supervisor-main.ts` is its process.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pLimit from 'p-limit'
import type { HostProcesses } from '../model/artifacts.ts'
import { hostPaths } from '../model/artifacts.ts'
import type { Plan } from '../model/plan.ts'
import { fillSecrets } from '../model/secrets.ts'
import { Cgroups } from './cgroups.ts'
import { rehearsalErrors } from './errors.ts'
import { EventLog } from './events.ts'
import { type HostDeath, HostRunner } from './host.ts'
import type { HostAction, HostReached } from './host-faults.ts'
import { readArtifacts } from './host-files.ts'
import type { InstanceRunner, Shared } from './instance.ts'
import { makeHostNetworks, makeSwitch, makeUserLeg, switchNetwork } from './network.ts'
import type { Place, Pointer } from './place.ts'
import { pssKiB } from './proc.ts'
import { readState, writeAtomically } from './state.ts'
import { endpointStates, type MemoryStatus, platformState, type RehearsalStatus } from './status.ts'
import { Slots, Waker } from './waker.ts'

/** Hosts whose namespaces are made at the same time. */
const hostsAtOnce = 6
const housekeepingMs = 2_000
const logCheckEvery = 15

/** What is asked for with a status beyond what is known anyway. */
export interface StatusQuery {
  readonly memory?: boolean
  readonly leaders?: boolean
}

/** Runs a whole platform. */
export class Supervisor {
  readonly events = new EventLog()
  readonly #place: Place
  readonly #plan: Plan
  readonly #hosts: readonly HostRunner[]
  readonly #shared: Shared
  readonly #secrets: Readonly<Record<string, string>>
  #saving: NodeJS.Timeout | undefined

  constructor(place: Place, pointer: Pointer, secrets: Readonly<Record<string, string>>) {
    this.#place = place
    this.#secrets = secrets
    this.#plan = JSON.parse(readFileSync(place.planFile, 'utf8')) as Plan
    const artifacts = readArtifacts(place.artifactsDir)
    const before = readState(place.stateFile)
    this.#shared = {
      progress: new Waker(),
      starting: new Slots(pointer.startingAtOnce),
      jobDone: (id) => this.#jobs().some((job) => job.definition.id === id && job.done),
      changed: (kind, id, state, detail) => {
        this.events.add({ kind, id, state, detail })
        this.#saveSoon()
      },
    }
    const world = {
      place,
      cgroups: new Cgroups(place.name),
      softwareDir: pointer.softwareDir,
      hostsLines: hostsLines(place, artifacts[0]?.processes),
      hostCount: artifacts.length,
      shared: this.#shared,
    }
    this.#hosts = artifacts.map(
      (host, index) => new HostRunner(host, filled(host.processes, secrets), index, world, before),
    )
  }

  /** Makes what is missing and begins everything. Resolves when every host is there; instances go on by themselves. */
  async start(): Promise<void> {
    await makeSwitch(this.#place, this.#plan)
    await makeUserLeg(this.#place, this.#plan)
    const alive = this.#hosts.filter((host) => host.state === 'up')
    for (const host of alive) host.begin()
    const missing = this.#hosts.filter((host) => host.state !== 'up' && host.state !== 'down')
    const limit = pLimit(hostsAtOnce)
    await Promise.all(missing.map((host) => limit(() => host.clear())))
    await makeHostNetworks(
      this.#place,
      missing.map((host) => host.network),
    )
    const made = await Promise.allSettled(
      missing.map((host) =>
        limit(async () => {
          await host.bringUp()
          host.begin()
        }),
      ),
    )
    for (const result of made) {
      if (result.status === 'rejected') this.events.add(problem(result.reason))
    }
    setInterval(() => this.#keepHouse(), housekeepingMs).unref()
  }

  /** A host's sudden death. Throws `unknownHost`, `hostDown`, `leftOver`. */
  async killHost(name: string): Promise<HostDeath> {
    const host = this.#host(name)
    if (host.state === 'down') throw rehearsalErrors.hostDown({ host: name })
    const death = await host.kill()
    this.save()
    return death
  }

  /** Makes a host that is not up anew, with the data that it had, and starts its processes. */
  async reviveHost(name: string): Promise<void> {
    const host = this.#host(name)
    if (host.state === 'up') return
    await host.clear()
    await makeHostNetworks(this.#place, [host.network])
    await host.bringUp()
    host.begin()
    this.save()
  }

  /** Does something to a host that is up, or undoes it. Throws `unknownHost`, `hostDown`. */
  async actOnHost(name: string, action: HostAction): Promise<HostReached> {
    const host = this.#host(name)
    if (host.state === 'down') throw rehearsalErrors.hostDown({ host: name })
    return await host.act(action)
  }

  /** Switches a whole network off or on. Throws `unknownNetwork`. */
  async actOnNetwork(name: string, action: 'cut' | 'join'): Promise<HostReached> {
    const { networks } = this.#plan
    const network = networks.find(({ id }) => id === `network/${name}`)
    if (network === undefined) {
      throw rehearsalErrors.unknownNetwork({ network: name, known: networks.map(({ id }) => id).join(', ') })
    }
    await switchNetwork(this.#place, network.vlan, action === 'cut' ? 'down' : 'up')
    return { reached: 1, atMs: Date.now() }
  }

  /** Undoes whatever drills did to hosts, instances and networks, but deaths. */
  async healAll(): Promise<void> {
    for (const { vlan } of this.#plan.networks) await switchNetwork(this.#place, vlan, 'up')
    for (const host of this.#hosts) await host.heal()
  }

  /** The runner of an instance. Throws `unknownInstance`. */
  instance(id: string): InstanceRunner {
    const found = this.#instances().find((runner) => runner.definition.id === id)
    if (found === undefined) throw rehearsalErrors.unknownInstance({ instance: id })
    return found
  }

  /** Starts an instance anew as its host's artifacts define it by now. Throws `unknownInstance`, `badArtifacts`. */
  async redefine(id: string): Promise<void> {
    const runner = this.instance(id)
    const definition = readArtifacts(this.#place.artifactsDir)
      .flatMap(({ processes }) => filled(processes, this.#secrets).processes)
      .find((one) => one.id === id)
    if (definition === undefined) throw rehearsalErrors.unknownInstance({ instance: id })
    await runner.redefine(definition)
  }

  /** Stops every instance as its definition says, all at once. */
  async stopInstances(): Promise<void> {
    await Promise.all(this.#instances().map((instance) => instance.stop()))
  }

  /** The whole state now. */
  async status(query: StatusQuery = {}): Promise<RehearsalStatus> {
    if (query.leaders === true) await Promise.all(this.#instances().map((instance) => instance.askLeader()))
    const memoryOf = new Map(
      query.memory === true
        ? this.#instances().map((instance) => [instance, sumMiB(instance.pids())] as const)
        : [],
    )
    const states = new Map(this.#instances().map((one) => [one.definition.id, one.state] as const))
    const instances = this.#instances().map((one) => one.status(memoryOf.get(one) ?? null))
    return {
      schemaVersion: 1,
      platform: this.#plan.name,
      state: platformState([...states.values()]),
      instances,
      endpoints: endpointStates(this.#plan, (id) => states.get(id) ?? 'stopped'),
      hosts: this.#hosts.map((host) => host.status()),
      jobs: this.#jobs().map((job) => job.status()),
      memory: query.memory === true ? this.#memory([...memoryOf.values()]) : null,
    }
  }

  /** Writes the state down now. */
  save(): void {
    clearTimeout(this.#saving)
    this.#saving = undefined
    const state = {
      schemaVersion: 1,
      hosts: Object.fromEntries(this.#hosts.map((host) => [host.name, host.record()])),
      instances: Object.fromEntries(this.#instances().map((one) => [one.definition.id, one.record()])),
      jobsDone: this.#jobs()
        .filter((job) => job.done)
        .map((job) => job.definition.id),
    }
    writeAtomically(this.#place.stateFile, JSON.stringify(state))
  }

  #saveSoon(): void {
    this.#saving ??= setTimeout(() => this.save(), 50)
  }

  #host(name: string): HostRunner {
    const found = this.#hosts.find((host) => host.name === name.replace(/^host\//, ''))
    if (found !== undefined) return found
    throw rehearsalErrors.unknownHost({ host: name, known: this.#hosts.map((host) => host.name).join(', ') })
  }

  #instances(): InstanceRunner[] {
    return this.#hosts.flatMap((host) => host.instances)
  }

  #jobs() {
    return this.#hosts.flatMap((host) => host.jobs)
  }

  #memory(instancesMiB: readonly number[]): MemoryStatus {
    const cgroups = new Cgroups(this.#place.name)
    const inits = this.#hosts.flatMap((host) => host.site.init?.pid ?? [])
    const hostsMiB = sumMiB([...new Set([...cgroups.allPids(), ...inits])])
    const supervisorMiB = sumMiB([process.pid, ...this.helpers])
    return {
      totalMiB: round(hostsMiB + supervisorMiB),
      hostsMiB,
      instancesMiB: round(instancesMiB.reduce((sum, value) => sum + value, 0)),
      supervisorMiB,
    }
  }

  /** PIDs of processes that belong to the supervisor and count as it. */
  helpers: number[] = []

  #rounds = 0

  #keepHouse(): void {
    this.#rounds++
    for (const host of this.#hosts) {
      host.checkAlive()
      host.limitCpuWhenReady()
      if (this.#rounds % logCheckEvery === 0) host.trimLogs()
    }
  }
}

function problem(reason: unknown) {
  const detail = reason instanceof Error ? reason.message : String(reason)
  return { kind: 'host' as const, id: 'host', state: 'failed', detail }
}

function sumMiB(pids: readonly number[]): number {
  return round(pids.reduce((sum, pid) => sum + pssKiB(pid), 0) / 1024)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** The rendered lines for `/etc/hosts`, which are the same on every host. */
function hostsLines(place: Place, anyHost: HostProcesses | undefined): string {
  if (anyHost === undefined) return ''
  const file = join(place.artifactsDir, 'hosts', anyHost.hostname, 'files', hostPaths.config, 'hosts')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

/** Secrets in environment, arguments and probes get their values in memory only. */
function filled(processes: HostProcesses, secrets: Readonly<Record<string, string>>): HostProcesses {
  const text = fillSecrets(JSON.stringify(processes), (name) => {
    const value = secrets[name]
    if (value === undefined) {
      throw rehearsalErrors.badArtifacts({
        folder: 'processes.json',
        why: `the secret "${name}" has no value`,
      })
    }
    return JSON.stringify(value).slice(1, -1)
  })
  return JSON.parse(text) as HostProcesses
}
