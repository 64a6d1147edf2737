// Who may reach what: the flows of a plan spelled out address by address, and a scan that tries every one of them.

import type { Plan, PlanEndpoint } from '../model/plan.ts'

/** One TCP path to try. `open` is what the flows say. */
export interface Path {
  /** Host name without `host/`, or `user` for the machine itself. */
  readonly from: string
  readonly address: string
  readonly port: number
  readonly open: boolean
  /** Nobody listens there now, as on a port of a range or where only the leader listens: open then means not filtered. */
  readonly silent: boolean
}

/** What trying a path gave. `refused` passed every firewall and found no listener. */
export type Reached = 'open' | 'refused' | 'timeout' | 'unreachable' | 'nohost'

/** A port that no service has: everything is closed there. */
const unusedPort = 4_444

const nameOf = (host: string) => host.replace(/^host\//, '')

/** Where an endpoint is reached: its virtual IP, or every instance's address. */
function addressesOf(endpoint: PlanEndpoint): readonly string[] {
  return endpoint.virtualIp === undefined
    ? endpoint.addresses.map((address) => address.address)
    : [endpoint.virtualIp]
}

/** Ports that a flow opens on one address for one source. */
interface Opening {
  readonly endpoint: PlanEndpoint
  readonly first: number
  readonly last: number
}

/** `from>address` → what the TCP flows open there. */
function openings(plan: Plan): ReadonlyMap<string, readonly Opening[]> {
  const open = new Map<string, Opening[]>()
  for (const flow of plan.flows.filter(({ protocol }) => protocol === 'tcp')) {
    const endpoint = plan.endpoints.find((candidate) => candidate.id === flow.to)
    if (endpoint === undefined) continue
    const sources =
      flow.from === 'user'
        ? ['user']
        : plan.instances.filter((i) => `${i.service}/${i.role}` === flow.from).map((i) => nameOf(i.host))
    for (const key of sources.flatMap((from) => addressesOf(endpoint).map((ip) => `${from}>${ip}`))) {
      const opening = { endpoint, first: endpoint.port, last: endpoint.portEnd ?? endpoint.port }
      open.set(key, [...(open.get(key) ?? []), opening])
    }
  }
  return open
}

/** Address → TCP ports that something listens on there now, whether the plan knows them or not. */
export type Listening = ReadonlyMap<string, ReadonlySet<number>>

/**
 * Every TCP path between two hosts that share a network, and from the machine itself to every address, on every port
 * that any service has, on every one that is really listened on somewhere, and on one that nobody has.
 */
export function allPaths(plan: Plan, listening: Listening): readonly Path[] {
  const open = openings(plan)
  const tcp = plan.endpoints.filter((endpoint) => endpoint.transport === 'tcp')
  const declared = tcp.flatMap(({ port, portEnd }) => [port, portEnd ?? port])
  const heard = [...listening.values()].flatMap((ports) => [...ports])
  const ports = [...new Set([...declared, ...heard, unusedPort])].sort((a, b) => a - b)
  return pairs(plan).flatMap(({ from, address }) =>
    ports.map((port): Path => {
      const opening = open.get(`${from}>${address}`)?.find(({ first, last }) => first <= port && port <= last)
      const silent = opening !== undefined && isSilent(opening, address, port, listening)
      return { from, address, port, open: opening !== undefined, silent }
    }),
  )
}

/** Nobody listens at this address, though somebody does at another of the endpoint; or the port is one of a range. */
function isSilent(
  { endpoint, first, last }: Opening,
  address: string,
  port: number,
  listening: Listening,
): boolean {
  if (last > first) return true
  if (endpoint.virtualIp !== undefined || listening.get(address)?.has(port) === true) return false
  return endpoint.addresses.some((other) => listening.get(other.address)?.has(port) === true)
}

/** Every source with every address that it shares a network with; the machine itself with all. */
function pairs(plan: Plan): readonly { from: string; address: string }[] {
  const virtualIps = new Map(
    plan.endpoints.flatMap((e) => (e.virtualIp === undefined ? [] : [[e.virtualIp, e.network] as const])),
  )
  const between = plan.hosts.flatMap((host) => {
    const networks = new Set<string>(host.networks.map((leg) => leg.id))
    const legs = plan.hosts
      .filter((other) => other.id !== host.id)
      .flatMap((other) => other.networks.filter((leg) => networks.has(leg.id)).map((leg) => leg.address))
    const moving = [...virtualIps].filter(([, network]) => networks.has(network)).map(([ip]) => ip)
    return [...legs, ...moving].map((address) => ({ from: nameOf(host.id), address }))
  })
  const everywhere = [
    ...plan.hosts.flatMap((host) => host.networks.map((leg) => leg.address)),
    ...virtualIps.keys(),
  ]
  return [...between, ...everywhere.map((address) => ({ from: 'user', address }))]
}

/**
 * What is wrong with a path, in words; undefined when it is as the flows say.
 */
export function judgePath(path: Path, reached: Reached): string | undefined {
  const where = `${path.from} → ${path.address}:${path.port}`
  if (path.open) {
    const fine = reached === 'open' || (path.silent && reached === 'refused')
    return fine ? undefined : `${where} is a flow but ${reached}`
  }
  const closed = reached === 'timeout' || reached === 'unreachable'
  return closed ? undefined : `${where} is no flow but ${reached}`
}

/** Tries every path with `connect`, at most `parallel` at once; gives those that are not as the flows say. */
export async function scanPaths(
  paths: readonly Path[],
  connect: (path: Path) => Promise<Reached>,
  parallel: number,
): Promise<readonly { path: Path; problem: string }[]> {
  const wrong: { path: Path; problem: string }[] = []
  const queue = [...paths]
  const worker = async () => {
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      const problem = judgePath(path, await connect(path))
      if (problem !== undefined) wrong.push({ path, problem })
    }
  }
  await Promise.all(Array.from({ length: parallel }, worker))
  return wrong.toSorted((a, b) => a.problem.localeCompare(b.problem))
}
