// One run at a time changes the cache. The kernel keeps the lock and frees it when its holder dies, however it dies.

import { createHash } from 'node:crypto'
import { createConnection, createServer, type Server } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { softwareErrors } from './errors.ts'

/** A lock that is held. */
export interface CacheLock {
  readonly release: () => Promise<void>
}

/** How to wait for another run. */
export interface LockOptions {
  /** Told once, with the process that holds the lock (0 when it does not say). */
  readonly onWait: (holder: number) => void
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

const pollMs = 200

/** Takes the lock of a cache, after the run that holds it. Errors: `software.cacheBusy`, `software.interrupted`. */
export async function lockCache(cacheDirectory: string, options: LockOptions): Promise<CacheLock> {
  // An abstract socket: its name is bound by one process only, and nothing of it lies in the file system.
  const path = resolve(cacheDirectory)
  const name = `\0hanok-cache-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`
  const deadlineMs = performance.now() + options.timeoutMs
  for (let waited = false; ; waited = true) {
    if (options.signal?.aborted === true) throw softwareErrors.interrupted({})
    const server = await bind(name)
    if (server !== undefined) return { release: () => close(server) }
    const holder = await holderOf(name)
    if (!waited) options.onWait(holder)
    if (performance.now() > deadlineMs) throw softwareErrors.cacheBusy({ directory: cacheDirectory, holder })
    await delay(pollMs)
  }
}

function bind(name: string): Promise<Server | undefined> {
  return new Promise((settle, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.end(String(process.pid))
    })
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? settle(undefined) : reject(error),
    )
    server.listen(name, () => settle(server.unref()))
  })
}

/** Process id of the holder; 0 when it has just ended or does not answer. */
function holderOf(name: string): Promise<number> {
  return new Promise((settle) => {
    let said = ''
    const socket = createConnection(name)
    socket.setTimeout(1_000, () => socket.destroy())
    socket.on('data', (chunk) => {
      said += chunk.toString()
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => settle(Number(said)))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((settle) => server.close(() => settle()))
}
