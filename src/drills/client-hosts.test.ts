import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import { openForward } from '../operate/forward.ts'
import { planPlatform } from '../planner/plan-platform.ts'
import { shapes } from '../planner/shapes.ts'
import { clientHosts } from './client-hosts.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}
const plan = planPlatform(parseDeclaration('shape: minimum-kafka\n', 'platform.yaml', words), catalog)

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** A platform whose one endpoint answers each connection with the host that it came from. */
async function platformThatNames() {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(() => server.close())
  const port = (server.address() as { port: number }).port
  const dial = async (host: string): Promise<Socket> => {
    const accepted = once(server, 'connection') as Promise<[Socket]>
    const socket = connect(port, '127.0.0.1')
    const [there] = await accepted
    there.on('error', () => there.destroy())
    there.write(`${host}\n`)
    return socket
  }
  return clientHosts({
    plan,
    secret: () => '',
    forward: (from, address, at) => openForward(dial, from, address, at),
  })
}

it('ends what clients have open from a host that they leave, and lets them connect from another', async () => {
  const hosts = await platformThatNames()
  const forward = await hosts.platform.forward(() => hosts.clientHost('spark/worker'), '10.0.0.1', 1)
  ends.push(() => forward.close())
  const first = hosts.clientHost('spark/worker')
  const before = connect(forward.port, '127.0.0.1')
  expect(String(await once(before, 'data'))).toBe(`${first}\n`)

  expect(hosts.leave('query-1')).toBe(0)
  expect(before.destroyed).toBe(false)
  const closed = once(before, 'close')
  expect(hosts.leave(first)).toBe(1)
  await closed

  const after = connect(forward.port, '127.0.0.1')
  ends.push(() => after.destroy())
  const [second] = (await once(after, 'data')) as [Buffer]
  expect(String(second).trim()).toBe(hosts.clientHost('spark/worker'))
  expect(String(second).trim()).not.toBe(first)
  hosts.comeBack(first)
  expect(hosts.clientHost('spark/worker')).toBe(first)
})
