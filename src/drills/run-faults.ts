// Faults one after another on a running platform, with clients at work all the time; afterwards everything that was acknowledged is read
// back, and each cell is judged against the verdict on the very plan that runs.

import { setMaxListeners } from 'node:events'
import { evaluateFailure } from '../verifier/evaluate-failure.ts'
import type { FailureMode } from '../verifier/failure.ts'
import { findBreaches } from './checker.ts'
import { checkers } from './checkers/index.gen.ts'
import { type ClientHosts, clientHosts } from './client-hosts.ts'
import { drillErrors } from './errors.ts'
import type { EvidenceCell } from './evidence.ts'
import { cellOf, describeWindow, type Watched, type Window, worksSince } from './fault-cells.ts'
import { type Breakable, type FaultKind, kindOfElement, type Reached } from './fault-kind.ts'
import type { Operation } from './history.ts'
import type { FaultEvent, HistoryLog } from './history-log.ts'
import { pause, type Workload, type WorkloadContext } from './workload.ts'

/** One fault. */
export interface Fault {
  /** As it stands in the evidence, such as `kill-host`, with what is meant by it where that is not its element. */
  readonly id: string
  readonly kind: FaultKind
  /** The id of the element that is hit, a host's, a network's or an instance's; or how it is chosen when its turn comes. */
  readonly element: string | ((platform: Breakable) => Promise<string>)
}

/** Time bounds of one fault, milliseconds. */
export interface Bounds {
  readonly settleMs: number
  /** At least so long, and as long as the longest estimate, clients are watched after the fault. */
  readonly leastMs: number
  readonly observeMs: number
  readonly reviveMs: number
}

/** What a run tells while it goes on. */
export type Report = (line: string) => void

/** How faults are run. */
export interface FaultOptions {
  readonly bounds: Bounds
  readonly report: Report
  /** Ends the run: what is broken is healed, what the clients wrote is taken away, and its reason is thrown. */
  readonly signal?: AbortSignal
  /** Where everything that happens is kept. */
  readonly history?: HistoryLog
}

/** Runs the faults. Cells hold one row for each fault and workload. */
export async function runFaults(
  platform: Breakable,
  workloads: readonly Workload[],
  faults: readonly Fault[],
  { bounds, report, signal, history }: FaultOptions,
): Promise<readonly EvidenceCell[]> {
  const operations: Operation[] = []
  const hosts = clientHosts(platform)
  const context: WorkloadContext = {
    platform: hosts.platform,
    clientHost: hosts.clientHost,
    now: () => performance.now(),
    record: (operation) => {
      operations.push(operation)
      history?.operation(operation)
    },
  }
  await prepare(workloads, context)
  const stop = new AbortController()
  // Every pause of every client listens.
  setMaxListeners(0, stop.signal)
  const clients = workloads.map((workload) => workload.run(context, stop.signal))
  const windows: Window[] = []
  const interrupted = signal ?? new AbortController().signal
  const run: Run = {
    platform,
    workloads,
    operations,
    context,
    bounds,
    report,
    hosts,
    signal: interrupted,
    note: (event) => history?.fault(event),
  }
  try {
    for (const fault of faults) windows.push(await runOne(run, fault))
  } finally {
    stop.abort()
    await Promise.all(clients)
    if (interrupted.aborted) for (const workload of workloads) await workload.cleanUp(context)
  }
  interrupted.throwIfAborted()
  const lost = await readBack(context, workloads, operations, report)
  for (const workload of workloads) await workload.cleanUp(context)
  const breaches = findBreaches(checkers, operations)
  for (const { workload, checker, said } of breaches) report(`${workload}: ${checker}: ${said}`)
  return windows.flatMap((window) =>
    workloads.map((workload) =>
      cellOf(platform.plan, watchedOf(run), windows, window, workload, { lost, breaches }),
    ),
  )
}

/** Throws `drills.notServing` after taking away what was made, where a client cannot begin. */
async function prepare(workloads: readonly Workload[], context: WorkloadContext): Promise<void> {
  for (const workload of workloads) {
    await workload.prepare(context).catch(async (cause: unknown) => {
      for (const begun of workloads.slice(0, workloads.indexOf(workload) + 1)) {
        await begun.cleanUp(context).catch((error: unknown) => error)
      }
      throw drillErrors.notServing({ client: workload.id, said: saidBy(cause) }, { cause })
    })
  }
}

function saidBy(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}

interface Run {
  readonly platform: Breakable
  readonly workloads: readonly Workload[]
  readonly operations: readonly Operation[]
  readonly context: WorkloadContext
  readonly bounds: Bounds
  readonly report: Report
  readonly hosts: ClientHosts
  readonly signal: AbortSignal
  note(event: FaultEvent): void
}

/** Breaks, watches and heals one element. */
async function runOne(run: Run, fault: Fault): Promise<Window> {
  const { platform, bounds, report, hosts, signal } = run
  await pause(bounds.settleMs, signal)
  signal.throwIfAborted()
  const element = typeof fault.element === 'string' ? fault.element : await fault.element(platform)
  report(`${fault.id}: ${element}`)
  const host = kindOfElement(element) === 'host' ? element.slice('host/'.length) : undefined
  // Clients that stood there are to be at work elsewhere before it breaks.
  if (host !== undefined && hosts.leave(host) > 0) await pause(bounds.settleMs, signal)
  signal.throwIfAborted()
  const struck = await strike(run, fault.kind, element)
  const faultMs = struck.atMs - performance.timeOrigin
  const event = { fault: fault.id, element }
  run.note({ event: 'fault', ...event, atMs: struck.atMs })
  let endMs = faultMs
  let healed: Reached | undefined
  try {
    endMs = await observe(run, { element, mode: fault.kind.mode }, faultMs)
    report(`${element}: ${struck.reached} reached; ${describeWindow(watchedOf(run), faultMs, endMs)}`)
  } finally {
    run.note({ event: 'healing', ...event, atMs: Date.now() })
    healed = await fault.kind.heal(platform, element)
  }
  await platform.waitUntilAllReady(bounds.reviveMs).catch((cause: unknown) => {
    throw drillErrors.notReadyAgain({ element, said: saidBy(cause) }, { cause })
  })
  await awaitWork(run, endMs)
  const readyMs = run.context.now()
  if (host !== undefined) hosts.comeBack(host)
  run.note({ event: 'ready', ...event, atMs: Date.now() })
  report(`${element}: back and ready`)
  const confirmed = struck.reached > 0 && (healed === undefined || healed.reached > 0)
  return { fault: fault.id, mode: fault.kind.mode, element, confirmed, faultMs, endMs, readyMs }
}

/** A fault that failed half-way is healed as one that did not. */
async function strike({ platform }: Run, kind: FaultKind, element: string): Promise<Reached> {
  try {
    return await kind.strike(platform, element)
  } catch (error) {
    await kind.heal(platform, element)
    throw error
  }
}

interface Hit {
  readonly element: string
  readonly mode: FailureMode | undefined
}

/** How long the verdict says that any of the workloads' capabilities may be gone. */
function longestEstimateMs({ platform, workloads }: Run, { element, mode }: Hit): number {
  if (mode === undefined) return 0
  const { capabilities } = evaluateFailure(platform.plan, [element], mode)
  return Math.max(0, ...workloads.map(({ capability }) => capabilities[capability]?.recoveryMs ?? 0))
}

/** Watches until every workload has had a success begun after the fault, and as long as any may fail; bounded by `observeMs`. */
async function observe(run: Run, hit: Hit, faultMs: number): Promise<number> {
  const { bounds, context, signal } = run
  const leastMs = Math.min(Math.max(bounds.leastMs, longestEstimateMs(run, hit)), bounds.observeMs)
  for (;;) {
    await pause(500, signal)
    signal.throwIfAborted()
    const elapsedMs = context.now() - faultMs
    const recovered = allWorkSince(run, faultMs)
    if (elapsedMs >= bounds.observeMs || (recovered && elapsedMs >= leastMs)) return context.now()
  }
}

function allWorkSince(run: Run, sinceMs: number): boolean {
  return run.workloads.every(({ id }) => worksSince(watchedOf(run), id, sinceMs))
}

/** Waits until every workload has had a success begun since then; bounded. */
async function awaitWork(run: Run, sinceMs: number): Promise<void> {
  const deadlineMs = run.context.now() + run.bounds.observeMs
  while (!allWorkSince(run, sinceMs) && run.context.now() < deadlineMs) {
    await pause(200, run.signal)
    run.signal.throwIfAborted()
  }
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

function watchedOf({ operations, workloads, bounds }: Run): Watched {
  return { operations, workloads, settleMs: bounds.settleMs }
}
