// Demo: what every step is given, and what it finds.

import type { Text } from '../model/text.ts'
import type { Comparison } from './digest.ts'
import type { DemoPlatform } from './platform.ts'
import type { SourceTable } from './source.ts'

/** What one step is given. */
export interface StepContext {
  readonly platform: DemoPlatform
  readonly sources: readonly SourceTable[]
  readonly report: (line: Text) => void
  /** When this run began, in milliseconds since 1970: what the platform tells of itself is asked from then on. */
  readonly startedAtMs: number
  readonly signal?: AbortSignal | undefined
}

/** A number that the platform tells, against what it must be. */
export interface CountCheck {
  /** What is counted, such as `streamlit/app/1 flights`. */
  readonly name: string
  readonly found: number
  readonly expected: number
  /** More is fine, too: others use the platform meanwhile. */
  readonly atLeast?: true
  readonly equal: boolean
}

/** What one step found: whole tables, single numbers, or both. */
export interface StepFindings {
  readonly tables?: readonly Comparison[]
  readonly counts?: readonly CountCheck[]
}

/** A number that must be the expected one. */
export function countCheck(name: string, found: number, expected: number): CountCheck {
  return { name, found, expected, equal: found === expected }
}

/** A number that must be the expected one or more. */
export function countAtLeast(name: string, found: number, expected: number): CountCheck {
  return { name, found, expected, atLeast: true, equal: found >= expected }
}
