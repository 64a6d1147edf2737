// Demo: all that it needs of the running platform, in one place. Whoever runs platforms gives this interface.

import { type IncomingHttpHeaders, request } from 'node:http'
import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { InstanceId, NetworkId, Plan, PlanEndpoint, PlanInstance } from '../model/plan.ts'
import { demoErrors } from './errors.ts'

/** How a command inside a host ended. */
export interface ExecResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A command inside a host. */
export interface ExecOptions {
  /** Account of the host: `root`, or that of a service. */
  readonly user: string
  readonly env?: Readonly<Record<string, string>>
  /** Given to its standard input. */
  readonly input?: Buffer | string
  /** The command is killed after this long and counts as failed. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/** The running platform as the demo uses it. Hosts go by their name without `host/`. */
export interface DemoPlatform {
  readonly plan: Plan
  /** Whether the host is up. */
  isUp(hostname: string): Promise<boolean>
  /** Runs a command inside a host, in all its namespaces. Rejects when the host is down or dies meanwhile. */
  exec(hostname: string, argv: readonly string[], options: ExecOptions): Promise<ExecResult>
  /** Opens a TCP connection from a host, through the host's own firewall. */
  dial(hostname: string, address: string, port: number, timeoutMs: number): Promise<Socket>
  /** The value of a secret of the platform, such as `superset/admin`. */
  secret(name: string): string
}

/** Where an instance runs and what it is reached at on a network. */
export interface Seat {
  readonly instance: InstanceId
  readonly hostname: string
  readonly address: string
}

/** An endpoint of the plan. Throws `demo.notInPlan`. */
export function endpointOf(plan: Plan, id: PlanEndpoint['id']): PlanEndpoint {
  const endpoint = plan.endpoints.find((candidate) => candidate.id === id)
  if (endpoint === undefined) throw demoErrors.notInPlan({ missing: id })
  return endpoint
}

/** All instances of a role with their hosts and addresses on a network. */
export function seatsOf(
  plan: Plan,
  service: string,
  role: string,
  network: NetworkId = 'data',
): readonly Seat[] {
  return plan.instances
    .filter((instance) => instance.service === service && instance.role === role)
    .map((instance) => ({
      instance: instance.id,
      hostname: instance.host.slice('host/'.length),
      address: addressOf(plan, instance, network),
    }))
}

/** The seats of a role whose hosts are up. Throws `demo.noLivingHost` when none is. */
export async function livingSeats(
  platform: DemoPlatform,
  service: string,
  role: string,
  network: NetworkId = 'data',
): Promise<readonly Seat[]> {
  const seats = seatsOf(platform.plan, service, role, network)
  const up = await Promise.all(seats.map((seat) => platform.isUp(seat.hostname)))
  const living = seats.filter((_seat, at) => up[at])
  if (living.length === 0) throw demoErrors.noLivingHost({ role: `${service}/${role}` })
  return living
}

function addressOf(plan: Plan, instance: PlanInstance, on: NetworkId): string {
  const host = plan.hosts.find((candidate) => candidate.id === instance.host)
  const leg = host?.networks.find((network) => network.id === on)
  if (leg === undefined) throw demoErrors.notInPlan({ missing: `network/${on} (${instance.host})` })
  return leg.address
}

/** Writes a file inside a host as root, whole or not at all, readable for all. Its folder is made. */
export async function putFile(
  platform: DemoPlatform,
  hostname: string,
  path: string,
  content: Buffer | string,
  signal?: AbortSignal,
): Promise<void> {
  const script = 'umask 022; mkdir -p "$(dirname "$1")" && cat > "$1.part" && mv "$1.part" "$1"'
  const result = await platform.exec(hostname, ['/bin/sh', '-c', script, 'put-file', path], {
    user: 'root',
    input: content,
    timeoutMs: 60_000,
    signal,
  })
  if (result.code !== 0) throw commandFailed(`write ${path}`, hostname, result)
}

/** The error of a command that ended badly: the last of what it said. */
export function commandFailed(what: string, host: string, result: ExecResult): Error {
  const said = (result.stderr.trim() || result.stdout.trim()).slice(-600)
  return demoErrors.commandFailed({ what, host, code: result.code, said })
}

/** What an HTTP server answered; header names in lower case. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** An HTTP exchange from inside a host, a body as JSON: the whole answer. Over TLS where an authority is to vouch for the address. */
export async function httpFrom(
  platform: DemoPlatform,
  seat: Seat,
  port: number,
  ask: {
    readonly method: string
    readonly path: string
    readonly body?: unknown
    readonly headers?: Readonly<Record<string, string>>
    /** Certificate (PEM) of the authority. */
    readonly authority?: string
    readonly timeoutMs: number
  },
): Promise<HttpAnswer> {
  const plain = await platform.dial(seat.hostname, seat.address, port, 5_000)
  const socket =
    ask.authority === undefined ? plain : connectTls({ socket: plain, host: seat.address, ca: ask.authority })
  return await new Promise((resolve, reject) => {
    const body = ask.body === undefined ? undefined : JSON.stringify(ask.body)
    const outgoing = request(
      {
        host: seat.address,
        port,
        method: ask.method,
        path: ask.path,
        createConnection: () => socket,
        headers: {
          accept: 'application/json',
          ...ask.headers,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', fail)
        incoming.on('end', () => {
          clearTimeout(timer)
          socket.destroy()
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          })
        })
      },
    )
    const fail = (error: Error) => {
      clearTimeout(timer)
      socket.destroy()
      reject(error)
    }
    const timer = setTimeout(
      () => outgoing.destroy(new Error(`${ask.method} ${ask.path}: no answer within ${ask.timeoutMs} ms`)),
      ask.timeoutMs,
    )
    outgoing.on('error', fail)
    outgoing.end(body)
  })
}
