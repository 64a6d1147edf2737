// The contract of a kind of fault: what it does to an element of the running platform, how that is proved, and how it is healed.

import type { Text } from '../model/text.ts'
import type { FailureMode } from '../verifier/failure.ts'
import type { Platform } from './workload.ts'

/** What can be broken. */
export type ElementKind = 'host' | 'instance' | 'network'

/** What a drill does to an element, and undoes: `join` undoes `cut`, `keep-packets` whatever drops packets, and so on. */
export type FaultAction =
  | 'kill'
  | 'revive'
  | 'restart'
  | 'pause'
  | 'resume'
  | 'cut'
  | 'join'
  | 'lose-packets'
  | 'mute'
  | 'deaf'
  | 'keep-packets'

/** What an action reached. */
export interface Reached {
  /** Processes killed or stopped, links cut, packets dropped: 0 means that nothing happened. */
  readonly reached: number
  /** From when on, in milliseconds since 1970. */
  readonly atMs: number
}

/** The running platform as a drill sees and breaks it. Hosts are named without `host/` where an id is not asked for. */
export interface Breakable extends Platform {
  /** Name of the host whose instance of the role leads now; undefined while none does. */
  leaderHost(role: string): Promise<string | undefined>
  /** Does something to an element, by its id; resolves once it is confirmed. */
  act(element: string, action: FaultAction): Promise<Reached>
  /** Undoes whatever earlier drills left broken, if they were ended half-way. */
  healAll(): Promise<void>
  /** Resolves when every instance is ready; rejects with what is not after `timeoutMs`. */
  waitUntilAllReady(timeoutMs: number): Promise<void>
}

/** One kind of fault. A file of `faults/` declares one. */
export interface FaultKind {
  readonly id: string
  readonly title: Text
  readonly hits: readonly ElementKind[]
  /**
   * What the verdict is asked: whether the element dies with a word or falls silent, though it lives. Left out where it is neither: such a
   * fault has no prediction, and asks that nothing is lost and everything works once it is over.
   */
  readonly mode?: FailureMode
  strike(platform: Breakable, element: string): Promise<Reached>
  /** Undoes it. Gives how much it had reached meanwhile where that shows only now. */
  heal(platform: Breakable, element: string): Promise<Reached | undefined>
}

/** What an id stands for. */
export function kindOfElement(element: string): ElementKind {
  const [first] = element.split('/')
  return first === 'host' || first === 'network' ? first : 'instance'
}
