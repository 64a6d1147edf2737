// Rehearsal: the platform's networks on this machine. One switch namespace holds a bridge per VLAN; each host is a
// namespace with one leg per network; the machine itself gets one leg into the service network, as a user.

import { existsSync } from 'node:fs'
import type { HostProcesses } from '../model/artifacts.ts'
import type { Plan } from '../model/plan.ts'
import { overlaps } from './cidr.ts'
import { command, tryCommand } from './command.ts'
import { rehearsalErrors } from './errors.ts'
import { netnsDir, netnsOf, type Place } from './place.ts'

/** One leg of a host: the interface that the host sees and the port of the switch behind it. */
interface Leg {
  readonly interface: string
  readonly port: string
  readonly bridge: string
  readonly address: string
  readonly prefixLength: number
}

/** A host as far as networks are concerned. `index` is its place in the platform and names its switch ports. */
export interface NetworkHost {
  readonly hostname: string
  readonly index: number
  readonly networks: HostProcesses['networks']
}

/** Bridges of the switch namespace, one per VLAN. Does nothing for those that are there. */
export async function makeSwitch(place: Place, plan: Plan): Promise<void> {
  const vlans = plan.networks.map((network) => network.vlan)
  if (!existsSync(`${netnsDir}/${place.switchNetns}`)) {
    await command(['ip', 'netns', 'add', place.switchNetns])
  }
  const there = await linkNames(place.switchNetns)
  const lines = vlans
    .filter((vlan) => !there.has(`br${vlan}`))
    // Without snooping VRRP's multicast reaches every port at once; without STP a port forwards at once.
    .map((vlan) => `link add br${vlan} type bridge mcast_snooping 0 stp_state 0 forward_delay 0`)
    .concat(vlans.map((vlan) => `link set br${vlan} up`))
  await inNamespace(place.switchNetns, ['link set lo up', ...lines])
}

/**
 * The machine's own leg: a user on the service network and on nothing else. What it sends to the other networks goes
 * the same way and ends at the hosts' firewalls; it must not leave by the machine's default route. Does nothing when
 * it is there.
 */
export async function makeUserLeg(place: Place, plan: Plan): Promise<void> {
  const service = plan.networks.find((network) => network.id === 'network/service')
  if (service === undefined) return
  if (existsSync(`/sys/class/net/${place.userInterface}`)) return
  const [base = '', length = '24'] = service.subnet.split('/')
  const address = `${base.split('.').slice(0, 3).join('.')}.2/${length}`
  await batch([
    `link add name ${place.userInterface} type veth peer name user netns ${place.switchNetns}`,
    `address add ${address} dev ${place.userInterface}`,
    `link set ${place.userInterface} up`,
    ...plan.networks
      .filter((network) => network.id !== service.id)
      .map((network) => `route add ${network.subnet} dev ${place.userInterface}`),
  ])
  await inNamespace(place.switchNetns, [`link set user master br${service.vlan} up`])
}

/** Namespaces and legs of several hosts at once, up and addressed. None of them may exist. */
export async function makeHostNetworks(place: Place, hosts: readonly NetworkHost[]): Promise<void> {
  await batch(hosts.map((host) => `netns add ${netnsOf(place, host.hostname)}`))
  await batch(
    hosts.flatMap((host) =>
      legsOf(host).map(
        (leg) =>
          `link add name ${leg.interface} address ${macOf(leg.address)} netns ${netnsOf(place, host.hostname)} type veth peer name ${leg.port} netns ${place.switchNetns}`,
      ),
    ),
  )
  await inNamespace(
    place.switchNetns,
    hosts.flatMap((host) => legsOf(host).map((leg) => `link set ${leg.port} master ${leg.bridge} up`)),
  )
  await Promise.all(
    hosts.map((host) =>
      inNamespace(netnsOf(place, host.hostname), [
        'link set lo up',
        ...legsOf(host).flatMap((leg) => [
          `address add ${leg.address}/${leg.prefixLength} dev ${leg.interface}`,
          `link set ${leg.interface} up`,
        ]),
      ]),
    ),
  )
}

/** Takes all switch ports of a host down: from now on nothing of it reaches the wire, no RST either. */
export async function cutLegs(place: Place, host: NetworkHost): Promise<void> {
  await inNamespace(
    place.switchNetns,
    legsOf(host).map((leg) => `link set ${leg.port} down`),
  )
}

/** Takes a host off the switch: its links stay up, and nothing that it sends arrives anywhere. */
export async function isolateHost(place: Place, host: NetworkHost): Promise<void> {
  await inNamespace(
    place.switchNetns,
    legsOf(host).map((leg) => `link set ${leg.port} nomaster`),
  )
}

/** Puts a host back on the switch. Does nothing to one that is on it. */
export async function joinHost(place: Place, host: NetworkHost): Promise<void> {
  await inNamespace(
    place.switchNetns,
    legsOf(host).map((leg) => `link set ${leg.port} master ${leg.bridge} up`),
  )
}

/** Switches a whole VLAN off or on. */
export async function switchNetwork(place: Place, vlan: number, state: 'down' | 'up'): Promise<void> {
  await inNamespace(place.switchNetns, [`link set br${vlan} ${state}`])
}

/** Names of the switch's ports of a host. */
export function portsOf(host: NetworkHost): readonly string[] {
  return legsOf(host).map((leg) => leg.port)
}

/** Removes a host's legs and its namespace, whatever of them is there. */
export async function removeHostNetwork(place: Place, host: NetworkHost): Promise<void> {
  const there = await linkNames(place.switchNetns)
  const lines = legsOf(host)
    .filter((leg) => there.has(leg.port))
    .map((leg) => `link delete ${leg.port}`)
  if (lines.length > 0) await inNamespace(place.switchNetns, lines)
  if (existsSync(`${netnsDir}/${netnsOf(place, host.hostname)}`)) {
    await command(['ip', 'netns', 'delete', netnsOf(place, host.hostname)])
  }
}

/** Names of the platform's namespaces that exist on this machine. */
export async function ourNamespaces(place: Place): Promise<string[]> {
  const { stdout } = await tryCommand(['ip', 'netns', 'list'])
  return stdout
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '')
    .filter((name) => name.startsWith(`${place.name}-`))
}

/** Throws `subnetInUse` when an address or route of this machine overlaps with a network of the plan. */
export async function checkSubnetsFree(place: Place, plan: Plan): Promise<void> {
  const used = await usedSubnets(place)
  for (const network of plan.networks) {
    const clash = used.find((other) => overlaps(network.subnet, other.cidr))
    if (clash !== undefined) {
      throw rehearsalErrors.subnetInUse({
        subnet: network.subnet,
        network: network.id,
        used: clash.cidr,
        device: clash.device,
      })
    }
  }
}

/** Subnets that this machine has addresses in or routes to, our own leg left out. The default route is none. */
async function usedSubnets(place: Place): Promise<{ cidr: string; device: string }[]> {
  type AddressJson = { ifname: string; addr_info?: { local?: string; prefixlen?: number }[] }
  type RouteJson = { dst: string; dev?: string }
  const addresses = JSON.parse(await command(['ip', '-4', '-j', 'address', 'show'])) as AddressJson[]
  const routes = JSON.parse(await command(['ip', '-4', '-j', 'route', 'show', 'table', 'all'])) as RouteJson[]
  return [
    ...addresses.flatMap((link) =>
      (link.addr_info ?? []).map((info) => ({
        cidr: `${info.local}/${info.prefixlen}`,
        device: link.ifname,
      })),
    ),
    ...routes
      .filter((route) => /^\d/.test(route.dst))
      .map((route) => ({
        cidr: route.dst.includes('/') ? route.dst : `${route.dst}/32`,
        device: route.dev ?? 'route',
      })),
  ].filter((entry) => entry.device !== place.userInterface)
}

function legsOf(host: NetworkHost): Leg[] {
  return host.networks.map((network, position) => ({
    interface: network.interface,
    port: `p${host.index}-${position}`,
    bridge: `br${network.vlan}`,
    address: network.address,
    prefixLength: network.prefixLength,
  }))
}

// A host that comes back has the same MAC, as a server has: otherwise its neighbours would go on with a stale one.
function macOf(address: string): string {
  const bytes = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))
  return `02:00:${bytes.join(':')}`
}

async function batch(lines: readonly string[]): Promise<void> {
  if (lines.length > 0) await command(['ip', '-batch', '-'], { input: `${lines.join('\n')}\n` })
}

// IPv6 is switched off before any link comes up: a platform's networks are IPv4, and router solicitations and
// duplicate address detection of a hundred interfaces are only noise.
const withoutIpv6 =
  'for f in all default; do [ ! -e /proc/sys/net/ipv6/conf/$f/disable_ipv6 ] || echo 1 > /proc/sys/net/ipv6/conf/$f/disable_ipv6; done; exec ip -batch -'

async function inNamespace(netns: string, lines: readonly string[]): Promise<void> {
  await command(['ip', 'netns', 'exec', netns, 'sh', '-c', withoutIpv6], { input: `${lines.join('\n')}\n` })
}

async function linkNames(netns: string): Promise<Set<string>> {
  const { stdout, code } = await tryCommand(['ip', '-n', netns, '-j', 'link', 'show'])
  if (code !== 0 || stdout.trim() === '') return new Set()
  const links = JSON.parse(stdout) as { ifname: string }[]
  return new Set(links.map((link) => link.ifname))
}
