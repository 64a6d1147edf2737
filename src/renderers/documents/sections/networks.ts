// Section 5: VLANs, the addresses that move, and every endpoint with its addresses.

import type { NetworkId, PlanEndpoint } from '../../../model/plan.ts'
import { text } from '../../../model/text.ts'
import { addressRanges } from '../../hosts/firewall.ts'
import { type Block, type Phrase, paragraph, type Section, section, table } from '../document-model.ts'
import { bareName, count, type Facts } from '../facts.ts'
import { folded } from '../folded.ts'
import { authenticationWords, networkWords } from '../words.ts'

/** Networks, virtual IPs and endpoints. */
export function networksSection(facts: Facts): Section {
  const { say } = facts
  return section('networks', say(text('Networks', '네트워크')), [
    vlanTable(facts),
    section('virtual-ips', say(text('Virtual IPs', '가상 IP(VIP)')), virtualIps(facts)),
    section('endpoints', say(text('Endpoints', '접속 주소(엔드포인트)')), endpointTable(facts)),
  ])
}

function vlanTable(facts: Facts): Block {
  const { say, plan } = facts
  const rows = plan.networks.map((network): readonly Phrase[] => {
    const id = bareName(network.id) as NetworkId
    const hosts = plan.hosts.filter((host) => host.networks.some((leg) => leg.id === id)).length
    return [
      String(network.vlan),
      [{ strong: facts.network(id) }, ' ', { code: network.id }],
      { code: network.subnet },
      `${network.gbps}`,
      say(networkWords[id].guideline),
      count(hosts),
      say(networkWords[id].carries),
    ]
  })
  return table(
    [
      '>VLAN',
      say(text('Network', '네트워크')),
      say(text('Subnet', '서브넷')),
      '>Gbit/s',
      say(text('Guideline, Gbit/s', '지침, Gbit/s')),
      `>${say(text('Hosts', '호스트'))}`,
      say(text('Carries', '나르는 것')),
    ],
    rows,
  )
}

function virtualIps(facts: Facts): readonly Block[] {
  const { say, plan } = facts
  const byAddress = new Map<string, PlanEndpoint[]>()
  for (const endpoint of plan.endpoints) {
    if (endpoint.virtualIp === undefined) continue
    const key = `${endpoint.network} ${endpoint.virtualIp}`
    byAddress.set(key, [...(byAddress.get(key) ?? []), endpoint])
  }
  if (byAddress.size === 0) {
    return [paragraph(say(text('This plan has no virtual IP.', '이 계획에는 가상 IP가 없습니다.')))]
  }
  const rows = [...byAddress.values()].map((endpoints): readonly Phrase[] => [
    { code: endpoints[0]?.virtualIp ?? '' },
    facts.network(endpoints[0]?.network ?? 'data'),
    endpoints.map(({ id, port }) => `${bareName(id)} :${port}`).join(', '),
  ])
  return [
    paragraph(
      say(
        text(
          'A virtual IP is an address that moves to another balancer when the one that holds it fails.',
          '가상 IP는 맡고 있던 로드 밸런서가 고장 나면 다른 로드 밸런서로 옮겨 가는 주소입니다.',
        ),
      ),
    ),
    table(
      [
        say(text('Address', '주소')),
        say(text('Network', '네트워크')),
        say(text('Endpoints behind it', '이 주소로 접속하는 것')),
      ],
      rows,
    ),
  ]
}

function endpointTable(facts: Facts): readonly Block[] {
  const { say } = facts
  const rows = facts.plan.endpoints.map((endpoint): readonly Phrase[] => [
    { code: bareName(endpoint.id) },
    facts.role(endpoint.service, endpoint.role),
    facts.network(endpoint.network),
    addresses(endpoint),
    portWords(endpoint),
    `${endpoint.protocol}/${endpoint.transport}`,
    say(authenticationWords[endpoint.auth]),
    endpoint.tls ? 'TLS' : say(text('plain', '평문')),
  ])
  return folded(
    facts,
    say(text(`all ${count(rows.length)} endpoints`, `엔드포인트 ${count(rows.length)}개 모두 보기`)),
    [
      say(text('Endpoint', '엔드포인트')),
      say(text('Role', '역할')),
      say(text('Network', '네트워크')),
      say(text('Addresses', '주소')),
      `>${say(text('Port', '포트'))}`,
      say(text('Protocol', '프로토콜')),
      say(text('Authentication', '인증')),
      say(text('Encryption', '암호화')),
    ],
    rows,
  )
}

function addresses(endpoint: PlanEndpoint): Phrase {
  const ranges = addressRanges(endpoint.addresses.map(({ address }) => address)).join(', ')
  return endpoint.virtualIp === undefined
    ? { code: ranges }
    : [{ code: endpoint.virtualIp }, ' (VIP) → ', { code: ranges }]
}

/** `8080`, or `7200–7231` where a range is opened. */
export function portWords(ports: { readonly port?: number; readonly portEnd?: number }): string {
  if (ports.port === undefined) return '–'
  return ports.portEnd === undefined ? String(ports.port) : `${ports.port}–${ports.portEnd}`
}
