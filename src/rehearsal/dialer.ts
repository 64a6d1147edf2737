// Rehearsal: TCP from inside any host of the platform. Probes, drill clients and the flow test all come through here
// (docs/adr/0008). The helper `dialer.py` does the entering; this side speaks its one-line protocol.

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import net from 'node:net'
import { fileURLToPath } from 'node:url'
import { commandPath, standardPath } from './command.ts'
import { rehearsalErrors } from './errors.ts'
import type { Place } from './place.ts'
import { type ProcessRef, processRef, signal, waitGone } from './proc.ts'
import { writeAtomically } from './state.ts'

/** Why a connection was not made. A dropped packet shows as `timeout`, a closed port as `refused`. */
export type DialFailure = 'refused' | 'timeout' | 'unreachable' | 'nohost'

/** Thrown by `dial`: the connection could not be made, and why. */
export class DialError extends Error {
  override readonly name = 'DialError'
  readonly reason: DialFailure

  constructor(target: string, reason: DialFailure) {
    super(`${target}: ${reason}`)
    this.reason = reason
  }
}

/** The machine itself as the place to dial from: a user on the service network. */
export const fromMachine = '-'

/**
 * Connects from a host (its hostname, or `fromMachine`) to an address of the platform. The socket behaves as any TCP
 * socket, each direction closed by itself. Throws `DialError`; `notUp` when no helper runs.
 */
export async function dial(
  place: Place,
  hostname: string,
  address: string,
  port: number,
  timeoutMs: number,
): Promise<net.Socket> {
  const target = `${hostname} → ${address}:${port}`
  return await new Promise((resolve, reject) => {
    const socket = net.connect({ path: place.dialerSocket, allowHalfOpen: true })
    const timer = setTimeout(() => fail(new DialError(target, 'timeout')), timeoutMs + 1_000)
    let head = Buffer.alloc(0)
    const fail = (error: Error) => {
      clearTimeout(timer)
      socket.destroy()
      reject(error)
    }
    const onEarlyEnd = () => fail(new DialError(target, 'unreachable'))
    const onError = (error: NodeJS.ErrnoException) =>
      fail(
        error.code === 'ENOENT'
          ? rehearsalErrors.notUp({ place: place.name })
          : new DialError(target, 'unreachable'),
      )
    const onReadable = () => {
      const chunk = socket.read() as Buffer | null
      if (chunk === null) return
      head = Buffer.concat([head, chunk])
      const end = head.indexOf(10)
      if (end < 0) return
      clearTimeout(timer)
      socket.off('readable', onReadable).off('error', onError).off('end', onEarlyEnd)
      const [word, why] = head.subarray(0, end).toString('ascii').split(' ')
      if (word !== 'OK') return fail(new DialError(target, (why ?? 'unreachable') as DialFailure))
      const rest = head.subarray(end + 1)
      if (rest.length > 0) socket.unshift(rest)
      socket.allowHalfOpen = false
      resolve(socket)
    }
    socket.on('readable', onReadable).on('error', onError).on('end', onEarlyEnd)
    socket.write(`${hostname} ${address} ${port} ${timeoutMs}\n`)
  })
}

/** What a connection attempt shows of a port. */
export type PortState = 'open' | DialFailure

/** Tries one port from one host: the building stone of the flow test. */
export async function portState(
  place: Place,
  hostname: string,
  address: string,
  port: number,
  timeoutMs = 1_000,
): Promise<PortState> {
  try {
    const socket = await dial(place, hostname, address, port, timeoutMs)
    socket.destroy()
    return 'open'
  } catch (error) {
    if (error instanceof DialError) return error.reason
    throw error
  }
}

/** Starts the helper as a child of this process; resolves when it listens. It ends when this process does. */
export async function startDialer(
  place: Place,
  onExit: (code: number | null) => void,
): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('./dialer.py', import.meta.url))
  // -I -S: nothing of the environment or of site-packages, which also starts faster and smaller.
  const child = spawn(commandPath('python3'), ['-I', '-S', script, place.dialerSocket, `${place.name}-`], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: standardPath },
  })
  const started = child.pid === undefined ? undefined : processRef(child.pid)
  if (started !== undefined) writeAtomically(place.dialerProcess, JSON.stringify(started), 0o600)
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the dialer ended with status ${code}`)))
  })
  child.removeAllListeners('exit')
  child.on('exit', onExit)
  return child
}

/** Waits until the helper has ended, as it does a moment after a supervisor that was killed; ends it if it does not. */
export async function endDialer(place: Place): Promise<void> {
  if (!existsSync(place.dialerProcess)) return
  const dialer = JSON.parse(readFileSync(place.dialerProcess, 'utf8')) as ProcessRef
  if ((await waitGone([dialer], 2_000)).length === 0) return
  signal(dialer.pid, 'SIGKILL')
  if ((await waitGone([dialer], 2_000)).length > 0)
    throw rehearsalErrors.leftOver({ what: `PID ${dialer.pid}` })
}
