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
import { cellOf, describeWindow, elementName, type Watched, type Window, worksSince } from './fault-cells.ts'
import { type Breakable, type FaultKind, kindOfElement, type Reached } from './fault-kind.ts'
import { favourClients } from './favour-clients.ts'
import type { Operation } from './history.ts'
import type { FaultEvent, HistoryLog } from './history-log.ts'
import { pause, type Workload, type WorkloadContext } from './workload.ts'

/** One fault. */
export interface Fault {
  /** As it stands in the evidence, such as `kill-host`, with what is meant by it where that is not its element. */
  readonly id: string
  readonly kind: FaultKind
  /** Ids of the elements that are hit at once, hosts', networks' or instances'; or how they are chosen when their turn comes. */
  readonly elements: readonly string[] | ((platform: Breakable) => Promise<readonly string[]>)
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
  const yieldAgain = favourClients()
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
    yieldAgain()
    if (interrupted.aborted) await cleanUpAll(workloads, context)
  }
  interrupted.throwIfAborted()
  const lost = await readBack(context, workloads, operations, report)
  await cleanUpAll(workloads, context)
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
      await cleanUpAll(workloads.slice(0, workloads.indexOf(workload) + 1), context)
      throw drillErrors.notServing({ client: workload.id, said: saidBy(cause) }, { cause })
    })
  }
}

const cleanUpMs = 60_000

/** Takes away what the clients wrote, as well as the platform lets them within a minute: one that is down keeps it. */
async function cleanUpAll(workloads: readonly Workload[], context: WorkloadContext): Promise<void> {
  const enough = new AbortController()
  const cleaned = Promise.allSettled(workloads.map((workload) => workload.cleanUp(context)))
  await Promise.race([cleaned.then(() => enough.abort()), pause(cleanUpMs, enough.signal)])
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

/** Breaks, watches and heals the elements of one fault. */
async function runOne(run: Run, { id, kind, elements: chosen }: Fault): Promise<Window> {
  const { platform, bounds, report, hosts, signal } = run
  await pause(bounds.settleMs, signal)
  signal.throwIfAborted()
  const elements = typeof chosen === 'function' ? await chosen(platform) : chosen
  const element = elementName(elements)
  report(`${id}: ${element}`)
  const left = hostsOf(elements)
  // Clients that stood there are to be at work elsewhere before it breaks.
  const ended = left.reduce((sum, host) => sum + hosts.leave(host), 0)
  if (ended > 0) await pause(bounds.settleMs, signal)
  signal.throwIfAborted()
  const struck = await strike(run, kind, elements)
  const faultMs = struck.atMs - performance.timeOrigin
  const event = { fault: id, element }
  run.note({ event: 'fault', ...event, atMs: struck.atMs })
  let endMs = faultMs
  let healed: Reached | undefined
  try {
    endMs = await observe(run, { elements, mode: kind.mode }, faultMs)
    report(`${element}: ${struck.reached} reached; ${describeWindow(watchedOf(run), faultMs, endMs)}`)
  } finally {
    run.note({ event: 'healing', ...event, atMs: Date.now() })
    healed = await heal(run, kind, elements)
  }
  await platform.waitUntilAllReady(bounds.reviveMs).catch((cause: unknown) => {
    throw drillErrors.notReadyAgain({ element, said: saidBy(cause) }, { cause })
  })
  await awaitWork(run, endMs)
  const readyMs = run.context.now()
  for (const host of left) hosts.comeBack(host)
  run.note({ event: 'ready', ...event, atMs: Date.now() })
  report(`${element}: back and ready`)
  const confirmed = struck.reached > 0 && (healed === undefined || healed.reached > 0)
  return { fault: id, mode: kind.mode, elements, confirmed, faultMs, endMs, readyMs }
}

/** Names of the hosts among elements. */
function hostsOf(elements: readonly string[]): readonly string[] {
  return elements
    .filter((element) => kindOfElement(element) === 'host')
    .map((element) => element.slice('host/'.length))
}

/** Strikes all at once; it begins when the last is struck, and reached nothing where it missed any. What failed half-way is healed. */
async function strike(run: Run, kind: FaultKind, elements: readonly string[]): Promise<Reached> {
  const struck = await Promise.allSettled(elements.map((element) => kind.strike(run.platform, element)))
  const failed = struck.find((one) => one.status === 'rejected')
  if (failed !== undefined) {
    await heal(run, kind, elements)
    throw failed.reason
  }
  return together(struck.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])))
}

/** Heals all, also where one of them cannot be. */
async function heal(
  { platform }: Run,
  kind: FaultKind,
  elements: readonly string[],
): Promise<Reached | undefined> {
  const healed = await Promise.allSettled(elements.map((element) => kind.heal(platform, element)))
  const failed = healed.find((one) => one.status === 'rejected')
  if (failed !== undefined) throw failed.reason
  const told = healed.flatMap((one) =>
    one.status === 'fulfilled' && one.value !== undefined ? [one.value] : [],
  )
  return told.length === 0 ? undefined : together(told)
}

function together(reached: readonly Reached[]): Reached {
  const missed = reached.some((one) => one.reached === 0)
  return {
    reached: missed ? 0 : reached.reduce((sum, one) => sum + one.reached, 0),
    atMs: Math.max(...reached.map(({ atMs }) => atMs)),
  }
}

interface Hit {
  readonly elements: readonly string[]
  readonly mode: FailureMode | undefined
}

/** So long is watched that what only repair brings back does not come back by itself. */
const foreverMs = 60_000

/** What is waited for after a fault, by the verdict. */
interface Awaited {
  /** At least so long. */
  readonly leastMs: number
  /** Who is to come back by himself. */
  readonly workloads: readonly Workload[]
}

function awaitedAfter({ platform, workloads, bounds }: Run, { elements, mode }: Hit): Awaited {
  if (mode === undefined) return { leastMs: bounds.leastMs, workloads }
  const { capabilities } = evaluateFailure(platform.plan, elements, mode)
  const recoveryOf = ({ capability }: Workload) => capabilities[capability]?.recoveryMs
  const isForever = workloads.some((workload) => recoveryOf(workload) === null)
  const longestMs = Math.max(
    isForever ? foreverMs : bounds.leastMs,
    ...workloads.map((one) => recoveryOf(one) ?? 0),
  )
  return {
    leastMs: Math.min(longestMs, bounds.observeMs),
    workloads: workloads.filter((workload) => recoveryOf(workload) !== null),
  }
}

/** Watches until every workload that is to come back has had a success begun after the fault, and as long as any may fail; bounded by `observeMs`. */
async function observe(run: Run, hit: Hit, faultMs: number): Promise<number> {
  const { bounds, context, signal } = run
  const awaited = awaitedAfter(run, hit)
  for (;;) {
    await pause(500, signal)
    signal.throwIfAborted()
    const elapsedMs = context.now() - faultMs
    const recovered = allWorkSince(run, awaited.workloads, faultMs)
    if (elapsedMs >= bounds.observeMs || (recovered && elapsedMs >= awaited.leastMs)) return context.now()
  }
}

function allWorkSince(run: Run, workloads: readonly Workload[], sinceMs: number): boolean {
  return workloads.every(({ id }) => worksSince(watchedOf(run), id, sinceMs))
}

/** Waits until every workload has had a success begun since then; bounded. */
async function awaitWork(run: Run, sinceMs: number): Promise<void> {
  const deadlineMs = run.context.now() + run.bounds.observeMs
  while (!allWorkSince(run, run.workloads, sinceMs) && run.context.now() < deadlineMs) {
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
