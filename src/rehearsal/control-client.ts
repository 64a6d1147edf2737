// Rehearsal: speaks to the supervisor, if there is one.

import http from 'node:http'
import { HanokError } from '../model/errors.ts'
import { rehearsalErrors } from './errors.ts'
import type { RehearsalEvent } from './events.ts'
import { type Place, readPointer } from './place.ts'
import { isAlive, type ProcessRef } from './proc.ts'

/** The living supervisor, or undefined. */
export function livingSupervisor(place: Place): ProcessRef | undefined {
  const supervisor = readPointer(place.pointerFile)?.supervisor
  return isAlive(supervisor) ? supervisor : undefined
}

/** Throws `notUp` without a rehearsal and `supervisorGone` when its supervisor does not live. */
export function requireSupervisor(place: Place): void {
  if (readPointer(place.pointerFile) === undefined) throw rehearsalErrors.notUp({ place: place.name })
  if (livingSupervisor(place) === undefined) {
    throw rehearsalErrors.supervisorGone({ log: place.supervisorLog })
  }
}

/** Asks the supervisor; its errors come back as the errors they were. */
export async function askSupervisor<T>(
  place: Place,
  method: 'GET' | 'POST',
  path: string,
  timeoutMs = 60_000,
): Promise<T> {
  requireSupervisor(place)
  return await new Promise<T>((resolve, reject) => {
    const gone = () => reject(rehearsalErrors.supervisorGone({ log: place.supervisorLog }))
    const request = http.request({
      socketPath: place.controlSocket,
      method,
      path,
      timeout: timeoutMs,
      agent: false,
    })
    request.on('timeout', () => request.destroy())
    request.on('error', gone)
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', gone)
      response.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}') as unknown
        if (response.statusCode === 200) resolve(body as T)
        else reject(errorFrom(body))
      })
    })
    request.end()
  })
}

function errorFrom(body: unknown): Error {
  const error = body as ConstructorParameters<typeof HanokError>[0] & { message?: string }
  return error.text === undefined
    ? new Error(error.message ?? 'the supervisor failed')
    : new HanokError(error)
}

/** Follows what happens from event `since` on, until `signal` is aborted or the supervisor is gone. */
export async function followEvents(
  place: Place,
  since: number,
  onEvent: (event: RehearsalEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  await new Promise<void>((resolve) => {
    const request = http.request({
      socketPath: place.controlSocket,
      path: `/events?since=${since}`,
      agent: false,
    })
    const end = () => {
      signal.removeEventListener('abort', end)
      request.destroy()
      resolve()
    }
    signal.addEventListener('abort', end, { once: true })
    request.on('error', end)
    request.on('response', (response) => {
      let rest = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) onEvent(JSON.parse(line) as RehearsalEvent)
      })
      response.on('close', end)
      response.on('error', end)
    })
    request.end()
  })
}
