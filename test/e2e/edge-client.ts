// A person at a browser in front of the platform: asks by name over TLS, at the virtual IP, from this machine.

import http from 'node:http'
import https from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import tls from 'node:tls'

/** What came back. */
export interface Answer {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: string
}

/** What is asked, beside its address. */
export interface Asked {
  readonly method?: string
  readonly headers?: http.OutgoingHttpHeaders
  readonly body?: string
  /** Who may vouch for the certificate, where it is not the platform's authority. */
  readonly ca?: string
}

/** An answer that came, or how the attempt ended without one. */
export interface Outcome {
  readonly atMs: number
  readonly status: number | 'none'
  readonly tookMs: number
}

/** Asks the edge at one address. Every request has a connection of its own. */
export class EdgeClient {
  readonly #address: string
  readonly #authority: string

  constructor(address: string, authority: string) {
    this.#address = address
    this.#authority = authority
  }

  /** Rejects where TLS fails, the connection ends, or 10 s pass. */
  async ask(host: string, path: string, asked: Asked = {}): Promise<Answer> {
    const { method = 'GET', headers = {}, body, ca = this.#authority } = asked
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
    return await new Promise((resolve, reject) => {
      const request = https.request(
        {
          ...{ host: this.#address, port: 443, servername: host, ca, agent: false },
          ...{ path, method, headers: { host, ...length, ...headers } },
        },
        (response) => resolve(read(response)),
      )
      request.setTimeout(10_000, () => request.destroy(new Error('no answer within 10 s')))
      request.on('error', reject)
      request.end(body)
    })
  }

  /** What port 80 says. */
  async askPlain(host: string, path: string): Promise<Answer> {
    return await new Promise((resolve, reject) => {
      http
        .get({ host: this.#address, port: 80, path, headers: { host }, agent: false }, (response) =>
          resolve(read(response)),
        )
        .on('error', reject)
    })
  }

  /** Serial number of the certificate that is served for a name. Rejects where the platform’s authority does not vouch for it. */
  async servedSerial(host: string): Promise<string> {
    return await new Promise((resolve, reject) => {
      const options = { host: this.#address, port: 443, servername: host, ca: this.#authority }
      const socket = tls.connect(options, () => {
        resolve(socket.getPeerCertificate().serialNumber)
        socket.destroy()
      })
      socket.setTimeout(10_000, () => socket.destroy(new Error('no handshake within 10 s')))
      socket.on('error', reject)
    })
  }

  /** Opens a WebSocket, and gives the status line and headers of the answer. */
  async upgrade(host: string, path: string, browser: Readonly<Record<string, string>>): Promise<string> {
    const socket = tls.connect({ host: this.#address, port: 443, servername: host, ca: this.#authority })
    try {
      return await new Promise((resolve, reject) => {
        socket.setTimeout(10_000, () => reject(new Error('no answer within 10 s')))
        socket.on('error', reject)
        socket.once('data', (chunk: Buffer) => resolve(chunk.toString('latin1')))
        const own = Object.entries(browser)
          .map(([name, value]) => `${name}: ${value}\r\n`)
          .join('')
        const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13'
        socket.write(
          `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: https://${host}\r\n${own}Connection: Upgrade\r\nUpgrade: websocket\r\n${key}\r\nSec-WebSocket-Protocol: streamlit\r\n\r\n`,
        )
      })
    } finally {
      socket.destroy()
    }
  }

  /** Asks again and again, ten times a second, each without waiting for the one before, while something happens. */
  async whileAsking(
    what: (number: number) => Promise<Answer>,
    during: () => Promise<void>,
  ): Promise<readonly Outcome[]> {
    const outcomes: Promise<Outcome>[] = []
    let over = false
    const asking = (async () => {
      for (let number = 0; !over; number += 1) {
        const atMs = Date.now()
        outcomes.push(
          what(number).then(
            ({ status }) => ({ atMs, status, tookMs: Date.now() - atMs }),
            () => ({ atMs, status: 'none', tookMs: Date.now() - atMs }),
          ),
        )
        await sleep(100)
      }
    })()
    try {
      await during()
    } finally {
      over = true
      await asking
    }
    return await Promise.all(outcomes)
  }
}

async function read(response: http.IncomingMessage): Promise<Answer> {
  let body = ''
  for await (const chunk of response) body += String(chunk)
  return { status: response.statusCode ?? 0, headers: response.headers, body }
}
