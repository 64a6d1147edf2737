// Rehearsal: asks whether a thing works, from inside a host. One attempt; waiting is the caller's.

import http from 'node:http'
import type { Socket } from 'node:net'
import tls from 'node:tls'
import type { Probe } from '../model/plan.ts'
import { DialError, dial } from './dialer.ts'
import type { Place } from './place.ts'

/** What a probe saw. `saw` is for people: the last thing known while waiting. */
export interface ProbeResult {
  readonly ok: boolean
  readonly saw: string
}

/** What a probe needs of its surroundings. */
export interface ProbeContext {
  readonly place: Place
  /** The host that asks. */
  readonly hostname: string
  readonly timeoutMs: number
  /** How long the process has been there, for `alive`. */
  readonly aliveMs?: number
  /** Runs a command on the host that asks, as the instance's user. */
  exec(argv: readonly string[], timeoutMs: number): Promise<{ code: number; output: string }>
}

/** Makes one attempt of a probe, bounded by `timeoutMs`. Never throws for what the other side does. */
export async function runProbe(probe: Probe, context: ProbeContext): Promise<ProbeResult> {
  try {
    switch (probe.kind) {
      case 'http':
        return await probeHttp(probe, context)
      case 'tcp':
        return await probeTcp(probe, context)
      case 'exec':
        return await probeExec(probe, context)
      case 'alive':
        return {
          ok: (context.aliveMs ?? 0) >= probe.forMs,
          saw: `running for ${Math.round((context.aliveMs ?? 0) / 100) / 10} s`,
        }
    }
  } catch (error) {
    if (error instanceof DialError) return { ok: false, saw: error.message }
    return { ok: false, saw: error instanceof Error ? error.message : String(error) }
  }
}

async function probeHttp(
  probe: Extract<Probe, { kind: 'http' }>,
  context: ProbeContext,
): Promise<ProbeResult> {
  const socket = await dial(context.place, context.hostname, probe.address, probe.port, context.timeoutMs)
  const scheme = probe.tls === true ? 'https' : 'http'
  const where = `${probe.method ?? 'GET'} ${scheme}://${probe.address}:${probe.port}${probe.path}`
  // HAProxy, "The PROXY protocol", 2.1: somebody of whom nothing is said.
  if (probe.tellsClient === true) socket.write('PROXY UNKNOWN\r\n')
  const answer = await request(probe.tls === true ? overTls(socket) : socket, probe, context.timeoutMs)
  const statuses = probe.expectStatus ?? [200]
  if (!statuses.includes(answer.status)) return { ok: false, saw: `${where}: status ${answer.status}` }
  if (probe.expectBody !== undefined && !new RegExp(probe.expectBody, 's').test(answer.body)) {
    return { ok: false, saw: `${where}: ${answer.body.slice(0, 80).trim()}` }
  }
  for (const [name, pattern] of Object.entries(probe.expectHeaders ?? {})) {
    const value = answer.headers[name]
    if (!new RegExp(pattern).test(String(value ?? '')))
      return { ok: false, saw: `${where}: ${name}: ${value}` }
  }
  return { ok: true, saw: `${where}: status ${answer.status}` }
}

/** Whose certificate it is is not asked: a probe has no name to ask for. */
function overTls(socket: Socket): Socket {
  const secured = tls.connect({ socket, rejectUnauthorized: false })
  socket.on('error', (error) => secured.destroy(error))
  return secured
}

const maxBodyBytes = 256 * 1024

async function request(
  socket: Socket,
  probe: Extract<Probe, { kind: 'http' }>,
  timeoutMs: number,
): Promise<{ status: number; body: string; headers: http.IncomingHttpHeaders }> {
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
    const done = (finish: () => void) => {
      clearTimeout(timer)
      socket.destroy()
      finish()
    }
    socket.on('error', (error) => done(() => reject(error)))
    const sent = http.request({
      createConnection: () => socket,
      method: probe.method ?? 'GET',
      path: probe.path,
      headers: {
        host: `${probe.address}:${probe.port}`,
        connection: 'close',
        'user-agent': 'hanok-probe',
        ...(probe.body === undefined ? {} : { 'content-length': Buffer.byteLength(probe.body) }),
      },
    })
    sent.on('error', (error) => done(() => reject(error)))
    sent.on('response', (response) => {
      const chunks: Buffer[] = []
      let bytes = 0
      const finish = () =>
        done(() =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks).toString('utf8'),
            headers: response.headers,
          }),
        )
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes > maxBodyBytes) finish()
      })
      response.on('end', finish)
      response.on('error', (error) => done(() => reject(error)))
    })
    sent.end(probe.body)
  })
}

async function probeTcp(probe: Extract<Probe, { kind: 'tcp' }>, context: ProbeContext): Promise<ProbeResult> {
  const where = `${probe.address}:${probe.port}`
  const socket = await dial(context.place, context.hostname, probe.address, probe.port, context.timeoutMs)
  if (probe.expectHex === undefined) {
    if (probe.sendHex !== undefined) socket.write(Buffer.from(probe.sendHex, 'hex'))
    socket.destroy()
    return { ok: true, saw: `${where} is open` }
  }
  const pattern = new RegExp(probe.expectHex)
  return await new Promise((resolve) => {
    let hex = ''
    const done = (ok: boolean, saw: string) => {
      clearTimeout(timer)
      socket.destroy()
      resolve({ ok, saw })
    }
    const timer = setTimeout(
      () => done(false, `${where}: answered ${hex === '' ? 'nothing' : hex.slice(0, 64)}`),
      context.timeoutMs,
    )
    socket.on('data', (chunk: Buffer) => {
      hex += chunk.toString('hex')
      if (pattern.test(hex)) done(true, `${where} answers`)
    })
    socket.on('error', (error) => done(false, `${where}: ${error.message}`))
    socket.on('end', () => done(false, `${where}: closed after ${hex === '' ? 'nothing' : hex.slice(0, 64)}`))
    if (probe.sendHex !== undefined) socket.write(Buffer.from(probe.sendHex, 'hex'))
  })
}

async function probeExec(
  probe: Extract<Probe, { kind: 'exec' }>,
  context: ProbeContext,
): Promise<ProbeResult> {
  const result = await context.exec(probe.argv, context.timeoutMs)
  const name = probe.argv[0]?.split('/').at(-1)
  const said = result.output.trim().slice(-120)
  if (result.code !== 0) return { ok: false, saw: `${name}: status ${result.code} ${said}`.trim() }
  const fits = probe.expectOutput === undefined || new RegExp(probe.expectOutput).test(result.output)
  return { ok: fits, saw: `${name}: ${said}` }
}
