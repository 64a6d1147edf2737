// The topology from top to bottom as R-6.10 tells it: users, L7, what people look at, L4, queries, compute, storage,
// database. Which roles stand in which layer; only what the plan has is there.

import type { NetworkId, PlanEndpoint, PlanFlow, PlanInstance } from '../../../model/plan.ts'
import { type Text, text } from '../../../model/text.ts'
import { balancerRole } from '../../../planner/flows.ts'
import { bareName, type Facts } from '../facts.ts'
import { nameRanges } from '../name-ranges.ts'

/** One role in a layer. */
export interface TopologyRole {
  readonly title: string
  readonly instances: number
  /** Names of its hosts, in few words. */
  readonly hosts: string
  readonly networks: readonly NetworkId[]
}

/** One layer: chains of roles that hand work on from left to right. */
export interface TopologyLayer {
  readonly title: string
  readonly chains: readonly (readonly TopologyRole[])[]
  /** Networks on which layers above reach this one. */
  readonly reachedOver: readonly NetworkId[]
  /** Addresses that the layer holds for others. */
  readonly virtualIps: readonly { readonly network: NetworkId; readonly address: string }[]
}

interface LayerDefinition {
  readonly title: Text
  /** Chains of `service/role`; `service/*` stands for the roles of a service that no other chain names. */
  readonly chains: readonly (readonly string[])[]
  /** Holds the virtual IPs. */
  readonly balances?: boolean
  /** Stands beside the way from users to data: no arrow leads into it. */
  readonly aside?: boolean
}

const definitions: readonly LayerDefinition[] = [
  {
    title: text('L7, TLS and web', 'L7 (TLS, 웹 입구)'),
    chains: [['ingress/nginx'], ['ingress/envoy'], ['ingress/traefik']],
  },
  {
    title: text('Dashboards and apps', '대시보드와 앱'),
    chains: [['superset/*'], ['opensearch/dashboards'], ['grafana/*'], ['streamlit/*']],
  },
  { title: text('L4, load balancing', 'L4 (부하 분산)'), chains: [['load-balancer/*']], balances: true },
  {
    title: text('Query and search', '질의와 검색'),
    chains: [
      ['trino/coordinator', 'trino/worker'],
      ['opensearch/manager', 'opensearch/data'],
    ],
  },
  { title: text('Ingest', '수집'), chains: [['kafka/connect', 'kafka/broker', 'kafka/controller']] },
  {
    title: text('Compute', '배치 처리'),
    chains: [['spark/master', 'spark/worker'], ['spark/*'], ['yarn/resourcemanager', 'yarn/nodemanager']],
  },
  {
    title: text('Storage gateway and catalog', '저장소 입구와 카탈로그'),
    chains: [['seaweedfs/s3'], ['hive-metastore/*']],
  },
  {
    title: text('Storage metadata', '저장소 메타데이터'),
    chains: [
      ['seaweedfs/filer', 'seaweedfs/master'],
      ['hdfs/namenode', 'hdfs/journalnode'],
    ],
  },
  { title: text('Stored data', '저장된 데이터'), chains: [['seaweedfs/volume'], ['hdfs/datanode']] },
  { title: text('Databases', '데이터베이스'), chains: [['postgres/*'], ['redis/*']] },
  { title: text('Consensus', '합의 저장소'), chains: [['etcd/*'], ['zookeeper/*']] },
  {
    title: text('Monitoring', '관제'),
    chains: [['prometheus/*'], ['ingress/exporter'], ['opensearch/exporter']],
    aside: true,
  },
  {
    title: text('Host services', '호스트 공통'),
    chains: [['kubernetes/*'], ['peer-watch/*'], ['log-shipper/*']],
    aside: true,
  },
]

const rest: LayerDefinition = { title: text('Others', '그 밖'), chains: [['*']] }

/** The layers of a plan from top to bottom, without those that it has nothing in. */
export function topologyLayers(facts: Facts): readonly TopologyLayer[] {
  const seated = seatRoles(facts.roles.map(({ id }) => id))
  const reached = reachedOver(facts, seated)
  const networks = networksOfRoles(facts)
  return seated.map(({ definition, chains }, at) => ({
    title: facts.say(definition.title),
    chains: chains.map((chain) => chain.map((id) => topologyRole(facts, id, networks.get(id) ?? new Set()))),
    reachedOver: definition.aside === true ? [] : inOrder(facts, reached[at] ?? new Set()),
    virtualIps: definition.balances === true ? virtualIps(facts) : [],
  }))
}

interface SeatedLayer {
  readonly definition: LayerDefinition
  readonly chains: readonly (readonly string[])[]
}

function seatRoles(roles: readonly string[]): readonly SeatedLayer[] {
  const named = new Set(definitions.flatMap(({ chains }) => chains.flat()))
  const services = new Set([...named].filter((id) => id.endsWith('/*')).map((id) => id.slice(0, -2)))
  const expand = (pattern: string): readonly string[] => {
    if (pattern === '*') {
      return roles.filter((id) => !named.has(id) && !services.has(id.split('/')[0] ?? ''))
    }
    if (!pattern.endsWith('/*')) return roles.includes(pattern) ? [pattern] : []
    return roles.filter((id) => id.startsWith(pattern.slice(0, -1)) && !named.has(id))
  }
  return [...definitions, rest]
    .map((definition) => ({
      definition,
      chains: definition.chains
        // What a star stands for are roles beside each other, not a chain.
        .flatMap((chain) =>
          chain.length === 1 ? chain.flatMap(expand).map((id) => [id]) : [chain.flatMap(expand)],
        )
        .filter((chain) => chain.length > 0),
    }))
    .filter(({ chains }) => chains.length > 0)
}

function topologyRole(facts: Facts, id: string, networks: ReadonlySet<NetworkId>): TopologyRole {
  const [service = '', role = ''] = id.split('/')
  const instances = facts.index.instancesByRole.get(id) ?? []
  return {
    title: facts.role(service, role),
    instances: instances.length,
    hosts: hostWords(facts, instances),
    networks: inOrder(facts, networks),
  }
}

function hostWords(facts: Facts, instances: readonly PlanInstance[]): string {
  const names = [...new Set(instances.map(({ host }) => bareName(host)))]
  return names.length > 1 && names.length === facts.plan.hosts.length
    ? facts.say(text('all hosts', '모든 호스트'))
    : nameRanges(names, facts.say, 2)
}

/** Networks that each role listens or speaks on. */
function networksOfRoles(facts: Facts): ReadonlyMap<string, ReadonlySet<NetworkId>> {
  const networks = new Map<string, Set<NetworkId>>()
  const add = (role: string, network: NetworkId) => {
    const known = networks.get(role)
    if (known === undefined) networks.set(role, new Set([network]))
    else known.add(network)
  }
  for (const endpoint of facts.plan.endpoints) {
    const served = endpoint.virtualIp === undefined ? `${endpoint.service}/${endpoint.role}` : balancerRole
    add(served, endpoint.network)
  }
  for (const flow of facts.plan.flows) {
    add(flow.from, flow.network)
    if (!flow.to.startsWith('endpoint/')) add(flow.to, flow.network)
  }
  return networks
}

/** For each layer the networks of flows that come from above it; what goes to a virtual IP passes the balancers. */
function reachedOver(facts: Facts, layers: readonly SeatedLayer[]): readonly ReadonlySet<NetworkId>[] {
  const depths = new Map<string, number>([['user', -1]])
  for (const [depth, { chains }] of layers.entries()) for (const id of chains.flat()) depths.set(id, depth)
  const balancers = layers.findIndex(({ definition }) => definition.balances === true)
  const reached = layers.map(() => new Set<NetworkId>())
  for (const flow of facts.plan.flows) {
    const from = depths.get(flow.from)
    const to = targetDepth(facts, flow, depths)
    if (from === undefined || to === undefined) continue
    // From the balancers on, their own flow to the backends tells the way; what stands above them is drawn as R-6.10 does.
    const depth = isVirtual(facts, flow) && balancers >= 0 && to > balancers ? balancers : to
    if (depth > from) reached[depth]?.add(flow.network)
  }
  return reached
}

function endpointOf(facts: Facts, flow: PlanFlow): PlanEndpoint | undefined {
  return facts.index.endpoints.get(flow.to as PlanEndpoint['id'])
}

function isVirtual(facts: Facts, flow: PlanFlow): boolean {
  return endpointOf(facts, flow)?.virtualIp !== undefined
}

function targetDepth(facts: Facts, flow: PlanFlow, depths: ReadonlyMap<string, number>): number | undefined {
  const endpoint = endpointOf(facts, flow)
  return depths.get(endpoint === undefined ? flow.to : `${endpoint.service}/${endpoint.role}`)
}

function virtualIps(facts: Facts): TopologyLayer['virtualIps'] {
  const known = new Map(
    facts.plan.endpoints.flatMap(({ network, virtualIp }) =>
      virtualIp === undefined ? [] : [[`${network} ${virtualIp}`, { network, address: virtualIp }] as const],
    ),
  )
  return [...known.values()]
}

function inOrder(facts: Facts, networks: ReadonlySet<NetworkId>): readonly NetworkId[] {
  return facts.plan.networks.map(({ id }) => bareName(id) as NetworkId).filter((id) => networks.has(id))
}
