// Operate: a loopback port that leads into the platform, for clients that know nothing of namespaces.

import { createServer, type Socket } from 'node:net'

/** A loopback port that leads into the platform. */
export interface Forward {
  readonly port: number
  /** Ends every connection that comes from this host; gives how many that were. The next one comes from where `from` says then. */
  endFrom(host: string): number
  /** Ends the port and every connection through it. */
  close(): Promise<void>
}

/** Opens a connection from a host of the platform to an address there. */
export type Dial = (host: string, address: string, port: number) => Promise<Socket>

/**
 * Listens on a loopback port and forwards every connection to `address:port`, coming from the host that `from` names at
 * that moment. When either side ends, so does the other; nothing is retried.
 */
export async function openForward(
  dial: Dial,
  from: () => string,
  address: string,
  port: number,
): Promise<Forward> {
  const open = new Map<Socket, string>()
  const server = createServer({ allowHalfOpen: true }, (client) => {
    const host = from()
    open.set(client, host)
    client.on('close', () => open.delete(client))
    client.on('error', () => client.destroy())
    // A connection that is not to be had looks refused, not like one that stood and was ended.
    connectThrough(dial, host, address, port, client).catch(() => client.resetAndDestroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('no loopback port to listen on')
  return {
    port: bound.port,
    endFrom(host) {
      const ended = [...open].filter(([, from]) => from === host)
      for (const [socket] of ended) socket.destroy()
      return ended.length
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open.keys()) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

async function connectThrough(
  dial: Dial,
  from: string,
  address: string,
  port: number,
  client: Socket,
): Promise<void> {
  const target = await dial(from, address, port)
  if (client.destroyed) {
    target.destroy()
    return
  }
  target.on('error', () => target.destroy())
  target.on('close', () => client.destroy())
  client.on('close', () => target.destroy())
  client.pipe(target)
  target.pipe(client)
}
