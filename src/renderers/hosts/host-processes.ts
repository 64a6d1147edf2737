// Everything that one host starts, as data: `processes.json`, and the files that its processes read.

import { rotatingDatabaseLogins } from '../../catalog/conventions.ts'
import type { HostFile, HostProcesses, JobDefinition, ProcessDefinition } from '../../model/artifacts.ts'
import { interfaceName } from '../../model/artifacts.ts'
import type { PlanHost, PlanInstance, SizeName } from '../../model/plan.ts'
import { renderErrors } from '../errors.ts'
import { type PlanIndex, roleOf } from '../plan-index.ts'
import { configureContext, type HostSurroundings } from './context.ts'
import { hostSysctls } from './sysctls.ts'
import { waitsOf } from './waits.ts'

/** One host, configured. Every file has its mode and owner. */
export interface ConfiguredHost {
  readonly host: PlanHost
  readonly processes: HostProcesses
  readonly files: readonly Required<HostFile>[]
}

const defaultFileMode = 0o640

const realHosts: HostSurroundings = { databaseLogins: rotatingDatabaseLogins }

/** Asks every role on the host for its files and its process. */
export function configureHost(
  index: PlanIndex,
  host: PlanHost,
  sizeName: SizeName,
  surroundings: HostSurroundings = realHosts,
): ConfiguredHost {
  const instances = index.instancesByHost.get(host.id) ?? []
  const configured = instances.map((instance) => configureInstance(index, instance, sizeName, surroundings))
  const processes = configured.map(({ process }) => process).sort(byId)
  const accounts = new Map(
    instances.map((instance) => {
      const { account } = roleOf(index, instance).service
      return [account.name, { name: account.name, uid: account.uid }]
    }),
  )
  return {
    host,
    files: mergeFiles(
      host,
      configured.flatMap(({ files }) => files),
    ),
    processes: {
      schemaVersion: 1,
      host: host.id,
      hostname: host.id.slice('host/'.length),
      networks: networksOf(index, host),
      ...capacityOf(host, processes, sizeName),
      accounts: [...accounts.values()].sort((a, b) => a.uid - b.uid),
      sysctls: hostSysctls(index, host),
      processes,
      jobs: configured.flatMap(({ jobs }) => jobs).sort(byId),
    },
  }
}

interface ConfiguredInstance {
  readonly process: ProcessDefinition
  readonly files: readonly Required<HostFile>[]
  readonly jobs: readonly JobDefinition[]
}

function configureInstance(
  index: PlanIndex,
  instance: PlanInstance,
  sizeName: SizeName,
  surroundings: HostSurroundings,
): ConfiguredInstance {
  const { service, role } = roleOf(index, instance)
  if (role.configure === undefined) throw renderErrors.plannedOnly({ instance: instance.id })
  const { files, process, jobs } = role.configure(configureContext(index, instance, sizeName, surroundings))
  return {
    process: { ...process, after: [...waitsOf(index, instance), ...process.after] },
    files: files.map((file) => ({
      path: file.path,
      content: file.content,
      mode: file.mode ?? defaultFileMode,
      owner: file.owner ?? process.user ?? service.account.name,
    })),
    jobs: jobs ?? [],
  }
}

function networksOf(index: PlanIndex, host: PlanHost): HostProcesses['networks'] {
  return host.networks.flatMap(({ id, address }) => {
    const network = index.networks.get(id)
    if (network === undefined) return []
    const prefixLength = Number(network.subnet.split('/')[1])
    const leg = { id, vlan: network.vlan, interface: interfaceName(id, network.vlan), address, prefixLength }
    return [leg]
  })
}

/** A real host has its hardware; a rehearsed one what its processes may take, and some room beside them. */
function capacityOf(
  host: PlanHost,
  processes: readonly ProcessDefinition[],
  sizeName: SizeName,
): { memoryMiB: number; cpus: number } {
  if (sizeName === 'production') {
    return { memoryMiB: host.hardware.memoryGiB * 1024, cpus: host.hardware.cpus }
  }
  const sum = (amountOf: (process: ProcessDefinition) => number) =>
    processes.reduce((total, process) => total + amountOf(process), 0)
  return {
    memoryMiB: Math.ceil(sum(({ limits }) => limits.memoryMiB) * 1.25 + 64),
    cpus: Math.max(0.5, Math.round(sum(({ limits }) => limits.cpus) * 100) / 100),
  }
}

function mergeFiles(host: PlanHost, files: readonly Required<HostFile>[]): readonly Required<HostFile>[] {
  const byPath = new Map<string, Required<HostFile>>()
  for (const file of files) {
    const other = byPath.get(file.path)
    if (other !== undefined && other.content !== file.content) {
      throw renderErrors.fileTwice({ host: host.id, path: file.path })
    }
    byPath.set(file.path, file)
  }
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1))
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
