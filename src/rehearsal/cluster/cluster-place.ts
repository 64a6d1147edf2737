// The cluster's place on this machine: where its state lies, and what is remembered of its processes.

import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { ProcessRef } from '../proc.ts'
import { writeAtomically } from '../state.ts'

/** Names of the programs that make a cluster, in the order in which they are started. */
export const daemonNames = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kwok',
] as const

/** One of them. */
export type DaemonName = (typeof daemonNames)[number]

/** Ports on loopback that the cluster's programs listen on, chosen when it is made. */
export interface ClusterPorts {
  readonly etcd: number
  readonly etcdPeer: number
  readonly api: number
  readonly controllerManager: number
  readonly scheduler: number
  readonly kwok: number
}

/** `cluster.json`: enough for `status` and `down`, after a crash too. */
export interface ClusterRecord {
  readonly schemaVersion: 1
  readonly platform: string
  readonly planSha256: string
  readonly ports: ClusterPorts
  readonly processes: Readonly<Partial<Record<DaemonName, ProcessRef>>>
  /** Nodes that were killed on purpose: nobody sends their heartbeats. */
  readonly lostNodes: readonly string[]
}

/** Paths of the cluster below one folder. */
export interface ClusterPlace {
  readonly directory: string
  /** Beside the folder, so that it outlives it: `up` and `down` exclude each other. */
  readonly lockFile: string
  readonly recordFile: string
  readonly planFile: string
  readonly renderedDirectory: string
  readonly kubeconfig: string
}

/** The place of the cluster: `XDG_STATE_HOME`; `HANOK_REHEARSAL_NAME` gives tests one of their own. */
export function clusterPlace(env: NodeJS.ProcessEnv = process.env): ClusterPlace {
  const stateHome = env.XDG_STATE_HOME || join(homedir(), '.local', 'state')
  const directory = join(stateHome, env.HANOK_REHEARSAL_NAME || 'hanok', 'cluster')
  return {
    directory,
    lockFile: `${directory}.lock`,
    recordFile: join(directory, 'cluster.json'),
    planFile: join(directory, 'plan.json'),
    renderedDirectory: join(directory, 'rendered'),
    kubeconfig: join(directory, 'admin.kubeconfig'),
  }
}

/** What is remembered; undefined where no cluster is up. */
export function readCluster(place: ClusterPlace): ClusterRecord | undefined {
  if (!existsSync(place.recordFile)) return undefined
  try {
    return JSON.parse(readFileSync(place.recordFile, 'utf8')) as ClusterRecord
  } catch {
    // Not ours, or of a disk that was full: what runs here is found without it (strays.ts).
    return undefined
  }
}

/** Remembers, in one step. */
export function writeCluster(place: ClusterPlace, record: ClusterRecord): void {
  mkdirSync(place.directory, { recursive: true, mode: 0o700 })
  writeAtomically(place.recordFile, `${JSON.stringify(record, null, 2)}\n`, 0o600)
}
