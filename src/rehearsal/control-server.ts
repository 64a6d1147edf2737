// Rehearsal: the supervisor's ear: HTTP with JSON on a socket that only root may use.
//
//   GET  /status?memory=1&leaders=1     RehearsalStatus
//   GET  /events?since=N                one RehearsalEvent per line, for ever
//   POST /hosts/HOST/kill|revive|pause|resume|cut|join|lose-packets|keep-packets
//   POST /networks/NETWORK/cut|join
//   POST /heal                          undoes what drills did, but deaths
//   POST /instances/SERVICE/ROLE/N/kill|restart|redefine|stop|start|pause|resume|reload
//   POST /stop                          stops every instance as its definition says

import { chmodSync, rmSync } from 'node:fs'
import http from 'node:http'
import { HanokError } from '../model/errors.ts'
import { isHostAction, stopAll } from './host-faults.ts'
import type { Place } from './place.ts'
import type { Supervisor } from './supervisor.ts'

/** Listens on the place's control socket. */
export async function serveControl(place: Place, supervisor: Supervisor): Promise<http.Server> {
  rmSync(place.controlSocket, { force: true })
  const server = http.createServer((request, response) => {
    answer(supervisor, request, response).catch((error: unknown) => {
      const known = error instanceof HanokError ? error : undefined
      const body = known
        ? { code: known.code, fault: known.fault, text: known.text, hint: known.hint, data: known.data }
        : {
            code: 'rehearsal.bug',
            message: error instanceof Error ? (error.stack ?? error.message) : String(error),
          }
      response.writeHead(known === undefined ? 500 : 409, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(place.controlSocket, resolve)
  })
  chmodSync(place.controlSocket, 0o600)
  return server
}

async function answer(
  supervisor: Supervisor,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://control')
  const parts = url.pathname.split('/').filter(Boolean)
  const send = (value: unknown) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(value))
  }
  if (request.method === 'GET' && parts[0] === 'status') {
    return send(
      await supervisor.status({
        memory: url.searchParams.has('memory'),
        leaders: url.searchParams.has('leaders'),
      }),
    )
  }
  if (request.method === 'GET' && parts[0] === 'events') return stream(supervisor, url, response)
  if (request.method === 'POST' && parts[0] === 'hosts' && parts.length === 3) {
    const [, host = '', action] = parts
    if (action === 'kill') return send(await supervisor.killHost(host))
    if (action === 'revive') return send((await supervisor.reviveHost(host)) ?? {})
    if (isHostAction(action)) return send(await supervisor.actOnHost(host, action))
  }
  if (request.method === 'POST' && parts[0] === 'networks' && parts.length === 3) {
    const [, network = '', action] = parts
    if (action === 'cut' || action === 'join') return send(await supervisor.actOnNetwork(network, action))
  }
  if (request.method === 'POST' && parts[0] === 'instances' && parts.length === 5) {
    return send(await act(supervisor, parts.slice(1, 4).join('/'), parts[4] ?? ''))
  }
  if (request.method === 'POST' && parts[0] === 'heal') return send((await supervisor.healAll()) ?? {})
  if (request.method === 'POST' && parts[0] === 'stop') return send((await supervisor.stopInstances()) ?? {})
  response.writeHead(404).end()
}

async function act(supervisor: Supervisor, id: string, action: string): Promise<unknown> {
  const instance = supervisor.instance(id)
  switch (action) {
    case 'kill':
      return { pids: instance.sendAll('SIGKILL') }
    case 'pause':
      return { reached: await stopAll(() => instance.pids()) }
    case 'resume':
      return { pids: instance.sendAll('SIGCONT') }
    case 'restart':
      await instance.restart()
      return {}
    case 'redefine':
      await supervisor.redefine(id)
      return {}
    case 'stop':
      await instance.stop()
      return {}
    case 'start':
      instance.start()
      return {}
    case 'reload': {
      const { reload } = instance.definition
      return { reached: reload !== undefined && instance.sendMain(reload.signal) }
    }
    default:
      return {}
  }
}

function stream(supervisor: Supervisor, url: URL, response: http.ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  response.flushHeaders()
  const end = supervisor.events.follow(Number(url.searchParams.get('since') ?? 0), (event) => {
    response.write(`${JSON.stringify(event)}\n`)
  })
  response.on('close', end)
}
