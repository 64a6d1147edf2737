// Operate: one HTTP exchange, in plain or over TLS that is verified.

import { request as requestPlain } from 'node:http'
import { request as requestOverTls } from 'node:https'

/** What came back, whole. */
export interface HttpAnswer {
  readonly status: number
  readonly body: string
}

/** What a client of Trino asks with. */
export type ExchangeMethod = 'GET' | 'POST' | 'DELETE'

/** What is sent, and its bounds. */
export interface ExchangeOptions {
  readonly body?: string | undefined
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  /** Certificate (PEM) of the authority that vouches for whoever answers over TLS. */
  readonly authority?: string | undefined
}

/**
 * One exchange on a connection of its own: a kept connection may lead to a host that is dead. Rejects with what the connection says, with the
 * signal's reason, and when nothing came in time.
 */
export function exchange(
  method: ExchangeMethod,
  url: URL,
  headers: Readonly<Record<string, string>>,
  options: ExchangeOptions,
): Promise<HttpAnswer> {
  const { signal, authority } = options
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestOverTls : requestPlain
    const outgoing = request(
      url,
      {
        method,
        headers,
        agent: false,
        ...(signal === undefined ? {} : { signal }),
        ...(authority === undefined ? {} : { ca: authority }),
      },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', fail)
        incoming.on('end', () => {
          clearTimeout(timer)
          resolve({ status: incoming.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') })
        })
      },
    )
    const fail = (error: Error) => {
      clearTimeout(timer)
      reject(error)
    }
    const timer = setTimeout(
      () => outgoing.destroy(new Error(`no answer within ${Math.round(options.timeoutMs)} ms`)),
      options.timeoutMs,
    )
    outgoing.on('error', fail)
    outgoing.end(options.body)
  })
}

/** Whether an exchange failed since nobody vouches for the other side: codes of OpenSSL's verification, and of the name that is not in the certificate (Node, "tls"). */
export function isAboutCertificates(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const { code = '' } = error as NodeJS.ErrnoException
  return /^CERT_|^ERR_TLS_CERT_|_CERT$|_SIGNATURE$|_CERT_LOCALLY$|_IN_CHAIN$/.test(code)
}
