// HTTP clients inside a host of the platform: its own way there, and nothing of ours between.

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Site } from './site.ts'

const script = fileURLToPath(new URL('./http_load.py', import.meta.url))

/** One request. */
export interface LoadRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** A body of so many zero bytes. */
  readonly zeros?: number
}

/** What is asked of whom, by how many at once. */
export interface Load {
  readonly address: string
  readonly port: number
  /** PEM certificate of the authority, where it speaks TLS. */
  readonly authority?: string
  readonly clients: number
  readonly requests: readonly LoadRequest[]
  readonly timeoutMs: number
}

/** How it went. */
export interface LoadResult {
  readonly seconds: number
  readonly answered: number
  /** What went in bodies, either way. */
  readonly bytes: number
  readonly latenciesMs: readonly number[]
}

/** Works through all requests from a host. Rejects where one was not answered with success, or not all within the bound. */
export async function loadFrom(site: Site, host: string, load: Load): Promise<LoadResult> {
  const { authority = null, timeoutMs, ...rest } = load
  const printed = await site.run(host, ['/usr/bin/python3', '-I', '-S', '-c', readFileSync(script, 'utf8')], {
    stdin: JSON.stringify({ ...rest, authority, timeoutS: timeoutMs / 1_000 }),
    timeoutMs,
  })
  const { problem, ...result } = JSON.parse(printed) as LoadResult & { readonly problem: string | null }
  if (problem !== null) throw new Error(`${host} → ${load.address}:${load.port}: ${problem}`)
  return result
}
