// `hanok plan FILE`: what the planner answers, as tables for people and as JSON for programs.

import { interfaceName } from '../../model/artifacts.ts'
import type { NetworkId, Plan, PlanInstance } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { type CommandRun, optionText } from '../command.ts'
import { describeMoves, describePlacement } from '../describe-placement.ts'
import { describeLoad } from '../describe-sizing.ts'
import { loadPlan } from '../load-plan.ts'
import { table } from '../table.ts'
import type { Terminal } from '../terminal.ts'

/** Prints the plan of FILE. */
export const run: CommandRun = async (terminal, input) => {
  const [file = ''] = input.arguments
  const plan = await loadPlan(file, optionText(input, 'target'), optionText(input, 'from'))
  if (terminal.json) terminal.printJson(plan)
  else for (const line of describePlan(plan, terminal.say)) terminal.print(line)
  return 0
}

type Say = Terminal['say']

/** The plan in tables: hosts, networks, instances with their sizes, what people use. */
export function describePlan(plan: Plan, say: Say): readonly string[] {
  const heading = say(
    text(
      `${plan.name}: shape ${plan.shape}, profile ${plan.profile}, ${plan.hosts.length} hosts, ${plan.instances.length} instances`,
      `${plan.name}: 형태 ${plan.shape}, 프로필 ${plan.profile}, 호스트 ${plan.hosts.length}대, 인스턴스 ${plan.instances.length}개`,
    ),
  )
  return [
    heading,
    '',
    ...hostsTable(plan, say),
    '',
    ...networksTable(plan, say),
    '',
    ...instancesTable(plan, say),
    '',
    ...endpointsTable(plan, say),
    ...describeLoad(plan, say),
    '',
    ...describePlacement(plan, say),
    ...relaxes(plan, say),
    ...(plan.moves === undefined ? [] : ['', ...describeMoves(plan.moves, say)]),
  ]
}

function hostsTable(plan: Plan, say: Say): readonly string[] {
  const networks: readonly NetworkId[] = ['management', 'data', 'service', 'storage']
  const used = networks.filter((id) => plan.hosts.some((host) => host.networks.some((leg) => leg.id === id)))
  const racks = new Map(
    plan.failureDomains
      .filter((domain) => domain.kind === 'rack')
      .flatMap((domain) =>
        domain.members.map((member) => [member, domain.id.slice('rack/'.length)] as const),
      ),
  )
  return table(
    [
      { heading: say(text('HOST', '호스트')) },
      { heading: say(text('GROUP', '그룹')) },
      { heading: say(text('RACK', '랙')) },
      { heading: 'CPU', right: true },
      { heading: say(text('MEMORY', '메모리')), right: true },
      ...used.map((id) => ({ heading: networkWords(id, say) })),
    ],
    plan.hosts.map((host) => [
      host.id.slice('host/'.length),
      host.group,
      racks.get(host.id) ?? '',
      String(host.hardware.cpus),
      `${host.hardware.memoryGiB} GiB`,
      ...used.map((id) => host.networks.find((leg) => leg.id === id)?.address ?? '–'),
    ]),
  )
}

function networkWords(id: NetworkId, say: Say): string {
  const words: Record<NetworkId, string> = {
    management: say(text('MANAGEMENT', '관리망')),
    data: say(text('DATA', '데이터망')),
    service: say(text('SERVICE', '서비스망')),
    storage: say(text('STORAGE', '스토리지망')),
  }
  return words[id]
}

function networksTable(plan: Plan, say: Say): readonly string[] {
  return table(
    [
      { heading: say(text('NETWORK', '네트워크')) },
      { heading: 'VLAN', right: true },
      { heading: say(text('SUBNET', '서브넷')) },
      { heading: 'Gbit/s', right: true },
      { heading: say(text('INTERFACE', '인터페이스')) },
      { heading: say(text('HOSTS', '호스트 수')), right: true },
    ],
    plan.networks.map((network) => {
      const id = network.id.slice('network/'.length) as NetworkId
      const hosts = plan.hosts.filter((host) => host.networks.some((leg) => leg.id === id)).length
      return [
        id,
        String(network.vlan),
        network.subnet,
        String(network.gbps),
        interfaceName(id, network.vlan),
        String(hosts),
      ]
    }),
  )
}

function instancesTable(plan: Plan, say: Say): readonly string[] {
  return table(
    [
      { heading: say(text('INSTANCE', '인스턴스')) },
      { heading: say(text('HOST', '호스트')) },
      { heading: say(text('VERSION', '버전')) },
      { heading: say(text('PORTS', '포트')) },
      { heading: say(text('MEMORY', '메모리')), right: true },
      { heading: 'CPU', right: true },
      { heading: say(text('DISK', '디스크')), right: true },
      { heading: say(text('REHEARSAL', '리허설 메모리')), right: true },
    ],
    plan.instances.map((instance) => [
      instance.id,
      instance.host.slice('host/'.length),
      instance.version,
      portsOf(instance),
      mebibytes(instance.size.production.memoryMiB),
      String(instance.size.production.cpus),
      `${instance.size.production.diskGiB} GiB`,
      mebibytes(instance.size.rehearsal.memoryMiB),
    ]),
  )
}

function portsOf(instance: PlanInstance): string {
  const ports = instance.listens.map(({ port, portEnd }) =>
    portEnd === undefined ? `${port}` : `${port}–${portEnd}`,
  )
  return [...new Set(ports)].join(' ')
}

function mebibytes(amount: number): string {
  return amount >= 10_240 ? `${Math.round(amount / 1024)} GiB` : `${amount} MiB`
}

function endpointsTable(plan: Plan, say: Say): readonly string[] {
  const used = Object.entries(plan.capabilities).flatMap(([capability, ids]) =>
    ids.map((id) => ({ capability, endpoint: plan.endpoints.find((candidate) => candidate.id === id), id })),
  )
  return table(
    [
      { heading: say(text('CAPABILITY', '용도')) },
      { heading: say(text('ENDPOINT', '엔드포인트')) },
      { heading: say(text('ADDRESS', '주소')) },
      { heading: say(text('PROTOCOL', '프로토콜')) },
    ],
    used.map(({ capability, endpoint, id }) => [
      capability,
      id.slice('endpoint/'.length),
      endpoint === undefined ? '–' : addressWords(endpoint),
      endpoint?.protocol ?? '–',
    ]),
  )
}

function addressWords(endpoint: Plan['endpoints'][number]): string {
  if (endpoint.virtualIp !== undefined) return `${endpoint.virtualIp}:${endpoint.port} (VIP)`
  return endpoint.addresses.map(({ address }) => `${address}:${endpoint.port}`).join(' ')
}

function relaxes(plan: Plan, say: Say): readonly string[] {
  if (plan.relaxes.length === 0) return []
  const lines = plan.relaxes.map(
    ({ rule, why, text: words }) => `  ${rule}: ${words === undefined ? why : say(words)}`,
  )
  return ['', say(text('Requirements given up:', '포기한 요구사항:')), ...lines]
}
