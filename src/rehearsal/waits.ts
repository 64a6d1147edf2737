// Rehearsal: waits until what an instance or job needs at its start holds. Readiness decides, never a fixed pause.

import type { WaitFor } from '../model/artifacts.ts'
import type { Probe } from '../model/plan.ts'
import type { ProbeResult } from './probes.ts'
import type { Waker } from './waker.ts'

/** What waiting needs of its surroundings. */
export interface WaitContext {
  probe(probe: Probe): Promise<ProbeResult>
  jobDone(id: string): boolean
  /** Woken whenever an instance became ready or a job was done. */
  readonly waker: Waker
  /** Told whenever there is something new to say. */
  saw(what: string): void
}

const firstPauseMs = 250
const longestPauseMs = 1_500

/** Returns when all of `waits` have held, one after the other, or when `signal` is aborted (false then). */
export async function waitForAll(
  waits: readonly WaitFor[],
  context: WaitContext,
  signal: AbortSignal,
): Promise<boolean> {
  for (const wait of waits) {
    let pauseMs = firstPauseMs
    for (;;) {
      if (signal.aborted) return false
      const result = await check(wait, context)
      if (result.ok) break
      context.saw(`${nameOf(wait)}: ${result.saw}`)
      const woken = await context.waker.pause(pauseMs, signal)
      pauseMs = woken ? firstPauseMs : Math.min(longestPauseMs, pauseMs * 1.5)
    }
  }
  return !signal.aborted
}

function nameOf(wait: WaitFor): string {
  return wait.kind === 'job' ? wait.id : wait.what
}

async function check(wait: WaitFor, context: WaitContext): Promise<ProbeResult> {
  switch (wait.kind) {
    case 'job':
      return { ok: context.jobDone(wait.id), saw: 'not done yet' }
    case 'probe':
      return await context.probe(wait.probe)
    case 'probes': {
      const results = await Promise.all(wait.probes.map((probe) => context.probe(probe)))
      const good = results.filter((result) => result.ok).length
      const bad = results.find((result) => !result.ok)
      return { ok: good >= wait.atLeast, saw: `${good} of ${wait.atLeast}; ${bad?.saw ?? ''}` }
    }
  }
}
