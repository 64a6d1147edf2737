// What a renderer writes and what runs it: files, and the process definitions of a host. On a real server they
// become systemd units; the rehearsal starts the very same definitions inside the host's namespace.

import type { HostId, InstanceId, NetworkId, Probe } from './plan.ts'

/** One rendered file, path relative to the output directory. */
export interface Artifact {
  readonly path: string
  readonly content: string
  /** Octal, such as 0o644. */
  readonly mode?: number
}

/** A file as a host sees it, by its absolute path there. */
export interface HostFile {
  readonly path: string
  readonly content: string
  /** Octal; 0o640 by default, since many hold secrets. */
  readonly mode?: number
  /** Owner; the user of the process by default. */
  readonly owner?: string
}

/** One entry of a host's `files.json`: how a file below `files/` is to stand on the host. */
export interface HostFileEntry {
  /** Absolute path on the host; the file lies at `files` + path. */
  readonly path: string
  /** Octal digits, such as `0640`. */
  readonly mode: string
  /** Account that owns it, and the group of the same name. */
  readonly owner: string
}

/** What must hold before a process is started. Bounded by `timeoutMs`. */
export type WaitFor =
  | { readonly kind: 'probe'; readonly what: string; readonly probe: Probe }
  | {
      readonly kind: 'probes'
      readonly what: string
      readonly probes: readonly Probe[]
      readonly atLeast: number
    }
  | { readonly kind: 'job'; readonly id: string }

/** A command that runs to its end before the process does, as the same user, on the same host. Must be idempotent. */
export interface PrepareStep {
  readonly name: string
  readonly argv: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** The step is left out when this path exists. */
  readonly unlessExists?: string
  readonly timeoutMs: number
}

/** Everything needed to start, watch and stop one instance on its host, whatever starts it. */
export interface ProcessDefinition {
  readonly id: InstanceId
  readonly user: string
  /** argv[0] is an absolute path or found in the standard PATH. Never a shell string. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly workingDirectory: string
  /** Made before anything starts, owned by `user`. */
  readonly directories: readonly { readonly path: string; readonly mode: number }[]
  readonly prepare: readonly PrepareStep[]
  /** Linux capabilities kept although the user is not root, such as `CAP_NET_ADMIN`. */
  readonly capabilities: readonly string[]
  readonly limits: {
    readonly memoryMiB: number
    readonly cpus: number
    readonly openFiles: number
    /** Scheduling niceness, −20 … 19: negative for what must never be late (VRRP, failure detection). */
    readonly nice: number
  }
  readonly ready: Probe
  /** How long after its start it may take to be ready before it counts as failed. */
  readonly readyTimeoutMs: number
  /** Succeeds on the instance that leads, where one does. */
  readonly leader?: Probe
  readonly after: readonly WaitFor[]
  readonly restart: { readonly delayMs: number; readonly maxDelayMs: number }
  readonly stop: { readonly signal: 'SIGTERM' | 'SIGINT' | 'SIGQUIT'; readonly timeoutMs: number }
  /** Signal that makes it read its files again, where it can. */
  readonly reload?: { readonly signal: 'SIGHUP' | 'SIGUSR1' | 'SIGUSR2' }
  /** How long those who ask it past any balancer may pass it over at most once it is ready again. */
  readonly passedOverMs?: number
  /** Files, or folders of them, that it reads again by itself when they change, and how long that takes at most. */
  readonly watches?: { readonly paths: readonly string[]; readonly withinMs: number }
  /** Folders of configuration that it reads as it starts, beside its own (`/etc/opt/hanok/SERVICE-ROLE`). */
  readonly readsBeside?: readonly string[]
  /** Its account may read the logs of all processes of its host. Together they keep so much of their ends on the disk. */
  readonly readsLogs?: { readonly keepMiB: number }
}

/** Work done once for the whole platform: databases, schemas, buckets. Idempotent; repeated at every start. */
export interface JobDefinition {
  /** `job/service/name`. */
  readonly id: `job/${string}/${string}`
  readonly user: string
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly workingDirectory: string
  readonly after: readonly WaitFor[]
  readonly timeoutMs: number
  readonly retryDelayMs: number
}

/** An account that processes run as. */
export interface AccountDefinition {
  readonly name: string
  readonly uid: number
}

/** `processes.json` of one host: all that is started there, and the world it expects. */
export interface HostProcesses {
  readonly schemaVersion: 1
  readonly host: HostId
  readonly hostname: string
  readonly networks: readonly {
    readonly id: NetworkId
    readonly vlan: number
    readonly interface: string
    readonly address: string
    readonly prefixLength: number
  }[]
  readonly memoryMiB: number
  readonly cpus: number
  readonly accounts: readonly AccountDefinition[]
  /** Kernel settings of the host (its network namespace in a rehearsal). */
  readonly sysctls: Readonly<Record<string, string>>
  readonly processes: readonly ProcessDefinition[]
  readonly jobs: readonly JobDefinition[]
}

/** Where things stand on every host, real or rehearsed (FHS 3.0, /opt, /etc/opt, /var/opt). */
export const hostPaths = {
  software: '/opt/hanok',
  config: '/etc/opt/hanok',
  data: '/var/opt/hanok/data',
  logs: '/var/opt/hanok/log',
  run: '/var/opt/hanok/run',
} as const

/** What the logs of a host together keep where no process reads them, in MiB. */
const keptUnread = 256

/** What the logs of a host together keep, in MiB: each an equal part. */
export function keptLogs(processes: readonly Pick<ProcessDefinition, 'readsLogs'>[]): number {
  return processes.find(({ readsLogs }) => readsLogs !== undefined)?.readsLogs?.keepMiB ?? keptUnread
}

/** File name of the log of an instance (`trino-worker.log`; one of a role a host at most) or of a job (`job-trino-setup.log`). */
export function logName(id: string): string {
  const [first, second, third] = id.split('/')
  return first === 'job' ? `job-${second}-${third}.log` : `${first}-${second}.log`
}

/** Where an instance or a job writes what it says: standard output and error in one file, never renamed. */
export function logFileOf(id: string): string {
  return `${hostPaths.logs}/${logName(id)}`
}

/** Interface of a network on every host, such as `data20`. Fits the kernel's 15 characters. */
export function interfaceName(network: NetworkId, vlan: number): string {
  const short: Record<NetworkId, string> = {
    management: 'mgmt',
    data: 'data',
    service: 'svc',
    storage: 'stor',
  }
  return `${short[network]}${vlan}`
}
