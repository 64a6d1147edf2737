// The first proof that a platform is highly available: with clients at work all the time, the hosts that matter most
// are killed one after another and brought back, and everything that was acknowledged is read back.

import type { Plan } from '../model/plan.ts'
import type { EvidenceCell } from './evidence.ts'
import { faultWindow, type Operation } from './history.ts'
import { type Platform, pause, type Workload, type WorkloadContext } from './workload.ts'

/** The running platform as a drill sees and breaks it. Hosts are named without `host/`. */
export interface Breakable extends Platform {
  /** Name of the host whose instance of the role leads now; undefined while none does. */
  leaderHost(role: string): Promise<string | undefined>
  /** Links down, then every process; resolves once all are confirmed gone. */
  killHost(host: string): Promise<Death>
  reviveHost(host: string): Promise<void>
  /** Resolves when every instance is ready; rejects with what is not after `timeoutMs`. */
  waitUntilAllReady(timeoutMs: number): Promise<void>
}

/** The confirmed death of a host. */
export interface Death {
  /** Processes that were killed. */
  readonly processes: number
  /** When the last of its links was down, in ms since 1970. */
  readonly linksDownAtMs: number
}

/** One fault: whose host dies. */
export interface Scenario {
  readonly id: string
  readonly role: string
  /** `leader`: the host that leads now. `any`: the last host of the role that leads nothing. */
  readonly victim: 'leader' | 'any'
}

/** The hosts that the first proof kills, in this order. */
export const firstFailures: readonly Scenario[] = [
  { id: 'postgres-primary', role: 'postgres/server', victim: 'leader' },
  { id: 'trino-active-coordinator', role: 'trino/coordinator', victim: 'leader' },
  { id: 'seaweedfs-raft-leader', role: 'seaweedfs/master', victim: 'leader' },
  { id: 'seaweedfs-volume', role: 'seaweedfs/volume', victim: 'any' },
  { id: 'seaweedfs-filer', role: 'seaweedfs/filer', victim: 'any' },
  { id: 'hive-metastore', role: 'hive-metastore/server', victim: 'any' },
  { id: 'kafka-broker', role: 'kafka/broker', victim: 'any' },
  { id: 'kafka-active-controller', role: 'kafka/controller', victim: 'leader' },
  { id: 'active-gateway', role: 'load-balancer/keepalived', victim: 'leader' },
]

/** Time bounds of one scenario, milliseconds. */
export interface Bounds {
  readonly settleMs: number
  readonly observeMs: number
  /** Within this time new work must succeed again, and no gap may be longer. */
  readonly recoveryMs: number
  readonly reviveMs: number
}

/** The bounds of the published run. */
export const standardBounds: Bounds = {
  settleMs: 20_000,
  observeMs: 90_000,
  recoveryMs: 60_000,
  reviveMs: 300_000,
}

/** What a run tells while it goes on. */
export type Report = (line: string) => void

/** Runs the scenarios that the plan has roles for. Cells hold one row for each scenario and workload. */
export async function runFirstFailures(
  platform: Breakable,
  workloads: readonly Workload[],
  scenarios: readonly Scenario[],
  bounds: Bounds,
  report: Report,
): Promise<readonly EvidenceCell[]> {
  const operations: Operation[] = []
  const down = new Set<string>()
  const context: WorkloadContext = {
    platform,
    clientHost: (role) => livingHost(platform.plan, role, down),
    now: () => performance.now(),
    record: (operation) => operations.push(operation),
  }
  for (const workload of workloads) await workload.prepare(context)
  const stop = new AbortController()
  const clients = workloads.map((workload) => workload.run(context, stop.signal))
  const windows: { scenario: Scenario; host: string; confirmed: boolean; faultMs: number; endMs: number }[] =
    []
  try {
    for (const scenario of scenarios) {
      await pause(bounds.settleMs, stop.signal)
      const host = await chooseVictim(platform, scenario)
      report(`${scenario.id}: killing host/${host}`)
      down.add(host)
      const { processes: killed, linksDownAtMs } = await platform.killHost(host)
      // Until the links are down its last answers are true successes: what counts begins after them.
      const faultMs = linksDownAtMs - performance.timeOrigin
      const endMs = await observe(context, workloads, operations, faultMs, bounds, stop.signal)
      report(`${scenario.id}: ${killed} processes gone; ${describe(workloads, operations, faultMs, endMs)}`)
      windows.push({ scenario, host, confirmed: killed > 0, faultMs, endMs })
      await platform.reviveHost(host)
      await platform.waitUntilAllReady(bounds.reviveMs)
      down.delete(host)
      report(`${scenario.id}: host/${host} is back and ready`)
    }
  } finally {
    stop.abort()
    await Promise.all(clients)
  }
  const lost = await readBack(context, workloads, operations, report)
  for (const workload of workloads) await workload.cleanUp(context)
  return windows.flatMap((window) =>
    workloads.map((workload) => cellOf(window, workload, operations, lost.get(workload.id) ?? [], bounds)),
  )
}

function livingHost(plan: Plan, role: string, down: ReadonlySet<string>): string {
  const hosts = plan.instances
    .filter((instance) => `${instance.service}/${instance.role}` === role)
    .map((instance) => instance.host.slice('host/'.length))
  const living = hosts.find((host) => !down.has(host))
  if (living === undefined) throw new Error(`no living host of ${role} for a client`)
  return living
}

async function chooseVictim(platform: Breakable, scenario: Scenario): Promise<string> {
  if (scenario.victim === 'leader') {
    const leader = await platform.leaderHost(scenario.role)
    if (leader === undefined) throw new Error(`nobody leads ${scenario.role}`)
    return leader
  }
  const hosts = platform.plan.instances
    .filter((instance) => `${instance.service}/${instance.role}` === scenario.role)
    .map((instance) => instance.host.slice('host/'.length))
  const victim = hosts.at(-1)
  if (victim === undefined) throw new Error(`the plan has no ${scenario.role}`)
  return victim
}

/** Watches until every workload has had a success begun after the fault, and a while longer; bounded by `observeMs`. */
async function observe(
  context: WorkloadContext,
  workloads: readonly Workload[],
  operations: readonly Operation[],
  faultMs: number,
  bounds: Bounds,
  signal: AbortSignal,
): Promise<number> {
  const minimumMs = Math.min(30_000, bounds.observeMs)
  for (;;) {
    await pause(500, signal)
    const elapsedMs = context.now() - faultMs
    const recovered = workloads.every((workload) =>
      kindsOf(operations, workload.id).every((kind) =>
        operations.some(
          (operation) =>
            operation.workload === workload.id &&
            operation.kind === kind &&
            operation.outcome === 'ok' &&
            operation.startMs >= faultMs,
        ),
      ),
    )
    if (elapsedMs >= bounds.observeMs || (recovered && elapsedMs >= minimumMs)) return context.now()
  }
}

function kindsOf(operations: readonly Operation[], workload: string): readonly Operation['kind'][] {
  return [...new Set(operations.filter((o) => o.workload === workload).map((o) => o.kind))]
}

function worst(operations: readonly Operation[], workload: string, faultMs: number, endMs: number) {
  const windows = kindsOf(operations, workload).map((kind) =>
    faultWindow(
      operations.filter((o) => o.workload === workload && o.kind === kind),
      faultMs,
      endMs,
    ),
  )
  const recoveries = windows.map((window) => window.recoveryMs)
  return {
    recoveryMs:
      recoveries.includes(undefined) || windows.length === 0
        ? undefined
        : Math.max(...(recoveries as number[])),
    gapMs: Math.max(0, ...windows.map((window) => window.gapMs)),
    workedBefore: windows.length > 0 && windows.every((window) => window.workedBefore),
    ok: windows.reduce((sum, window) => sum + window.ok, 0),
    failed: windows.reduce((sum, window) => sum + window.failed, 0),
    unknown: windows.reduce((sum, window) => sum + window.unknown, 0),
  }
}

function describe(
  workloads: readonly Workload[],
  operations: readonly Operation[],
  faultMs: number,
  endMs: number,
): string {
  const seconds = (ms: number | undefined) => (ms === undefined ? 'never' : `${(ms / 1000).toFixed(1)} s`)
  return workloads
    .map((workload) => {
      const window = worst(operations, workload.id, faultMs, endMs)
      return `${workload.id} gap ${seconds(window.gapMs)}, new work after ${seconds(window.recoveryMs)}`
    })
    .join('; ')
}

async function readBack(
  context: WorkloadContext,
  workloads: readonly Workload[],
  operations: readonly Operation[],
  report: Report,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const lost = new Map<string, readonly string[]>()
  for (const workload of workloads) {
    const acknowledged = operations
      .filter((o) => o.workload === workload.id && o.kind === 'write' && o.outcome === 'ok')
      .flatMap((o) => (o.key === undefined ? [] : [o.key]))
    const gone = await workload.verify(context, acknowledged)
    report(`${workload.id}: ${acknowledged.length} acknowledged, ${gone.length} lost`)
    lost.set(workload.id, gone)
  }
  return lost
}

function cellOf(
  window: { scenario: Scenario; host: string; confirmed: boolean; faultMs: number; endMs: number },
  workload: Workload,
  operations: readonly Operation[],
  lostKeys: readonly string[],
  bounds: Bounds,
): EvidenceCell {
  const seen = worst(operations, workload.id, window.faultMs, window.endMs)
  const written = operations.filter(
    (o) =>
      o.workload === workload.id &&
      o.kind === 'write' &&
      o.outcome === 'ok' &&
      o.endMs > window.faultMs - bounds.settleMs &&
      o.endMs <= window.endMs,
  )
  const lost = written.filter((o) => o.key !== undefined && lostKeys.includes(o.key)).length
  const recovered =
    seen.recoveryMs !== undefined && Math.max(seen.recoveryMs, seen.gapMs) <= bounds.recoveryMs
  const proved = window.confirmed && seen.workedBefore
  return {
    element: `host/${window.host}`,
    fault: `kill-host:${window.scenario.id}`,
    capability: workload.capability,
    workload: workload.id,
    predicted: null,
    observed: {
      outcome: lost > 0 ? 'loses' : seen.gapMs > 5_000 ? 'stops' : 'survives',
      fraction: 1,
      recoveryMs: seen.recoveryMs === undefined ? null : Math.round(seen.recoveryMs),
    },
    acked: written.length,
    lost,
    unknown: seen.unknown,
    gapMs: Math.round(seen.gapMs),
    confirmed: window.confirmed,
    verdict: !proved ? 'unknown' : recovered && lost === 0 && lostKeys.length === 0 ? 'pass' : 'fail',
  }
}
