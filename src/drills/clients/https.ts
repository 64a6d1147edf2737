// A plain HTTPS client for drills: one request on a connection of its own, one deadline, no retry, the certificate verified against the
// platform's own authority.

import { request } from 'node:https'
import { checkServerIdentity } from 'node:tls'

/** Where to connect, and as which name to ask there. */
export interface HttpsTarget {
  readonly address: string
  readonly port: number
  /** Name in the certificate and the Host header; left out where the certificate names an address. */
  readonly name?: string
  /** The address that the certificate names, where the connection goes elsewhere (a forwarded port). */
  readonly certifiedAddress?: string
  /** PEM certificate of the authority. */
  readonly authority: string
  readonly timeoutMs: number
}

/** What is asked. */
export interface HttpsAsked {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly body?: object
}

/** The answer. */
export interface HttpsAnswer {
  readonly status: number
  readonly body: string
  readonly cookies: readonly string[]
}

/** Rejects where TLS fails, the connection breaks, or `timeoutMs` pass without the whole answer. */
export function httpsRequest(target: HttpsTarget, asked: HttpsAsked): Promise<HttpsAnswer> {
  const { address, port, name, certifiedAddress, authority, timeoutMs } = target
  const content = asked.body === undefined ? undefined : JSON.stringify(asked.body)
  const headers = {
    ...(name === undefined ? {} : { host: name }),
    ...(content === undefined
      ? {}
      : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(content)) }),
    ...asked.headers,
  }
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: address,
        port,
        path: asked.path,
        method: asked.method ?? 'GET',
        headers,
        ca: authority,
        agent: false,
        ...(name === undefined ? {} : { servername: name }),
        ...(certifiedAddress === undefined
          ? {}
          : {
              checkServerIdentity: (_connected, certificate) =>
                checkServerIdentity(certifiedAddress, certificate),
            }),
      },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () => {
          clearTimeout(deadline)
          resolve({
            status: incoming.statusCode ?? 0,
            body: Buffer.concat(chunks).toString('utf8'),
            cookies: (incoming.headers['set-cookie'] ?? []).map((one) => one.split(';')[0] ?? ''),
          })
        })
      },
    )
    const deadline = setTimeout(
      () => outgoing.destroy(new Error(`no answer within ${timeoutMs} ms`)),
      timeoutMs,
    )
    outgoing.on('error', (error) => {
      clearTimeout(deadline)
      reject(error)
    })
    outgoing.end(content)
  })
}
