// Demo: waiting. Every wait asks for a condition, is bounded, and says what it last saw.

import { HanokError } from '../model/errors.ts'
import type { Text } from '../model/text.ts'
import { demoErrors } from './errors.ts'

/** Bounds of a wait. */
export interface Wait {
  /** What is waited for, in the words of the error. */
  readonly what: Text
  readonly timeoutMs: number
  readonly intervalMs?: number
  readonly signal?: AbortSignal | undefined
}

/** What a check saw: done with its value, or not yet and why. */
export type Seen<T> =
  | { readonly done: true; readonly value: T }
  | { readonly done: false; readonly seen: string }

/**
 * Checks again and again until it is done. A check that throws counts as not yet, since hosts may die meanwhile, unless
 * waiting is no help: the user's fault, a bug, no platform. Throws `demo.gaveUp` with what was last seen.
 */
export async function until<T>(wait: Wait, check: () => Promise<Seen<T>>): Promise<T> {
  const deadlineMs = performance.now() + wait.timeoutMs
  for (;;) {
    wait.signal?.throwIfAborted()
    const seen = await look(check)
    if (seen.done) return seen.value
    if (performance.now() > deadlineMs) {
      throw demoErrors.gaveUp({
        what: wait.what,
        seconds: Math.round(wait.timeoutMs / 1_000),
        last: seen.seen,
      })
    }
    await interval(wait.intervalMs ?? 1_000, wait.signal)
  }
}

/** What no waiting changes. */
const final = new Set(['rehearsal.notUp', 'rehearsal.supervisorGone'])

async function look<T>(check: () => Promise<Seen<T>>): Promise<Seen<T>> {
  try {
    return await check()
  } catch (error) {
    if (error instanceof HanokError && (error.fault !== 'environment' || final.has(error.code))) throw error
    return { done: false, seen: error instanceof Error ? error.message : String(error) }
  }
}

function interval(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    signal?.addEventListener('abort', done, { once: true })
  })
}
