// Rehearsal: memory and CPU limits of hosts, and which processes belong to which instance. A host is a control group
// below `/hanok`, each of its instances a leaf below that. Version 1 is what was tried; version 2 is written from
// the kernel's documentation (Documentation/admin-guide/cgroup-v2.rst) and `hanok doctor` says that it is untried.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

/** What this machine has: both controllers in version 1 hierarchies, in the version 2 one, or neither. */
export interface CgroupRoots {
  readonly kind: 'v1' | 'v2' | 'none'
  /** Mount points: `[memory, cpu]` in version 1, `[unified]` in version 2. The first one is where processes are counted. */
  readonly roots: readonly string[]
}

/** Reads which control groups can be used from /proc/self/mountinfo. */
export function detectCgroups(mountinfo: string = readFileSync('/proc/self/mountinfo', 'utf8')): CgroupRoots {
  const mounts = mountinfo
    .split('\n')
    .map((line) => {
      const [left = '', right = ''] = line.split(' - ')
      const [type = '', , options = ''] = right.split(' ')
      return { path: left.split(' ')[4] ?? '', type, options: options.split(',') }
    })
    .filter((mount) => mount.type === 'cgroup' || mount.type === 'cgroup2')
  const v1 = (controller: string) =>
    mounts.find((mount) => mount.type === 'cgroup' && mount.options.includes(controller))?.path
  const [memory, cpu] = [v1('memory'), v1('cpu')]
  if (memory !== undefined && cpu !== undefined) return { kind: 'v1', roots: [memory, cpu] }
  const unified = mounts.find((mount) => mount.type === 'cgroup2')?.path
  if (unified !== undefined && controllersOf(unified).includes('memory'))
    return { kind: 'v2', roots: [unified] }
  return { kind: 'none', roots: [] }
}

const cpuPeriodUs = 100_000

/** The platform's control groups. All methods are idempotent. */
export class Cgroups {
  readonly #found: CgroupRoots
  readonly #name: string

  constructor(name: string, found: CgroupRoots = detectCgroups()) {
    this.#name = name
    this.#found = found
  }

  /** Makes a host's group with its memory limit. Its CPU is not limited yet: see `limitCpu`. */
  makeHost(hostname: string, memoryMiB: number, hostCount: number): void {
    const bytes = memoryMiB * 1024 * 1024
    for (const root of this.#found.roots) {
      const [platform, host] = [`${root}/${this.#name}`, `${root}/${this.#name}/${hostname}`]
      mkdirSync(platform, { recursive: true })
      if (this.#found.kind === 'v2') {
        set(`${root}/cgroup.subtree_control`, '+memory +cpu')
        set(`${platform}/cgroup.subtree_control`, '+memory +cpu')
      }
      mkdirSync(host, { recursive: true })
      if (this.#found.kind === 'v2') set(`${host}/cgroup.subtree_control`, '+memory +cpu')
      setIfThere(`${host}/memory.limit_in_bytes`, `${bytes}`)
      setIfThere(`${host}/memory.max`, `${bytes}`)
      // As one group among the machine's processes the platform would get one process's share: give it one per host.
      setIfThere(`${platform}/cpu.shares`, `${Math.min(262_144, 1024 * hostCount)}`)
      setIfThere(`${platform}/cpu.weight`, `${Math.min(10_000, 100 * hostCount)}`)
    }
  }

  /** Holds a host to so many CPUs, or to none of it: `undefined`, as while its processes start. Never above what the machine has. */
  limitCpu(hostname: string, cpus: number | undefined): void {
    const capped = cpus !== undefined && cpus < availableParallelism()
    const quotaUs = Math.round((cpus ?? 0) * cpuPeriodUs)
    for (const root of this.#found.roots) {
      const host = `${root}/${this.#name}/${hostname}`
      setIfThere(`${host}/cpu.cfs_period_us`, `${cpuPeriodUs}`)
      setIfThere(`${host}/cpu.cfs_quota_us`, capped ? `${quotaUs}` : '-1')
      setIfThere(`${host}/cpu.max`, capped ? `${quotaUs} ${cpuPeriodUs}` : `max ${cpuPeriodUs}`)
    }
  }

  /** The `cgroup.procs` files that a process writes `0` to in order to belong to a leaf (an instance, a shell) of a host. */
  joinFiles(hostname: string, leaf: string): string[] {
    return this.#found.roots.map((root) => {
      const folder = `${root}/${this.#name}/${hostname}/${leafName(leaf)}`
      mkdirSync(folder, { recursive: true })
      return `${folder}/cgroup.procs`
    })
  }

  /** PIDs (of this machine) of a host, or of one leaf of it. */
  pids(hostname: string, leaf?: string): number[] {
    const root = this.#found.roots[0]
    if (root === undefined) return []
    return pidsBelow(`${root}/${this.#name}/${hostname}${leaf === undefined ? '' : `/${leafName(leaf)}`}`)
  }

  /** PIDs of the whole platform. */
  allPids(): number[] {
    return [...new Set(this.#found.roots.flatMap((root) => pidsBelow(`${root}/${this.#name}`)))]
  }

  /** How often the kernel ended a process of this host because its memory was used up. */
  outOfMemoryKills(hostname: string): number {
    const root = this.#found.roots[0]
    if (root === undefined) return 0
    const folder = `${root}/${this.#name}/${hostname}`
    const text = [`${folder}/memory.oom_control`, `${folder}/memory.events`].map(readIfThere).join('\n')
    return Number(/^oom_kill (\d+)/m.exec(text)?.[1] ?? 0)
  }

  /** Removes every group of the platform. Its processes must be gone. Gives the folders that could not be removed. */
  async removeAll(timeoutMs = 5_000): Promise<string[]> {
    const deadline = Date.now() + timeoutMs
    for (;;) {
      const left = this.#found.roots.flatMap((root) => removeTree(`${root}/${this.#name}`))
      if (left.length === 0 || Date.now() > deadline) return left
      await sleep(50)
    }
  }
}

function leafName(leaf: string): string {
  return leaf.replaceAll('/', '-')
}

function controllersOf(root: string): string[] {
  return readIfThere(`${root}/cgroup.controllers`).trim().split(/\s+/)
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${folder}/${entry.name}`)
}

function pidsBelow(folder: string): number[] {
  const own = readIfThere(`${folder}/cgroup.procs`).split('\n').filter(Boolean).map(Number)
  return [...own, ...foldersIn(folder).flatMap(pidsBelow)]
}

function removeTree(folder: string): string[] {
  if (!existsSync(folder)) return []
  const left = foldersIn(folder).flatMap(removeTree)
  if (left.length > 0) return left
  try {
    rmdirSync(folder)
    return []
  } catch {
    return [folder]
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function set(file: string, value: string): void {
  writeFileSync(file, value)
}

function setIfThere(file: string, value: string): void {
  if (existsSync(file)) set(file, value)
}
