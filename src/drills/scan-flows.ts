// Drills: the flow scan on the rehearsal that is up.

import { fromMachine, type Rehearsal } from '../rehearsal/rehearsal.ts'
import { allPaths, type Path, type Reached, scanPaths } from './reach.ts'

const parallel = 300
const quickMs = 700
const patientMs = 3_000

/** What a scan tried and what it found. */
export interface FlowScan {
  readonly paths: number
  readonly open: number
  readonly closed: number
  /** Ports that something listens on in some host, whether the plan knows them or not. */
  readonly listening: readonly number[]
  /** One line for each path that is not as the flows say. */
  readonly problems: readonly string[]
}

/**
 * Tries every TCP path from every host and from this machine. What looks wrong is asked again, a few at a time and more
 * patiently, so that a machine at its limit is not mistaken for a firewall. Throws `rehearsal.notUp`.
 */
export async function scanFlows(rehearsal: Rehearsal): Promise<FlowScan> {
  const plan = rehearsal.plan()
  const names = plan.hosts.map((host) => host.id.slice('host/'.length))
  const listening = new Map<string, ReadonlySet<number>>()
  for (const host of plan.hosts) {
    const ports = new Set(await listeningPorts(rehearsal, host.id))
    for (const leg of host.networks) listening.set(leg.address, ports)
  }
  const holders = await virtualIpHolders(rehearsal, names)
  // What a host sends to a virtual IP that it holds itself never leaves it: no firewall stands there.
  const paths = allPaths(plan, listening).filter(({ from, address }) => holders.get(address) !== from)
  const connect =
    (timeoutMs: number) =>
    async (path: Path): Promise<Reached> =>
      await rehearsal.portState(
        path.from === 'user' ? fromMachine : path.from,
        path.address,
        path.port,
        timeoutMs,
      )
  const doubtful = await scanPaths(paths, connect(quickMs), parallel)
  const wrong = await scanPaths(
    doubtful.map(({ path }) => path),
    connect(patientMs),
    8,
  )
  const open = paths.filter((path) => path.open).length
  return {
    paths: paths.length,
    open,
    closed: paths.length - open,
    listening: [...new Set([...listening.values()].flatMap((ports) => [...ports]))].sort((a, b) => a - b),
    problems: wrong.map(({ problem }) => problem),
  }
}

/** TCP ports with a listener that is not on loopback only. */
async function listeningPorts(rehearsal: Rehearsal, host: string): Promise<readonly number[]> {
  const { code, stdout, stderr } = await rehearsal.exec(host, ['ss', '-H', '-ltn'], { timeoutMs: 10_000 })
  if (code !== 0) throw new Error(`ss on ${host}: ${stderr.trim()}`)
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/)[3] ?? '')
    .filter((address) => address !== '' && !address.startsWith('127.') && !address.startsWith('[::1]'))
    .map((address) => Number(address.slice(address.lastIndexOf(':') + 1)))
}

/** Address → the host that holds it, for addresses that the plan gives to no single host. */
async function virtualIpHolders(
  rehearsal: Rehearsal,
  hosts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const own = new Set<string>(
    rehearsal.plan().hosts.flatMap((host) => host.networks.map((leg) => leg.address)),
  )
  const holders = new Map<string, string>()
  for (const host of hosts) {
    const { stdout } = await rehearsal.exec(host, ['ip', '-4', '-o', 'address', 'show'], {
      timeoutMs: 10_000,
    })
    for (const [, address = ''] of stdout.matchAll(/inet (\d+\.\d+\.\d+\.\d+)/g)) {
      if (!own.has(address) && !address.startsWith('127.')) holders.set(address, host)
    }
  }
  return holders
}
