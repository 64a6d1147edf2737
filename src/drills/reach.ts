// Who may reach what: the flows of a plan spelled out address by address, and a scan that tries every one of them.

import type { Plan, PlanEndpoint } from '../model/plan.ts'

/** One TCP path to try. `open` is what the flows say. */
export interface Path {
  /** Host name without `host/`, or `user`. */
  readonly from: string
  readonly address: string
  readonly port: number
  readonly open: boolean
  /** A range may have no listener now: open then means not filtered. */
  readonly range: boolean
}

/** What trying a path gave. `refused` passed every firewall and found no listener. */
export type Reached = 'connected' | 'refused' | 'timeout' | 'unreachable'

/** A port that no service has: everything is closed there. */
const unusedPort = 4_444

const nameOf = (host: string) => host.replace(/^host\//, '')

/** Where an endpoint is reached: its virtual IP, or every instance's address. */
function addressesOf(endpoint: PlanEndpoint): readonly string[] {
  return endpoint.virtualIp === undefined
    ? endpoint.addresses.map((address) => address.address)
    : [endpoint.virtualIp]
}

/** The keys `from>address:port` of all TCP paths that the flows open. Ranges count with their first port. */
export function openPaths(plan: Plan): ReadonlySet<string> {
  const open = new Set<string>()
  for (const flow of plan.flows) {
    if (flow.protocol !== 'tcp') continue
    const endpoint = plan.endpoints.find((candidate) => candidate.id === flow.to)
    if (endpoint === undefined) continue
    const sources =
      flow.from === 'user'
        ? ['user']
        : plan.instances.filter((i) => `${i.service}/${i.role}` === flow.from).map((i) => nameOf(i.host))
    for (const from of sources) {
      for (const address of addressesOf(endpoint)) open.add(`${from}>${address}:${endpoint.port}`)
    }
  }
  return open
}

/** Every path between two hosts that share a network, on every port that any service of the platform has, and one that none has. */
export function allPaths(plan: Plan): readonly Path[] {
  const open = openPaths(plan)
  const tcp = plan.endpoints.filter((endpoint) => endpoint.transport === 'tcp')
  const ranges = new Set(tcp.filter((e) => e.portEnd !== undefined).map((e) => e.port))
  const ports = [...new Set([...tcp.map((endpoint) => endpoint.port), unusedPort])].sort((a, b) => a - b)
  const virtualIps = new Map(
    tcp.flatMap((e) => (e.virtualIp === undefined ? [] : [[e.virtualIp, e.network]])),
  )
  const sources = plan.hosts.map((host) => ({
    from: nameOf(host.id),
    networks: new Map(host.networks.map((leg) => [leg.id as string, leg.address])),
  }))
  return sources.flatMap(({ from, networks }) => {
    const legs = plan.hosts
      .filter((host) => nameOf(host.id) !== from)
      .flatMap((host) => host.networks.filter((leg) => networks.has(leg.id)).map((leg) => leg.address))
    const moving = [...virtualIps].filter(([, network]) => networks.has(network as string)).map(([ip]) => ip)
    return [...legs, ...moving].flatMap((address) =>
      ports.map((port): Path => {
        const key = `${from}>${address}:${port}`
        return { from, address: address as string, port, open: open.has(key), range: ranges.has(port) }
      }),
    )
  })
}

/** What is wrong with a path, in words; undefined when it is as the flows say. */
export function judgePath(path: Path, reached: Reached): string | undefined {
  const where = `${path.from} → ${path.address}:${path.port}`
  if (path.open) {
    const fine = reached === 'connected' || (path.range && reached === 'refused')
    return fine ? undefined : `${where} is a flow but ${reached}`
  }
  const closed = reached === 'timeout' || reached === 'unreachable'
  return closed ? undefined : `${where} is no flow but ${reached}`
}

/** Tries every path with `connect`, at most `parallel` at once; gives what is wrong, each as a line. */
export async function scanPaths(
  paths: readonly Path[],
  connect: (path: Path) => Promise<Reached>,
  parallel: number,
): Promise<readonly string[]> {
  const wrong: string[] = []
  const queue = [...paths]
  const worker = async () => {
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      const problem = judgePath(path, await connect(path))
      if (problem !== undefined) wrong.push(problem)
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  return wrong.sort()
}
