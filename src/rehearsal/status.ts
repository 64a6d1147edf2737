// Rehearsal: what is said about a running platform (shared contract, "Status"). Pure: endpoints follow from instances.

import type { EndpointId, HostId, InstanceId, Plan, PlanEndpoint } from '../model/plan.ts'

/** `starting` also covers waiting for others; `degraded` was ready and no longer answers; `failed` keeps being tried. */
export type RunState = 'starting' | 'ready' | 'degraded' | 'failed' | 'stopped'

export interface InstanceStatus {
  readonly id: InstanceId
  readonly host: HostId
  readonly state: RunState
  /** What it waits for, or what its probe last saw. */
  readonly detail: string
  /** null where its role has no leader. */
  readonly leader: boolean | null
  /** null unless asked for. */
  readonly pssMiB: number | null
  /** From the start of its process until it was ready; null before. */
  readonly startMs: number | null
  /** When its process was started and when it became ready, in ms since 1970; null before. */
  readonly startedAtMs: number | null
  readonly readyAtMs: number | null
  readonly restarts: number
  /** PID on this machine. */
  readonly pid: number | null
}

export interface EndpointStatus {
  readonly id: EndpointId
  /** At its virtual IP, or at the first of its addresses. */
  readonly url: string
  /** Every `address:port` that it is reached at. */
  readonly addresses: readonly string[]
  readonly state: RunState
}

export interface HostStatus {
  readonly id: HostId
  /** `down`: killed on purpose. */
  readonly state: 'starting' | 'up' | 'down' | 'failed'
  readonly detail: string
  /** PID 1's PID on this machine. */
  readonly initPid: number | null
  readonly outOfMemoryKills: number
}

export interface JobStatus {
  readonly id: string
  readonly host: HostId
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly attempts: number
  readonly detail: string
}

/** Memory as PSS in MiB: what everything of the rehearsal takes from the machine. */
export interface MemoryStatus {
  readonly totalMiB: number
  /** All processes in the hosts' namespaces, instances and the rest. */
  readonly hostsMiB: number
  readonly instancesMiB: number
  readonly supervisorMiB: number
}

/** The contract's status, with what belongs to a rehearsal beside it. */
export interface RehearsalStatus {
  readonly schemaVersion: 1
  readonly platform: string
  readonly state: RunState
  readonly instances: readonly InstanceStatus[]
  readonly endpoints: readonly EndpointStatus[]
  readonly hosts: readonly HostStatus[]
  readonly jobs: readonly JobStatus[]
  readonly memory: MemoryStatus | null
}

/** Address of an endpoint as people write it: its virtual IP, or its first address. */
export function endpointUrl(endpoint: PlanEndpoint): string {
  const scheme = endpoint.protocol === 's3' ? 'http' : endpoint.protocol
  const address = endpoint.virtualIp ?? endpoint.addresses[0]?.address ?? ''
  return `${scheme}://${address}:${endpoint.port}`
}

/** The states of all endpoints, from those of the instances behind them and of the balancers in front. */
export function endpointStates(
  plan: Plan,
  stateOf: (instance: InstanceId) => RunState,
): readonly EndpointStatus[] {
  const balancers = plan.instances.filter((instance) => instance.service === 'load-balancer')
  return plan.endpoints.map((endpoint) => {
    const behind = endpoint.addresses.map((entry) => stateOf(entry.instance))
    const front = endpoint.virtualIp === undefined ? [] : balancers.map((instance) => stateOf(instance.id))
    const states = [combine(behind), ...(front.length === 0 ? [] : [combine(front)])]
    const reached =
      endpoint.virtualIp === undefined
        ? endpoint.addresses.map(({ address }) => address)
        : [endpoint.virtualIp]
    const addresses = reached.map((address) => `${address}:${endpoint.port}`)
    return { id: endpoint.id, url: endpointUrl(endpoint), addresses, state: worst(states) }
  })
}

/** The state of the whole: ready only when everything is. */
export function platformState(states: readonly RunState[]): RunState {
  if (states.every((state) => state === 'stopped')) return 'stopped'
  if (states.includes('failed')) return 'failed'
  if (states.includes('starting')) return 'starting'
  return states.every((state) => state === 'ready') ? 'ready' : 'degraded'
}

// One address that works makes it work; it is degraded when another that should work does not.
function combine(states: readonly RunState[]): RunState {
  if (states.every((state) => state === 'ready')) return 'ready'
  if (states.includes('ready')) return states.includes('starting') ? 'starting' : 'degraded'
  return worst(states)
}

const order: readonly RunState[] = ['ready', 'degraded', 'starting', 'failed', 'stopped']

function worst(states: readonly RunState[]): RunState {
  return order[Math.max(0, ...states.map((state) => order.indexOf(state)))] ?? 'stopped'
}
