// One text for one JSON value, whatever order its keys were made in: what hashes and comparisons stand on.

import { createHash } from 'node:crypto'
import type { Plan } from './plan.ts'

/** JSON with sorted keys. Keys whose value is undefined are left out, as `JSON.stringify` does. */
export function canonicalJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, (_key, entry: unknown) => sortKeys(entry), indent)
}

function sortKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
}

/** SHA-256 of a text or of bytes, hexadecimal. */
export function sha256Of(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** The hash by which verdicts, artifacts and evidence name the plan that they speak of. */
export function planSha256(plan: Plan): string {
  return sha256Of(canonicalJson(plan))
}
