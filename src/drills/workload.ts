// The contract of a workload: clients that write and read all the time, and an account of what they were told.

import type { Capability, Plan } from '../model/plan.ts'
import type { Forward } from '../operate/forward.ts'
import type { Operation } from './history.ts'

/** How a drill reaches the running platform. */
export interface Platform {
  readonly plan: Plan
  /** Opens a loopback port whose connections come from a host of the platform and go to an address there. */
  forward(from: () => string, address: string, port: number): Promise<Forward>
  /** The value of a secret of this platform. */
  secret(name: string): string
}

/** What a workload is given while it runs. */
export interface WorkloadContext {
  readonly platform: Platform
  /** A living host of the first of these roles that the platform has, one that may reach the endpoint; never one that is to be killed. */
  clientHost(...roles: readonly string[]): string
  /** Milliseconds of a monotonic clock. */
  now(): number
  record(operation: Operation): void
}

/** One kind of use of the platform, kept up through faults. */
export interface Workload {
  readonly id: string
  readonly capability: Capability
  /** Makes what it writes into. Idempotent. */
  prepare(context: WorkloadContext): Promise<void>
  /** Clients that go on until aborted; they survive every error and record it. */
  run(context: WorkloadContext, signal: AbortSignal): Promise<void>
  /** Reads back everything that was acknowledged; gives the keys that are gone or wrong. */
  verify(context: WorkloadContext, acknowledged: readonly string[]): Promise<readonly string[]>
  /** Takes away what it made. */
  cleanUp(context: WorkloadContext): Promise<void>
}

/**
 * Runs one operation, times it, and records its outcome with what it gives for the checkers. An error of a write means that it may have
 * happened.
 */
export async function attempt(
  context: WorkloadContext,
  about: Pick<Operation, 'workload' | 'kind' | 'key' | 'number'>,
  operation: (() => Promise<void>) | (() => Promise<Pick<Operation, 'number' | 'ledBy'>>),
): Promise<boolean> {
  const startMs = context.now()
  try {
    const seen = await operation()
    context.record({ ...about, ...(seen ?? {}), startMs, endMs: context.now(), outcome: 'ok' })
    return true
  } catch (error) {
    const detail = error instanceof Error ? error.message.slice(0, 200) : String(error)
    const outcome = about.kind === 'write' ? 'unknown' : 'fail'
    context.record({ ...about, startMs, endMs: context.now(), outcome, detail })
    return false
  }
}

/** How operations follow each other. */
export interface Rhythm {
  /** From the end of one to the beginning of the next. */
  readonly pauseMs: number
  /** While one is not answered for so long, the next is tried beside it. */
  readonly patienceMs: number
  /** So many at most. */
  readonly atOnce: number
}

/**
 * Tries operations one after another, numbered from 1. Where one hangs the next does not wait for it: a platform has many users, and one whose
 * connection leads to a dead host does not keep the others from finding that it is back. Resolves when all have ended after the signal.
 */
export async function keepTrying(
  signal: AbortSignal,
  { pauseMs, patienceMs, atOnce }: Rhythm,
  operation: (number: number) => Promise<unknown>,
): Promise<void> {
  const running = new Set<Promise<unknown>>()
  for (let number = 1; !signal.aborted; number++) {
    const one = operation(number).finally(() => running.delete(one))
    running.add(one)
    const answered = new AbortController()
    await Promise.race([
      one.finally(() => answered.abort()),
      pause(patienceMs, AbortSignal.any([signal, answered.signal])),
    ])
    while (running.size >= atOnce) await Promise.race(running)
    await pause(pauseMs, signal)
  }
  await Promise.all(running)
}

/** Waits until the pause is over or the signal is given, whichever is first. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(done, milliseconds)
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
