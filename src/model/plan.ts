// The plan: the complete, deterministic answer to a declaration, and the only thing that passes
// between the stages of the pipeline. Every type here is plain JSON (shared contract, "Plan").

import type { Text } from './text.ts'

/** Version of the JSON shape of a plan. Stepped when a field changes meaning or goes away. */
export const planSchemaVersion = 1

/** What a cluster of the platform runs on. */
export type TargetId = 'hosts' | 'kubernetes' | 'yarn' | 'aws' | 'gcp' | 'azure' | 'compose'

/** How a target makes a role real. Claims always say which one they speak of. */
export type Realisation = 'native' | 'chart' | 'operator' | 'managed'

/** What people use the platform for. */
export type Capability =
  | 'store'
  | 'catalog'
  | 'query'
  | 'compute'
  | 'ingest'
  | 'search'
  | 'dashboards'
  | 'apps'
  | 'observe'

/** Which recovery timeouts are rendered: upstream's own documented bounds, or tuned short ones. */
export type Profile = 'conservative' | 'fast'

/** The four networks of R-6 by what they carry: VLAN 10, 20, 30 and 40. */
export type NetworkId = 'management' | 'data' | 'service' | 'storage'

/**
 * What a host is there for: the node groups of R-7. A host group of a shape takes one or more duties,
 * and a role runs on the hosts that have its duty.
 */
export type Duty =
  | 'control'
  | 'edge'
  | 'observability'
  | 'storage'
  | 'metadata'
  | 'query'
  | 'compute'
  | 'visualization'
  | 'search'
  | 'kafka-broker'
  | 'kafka-controller'
  | 'kafka-connect'
  /** Heads of pools that share hosts: where Trino's coordinator and Spark's master go when one host is meant for them. */
  | 'coordination'
  /** OpenSearch Dashboards beside OpenSearch, where visualization is on other hosts. */
  | 'search-dashboards'

/** `service/role`, such as `trino/worker`. */
export type RoleId = `${string}/${string}`
/** `service/role/number`, such as `trino/worker/2`; unique in the platform. */
export type InstanceId = `${string}/${string}/${number}`
/** `host/name`, such as `host/storage-1`. */
export type HostId = `host/${string}`
/** `endpoint/service/name`, such as `endpoint/trino/http`. */
export type EndpointId = `endpoint/${string}/${string}`
/** `dataset/name`. */
export type DatasetId = `dataset/${string}`

/**
 * When a role works, from which all failure analysis follows (design, "Availability rules").
 * A rule belongs to a realisation, not to a product's name.
 */
export type AvailabilityRule =
  | { readonly kind: 'any' }
  | { readonly kind: 'majority' }
  | {
      readonly kind: 'elected-primary'
      readonly consensus: RoleId
      readonly synchrony: 'strict' | 'relaxed'
    }
  | { readonly kind: 'standby' }
  | { readonly kind: 'asynchronous-primary'; readonly consensus: RoleId }
  | { readonly kind: 'dataset'; readonly dataset: DatasetId }
  | { readonly kind: 'capacity'; readonly minimum: number }
  | { readonly kind: 'single' }
  | { readonly kind: 'per-host' }

/** The size of one instance. `settings` are the size keys: all that may differ between two renderings of one plan. */
export interface Size {
  /** Memory of the whole process, heap and everything else, in MiB. */
  readonly memoryMiB: number
  readonly cpus: number
  readonly diskGiB: number
  /** Values that the configuration takes from the size: heaps, limits, JVM flags. */
  readonly settings: Readonly<Record<string, string | number>>
}

/** Both sizes of an instance: the one to buy servers for, and the one that fits beside all others on one machine. */
export interface Sizes {
  readonly production: Size
  readonly rehearsal: Size
}

export type SizeName = keyof Sizes

/** Hardware of one host. */
export interface Hardware {
  readonly cpus: number
  readonly memoryGiB: number
  readonly disks: readonly { readonly kind: 'ssd' | 'nvme' | 'hdd'; readonly gib: number }[]
}

export interface PlanCluster {
  readonly id: string
  readonly target: TargetId
}

/** What fails together. Many to many: a dual-homed host is a member of two switches. */
export interface PlanFailureDomain {
  /** `rack/r1`, `zone/z1`, `switch/s1`. */
  readonly id: string
  readonly kind: 'rack' | 'zone' | 'switch'
  readonly members: readonly HostId[]
}

export interface PlanHost {
  readonly id: HostId
  readonly group: string
  readonly cluster: string
  readonly hardware: Hardware
  readonly networks: readonly { readonly id: NetworkId; readonly address: string }[]
}

export interface PlanNetwork {
  /** `network/data`. */
  readonly id: `network/${NetworkId}`
  readonly vlan: number
  /** CIDR, such as `10.77.20.0/24`. */
  readonly subnet: string
  readonly gbps: number
}

export type NeedStrength = 'hard' | 'soft' | 'startup'
/** How a need reaches its endpoint: a virtual IP, a list that the client really walks, or one address only. */
export type NeedVia = 'vip' | 'list' | 'first'

export interface PlanNeed {
  readonly endpoint: EndpointId
  readonly strength: NeedStrength
  readonly via: NeedVia
}

export interface PlanListen {
  /** Name of the direct endpoint that this port belongs to, without `endpoint/service/`. */
  readonly name: string
  readonly network: NetworkId
  readonly address: string
  readonly port: number
  /** Last port of a range, where one is opened. */
  readonly portEnd?: number
  readonly protocol: 'tcp' | 'udp'
}

export interface PlanInstance {
  readonly id: InstanceId
  readonly service: string
  readonly role: string
  readonly host: HostId
  readonly cluster: string
  readonly realisation: Realisation
  readonly version: string
  readonly size: Sizes
  readonly listens: readonly PlanListen[]
  readonly needs: readonly PlanNeed[]
}

/**
 * How a balancer finds out which backend may serve. `send`/`expect` speak the service's own protocol,
 * since an open port says nothing of a hung process.
 */
export type BalancerCheck =
  | {
      readonly kind: 'http'
      readonly method: 'GET' | 'OPTIONS' | 'HEAD'
      readonly path: string
      readonly expectStatus?: number
      /** Regular expression over the body. */
      readonly expectBody?: string
      /** Port of the check where it is not the port served. */
      readonly port?: number
      /** Asked over TLS; the certificate is the client's business, the balancer only wants an answer. */
      readonly tls?: boolean
      /** Whom the balancer says it is where nobody else is answered: HTTP basic authentication, the password a secret. */
      readonly login?: { readonly username: string; readonly secretRef: string }
    }
  | { readonly kind: 'binary'; readonly sendHex: string; readonly expectHex: string }
  | { readonly kind: 'connect' }

/** How a balanced endpoint spreads its clients over its backends. */
export interface Balancing {
  readonly mode: 'tcp' | 'http'
  /** `active-standby` never fails back by itself: running work polls one backend. */
  readonly policy: 'round-robin' | 'least-connections' | 'active-standby' | 'leader'
  readonly check: BalancerCheck
  readonly intervalMs: number
  readonly fall: number
  readonly rise: number
  readonly checkTimeoutMs: number
  readonly connectTimeoutMs: number
  /** How long a client or a backend may be silent. */
  readonly idleTimeoutMs: number
  /**
   * Each connection begins with who the client is, checks too (HAProxy, "The PROXY protocol", version 2): backends that want it refuse
   * whoever does not say it.
   */
  readonly tellsClient?: true
  /**
   * Another direct endpoint of the same instances, itself balanced: whoever its checks call dead is dead here, and whoever is active there is
   * active here. Two decisions on one pair could differ.
   */
  readonly decidedBy?: EndpointId
}

/** How one asks an address whether the thing behind it works. Shared by readiness, leadership and start order. */
export type Probe =
  | {
      readonly kind: 'http'
      readonly address: string
      readonly port: number
      readonly path: string
      readonly method?: 'GET' | 'OPTIONS' | 'HEAD' | 'POST'
      readonly body?: string
      readonly expectStatus?: readonly number[]
      /** Regular expression over the body. */
      readonly expectBody?: string
      /** Header (lower case) → regular expression. */
      readonly expectHeaders?: Readonly<Record<string, string>>
      /** Asked over TLS: what is asked is whether it answers, not whose certificate it shows. */
      readonly tls?: true
      /** It wants to hear first who the client is (`Balancing.tellsClient`). */
      readonly tellsClient?: true
    }
  | {
      readonly kind: 'tcp'
      readonly address: string
      readonly port: number
      readonly sendHex?: string
      /** Regular expression over the lower-case hex of what comes back. */
      readonly expectHex?: string
    }
  | { readonly kind: 'exec'; readonly argv: readonly string[]; readonly expectOutput?: string }
  /** Nothing to ask: working is the process being there for `forMs`. */
  | { readonly kind: 'alive'; readonly forMs: number }

/** How an endpoint tells the metrics of the instance behind it, in Prometheus' format (R-6.9). */
export interface EndpointMetrics {
  /** `/metrics` nearly everywhere. */
  readonly path: string
  /** Whom to say one is, where the daemon wants a name of everybody: HTTP basic authentication. */
  readonly username?: string
  /** The secret with that name's password; none where it is left out. */
  readonly secretRef?: string
  /** Query parameters: what is asked for where all would be too much. */
  readonly parameters?: Readonly<Record<string, readonly string[]>>
}

export interface PlanEndpoint {
  readonly id: EndpointId
  readonly service: string
  readonly role: string
  readonly network: NetworkId
  /** The instances that serve it. Behind a virtual IP these are the backends. */
  readonly addresses: readonly { readonly instance: InstanceId; readonly address: string }[]
  readonly port: number
  readonly portEnd?: number
  readonly protocol: string
  /** The transport below `protocol`. */
  readonly transport: 'tcp' | 'udp'
  readonly tls: boolean
  readonly auth: 'none' | 'password' | 'access-key' | 'certificate'
  /** The address that moves, where a balancer stands in front. */
  readonly virtualIp?: string
  /** The direct endpoint that a balanced one forwards to. */
  readonly backend?: EndpointId
  readonly balancing?: Balancing
  /** It says nothing but to come to this endpoint instead. */
  readonly leadsTo?: EndpointId
  /** Of a direct endpoint that Prometheus asks. */
  readonly metrics?: EndpointMetrics
}

export interface PlanDataset {
  readonly id: DatasetId
  readonly service: string
  readonly copies: number
  /** Copies that must hold a write before it is acknowledged. */
  readonly minInSync: number
  readonly domainKind: 'host' | 'rack' | 'zone'
  /** An acknowledged write can be lost by design. */
  readonly asynchronous?: boolean
  /**
   * Copies that an acknowledged write is on while all is well, where that is fewer than all of them: Postgres with one
   * synchronous standby, or a log that a majority holds. The data is lost when as many are destroyed. Absent: all.
   */
  readonly durableCopies?: number
  /** New writes may go to whichever domains are left (SeaweedFS), not only to where the copies of an item are (Kafka). */
  readonly writesMove?: boolean
}

/** A permitted path. What is not a flow is closed. */
export interface PlanFlow {
  /** A role, or `user` for people and programs outside the platform. */
  readonly from: RoleId | 'user'
  /** An endpoint; for `vrrp` the role itself. */
  readonly to: EndpointId | RoleId
  readonly network: NetworkId
  readonly protocol: 'tcp' | 'udp' | 'vrrp'
  readonly port?: number
  readonly portEnd?: number
  readonly why: string
}

/** How long a role does not serve when what may be its leader is lost. `source` names the timeouts that it is made of. */
export interface Recovery {
  /** A host of it dies or is cut off without a farewell. */
  readonly hostLossMs: number
  /** Only a process of it ends, which its host tells everyone at once. Absent: as for a host. */
  readonly instanceLossMs?: number
  readonly source: string
}

export interface PlanRole {
  readonly service: string
  readonly role: string
  readonly rule: AvailabilityRule
  /** How long until the role serves again after a failure, from the timeouts that are rendered. Absent: nobody notices. */
  readonly recovery?: Recovery
  /**
   * Kubernetes only: its pods hold nothing of their node, and are placed on another one so long after theirs is lost.
   * Absent: they wait for their node.
   */
  readonly moves?: { readonly afterMs: number }
}

/** What a number of the sizing is counted in. */
export type SizingUnit = 'MiB' | 'GiB' | 'CPU' | 'MiB/s' | 'Gbit/s' | 'days' | 'count'

/**
 * One number that follows from the load or from the hardware: how it was worked out, from what, and who says so.
 * `formula` is arithmetic over the names in `inputs` (`+ - * /`, `ceil`, `floor`, `min`, `max`), so that anyone can work it
 * out again; it gives `needed` where there is one, `value` otherwise.
 */
export interface PlanSizing {
  /** A role (`trino/worker`), a network (`network/data`) or a host (`host/query-1`, the fullest of its group). */
  readonly about: RoleId | `network/${NetworkId}` | HostId
  /** What the number is, such as `heapMiB`, `instances`, `diskGiB`. */
  readonly what: string
  /** What is planned: of one instance where it is a size, of the whole role where it is `instances`. */
  readonly value: number
  /** What the load asks for, where hosts or hardware may give less. More than `value`: the platform cannot carry its load. */
  readonly needed?: number
  readonly unit: SizingUnit
  readonly formula: string
  readonly inputs: Readonly<Record<string, number>>
  /** Page and section of the upstream's documentation, a requirement's number, or `assumption` and why. */
  readonly source: string
  readonly text: Text
}

export interface SourcePosition {
  readonly line: number
  readonly column: number
}

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
/** A key whose value is undefined is one that is not there: JSON leaves it out. */
export type JsonObject = { readonly [key: string]: JsonValue | undefined }

/** A rule of the requirements that the platform gives up. */
export interface PlanRelax {
  readonly rule: string
  /** The reason: English where a shape or a service gives the rule up, the user's own words where the declaration does. */
  readonly why: string
  /** The reason in both languages; absent where it is in the user's own words. */
  readonly text?: Text
}

/** What a placement costs, each level before the next (docs/adr, "Placement as optimisation"). All are counts of pairs or moves. */
export interface PlacementCosts {
  /** Pairs of instances on one host that a requirement keeps apart. */
  readonly rules: number
  /** Pairs of instances of one role in one rack, zone or switch. */
  readonly spread: number
  /** Instances that the plan before had on another host. */
  readonly moves: number
  /** Pairs of instances on one host that share it at a price. */
  readonly sharing: number
  /** Pairs of instances on one host. */
  readonly balance: number
}

/** How the hosts of all roles were chosen, and how good that is. */
export interface PlanPlacement {
  /** `optimal`: proved that no placement costs less. `feasible`: one may, by `gap` at most. */
  readonly status: 'optimal' | 'feasible'
  /** The share of the first cost that is not proved that a better placement could save, from 0 to 1; 0 when optimal. */
  readonly gap: number
  /**
   * Every host has the memory and the disk that the load asks of what is on it. Otherwise only what it takes to run at all
   * was counted, and `sizing` says what is short.
   */
  readonly fitsLoad: boolean
  readonly hosts: number
  /** Only where the declaration leaves counts of host groups open. */
  readonly counting?: PlanCounting
  readonly costs: PlacementCosts
  /** What no placement can be below. */
  readonly bounds: PlacementCosts
  /** Roles that share hosts although they had better not: on how many hosts, and which rule (or role) says so. */
  readonly together: readonly {
    readonly rule: string
    readonly level: 'rules' | 'sharing'
    readonly roles: readonly [RoleId, RoleId]
    readonly hosts: number
  }[]
}

/** The counts that were chosen for host groups that leave them open. */
export interface PlanCounting {
  /** `optimal`: proved that no fewer (cheaper) hosts carry the load. */
  readonly status: 'optimal' | 'feasible'
  /** All groups together: hosts, or what they cost where groups have a `price`. */
  readonly cost: number
  readonly groups: readonly {
    readonly group: string
    readonly count: number
    readonly least: number
    readonly most: number
  }[]
}

/** What changed since the plan that this one started from. */
export interface PlanMoves {
  readonly hosts: {
    readonly added: readonly HostId[]
    readonly removed: readonly HostId[]
    readonly readdressed: readonly {
      readonly id: HostId
      readonly network: NetworkId
      readonly from: string
      readonly to: string
    }[]
  }
  readonly instances: {
    readonly added: readonly { readonly id: InstanceId; readonly host: HostId }[]
    readonly removed: readonly { readonly id: InstanceId; readonly host: HostId }[]
    readonly moved: readonly { readonly id: InstanceId; readonly from: HostId; readonly to: HostId }[]
  }
}

export interface Plan {
  readonly schemaVersion: typeof planSchemaVersion
  readonly declarationFile: string
  readonly declarationSha256: string
  readonly catalogVersion: string
  readonly name: string
  readonly shape: string
  readonly profile: Profile
  readonly load: JsonObject
  /** Each service's options with every default filled in. */
  readonly services: Readonly<Record<string, JsonObject>>
  readonly capabilities: Readonly<Partial<Record<Capability, readonly EndpointId[]>>>
  readonly roles: readonly PlanRole[]
  readonly clusters: readonly PlanCluster[]
  readonly failureDomains: readonly PlanFailureDomain[]
  readonly hosts: readonly PlanHost[]
  readonly networks: readonly PlanNetwork[]
  readonly instances: readonly PlanInstance[]
  readonly endpoints: readonly PlanEndpoint[]
  readonly datasets: readonly PlanDataset[]
  readonly flows: readonly PlanFlow[]
  /** Absent in plans made before placement was optimised. */
  readonly placement?: PlanPlacement
  /** Only in a plan that started from an earlier one. */
  readonly moves?: PlanMoves
  readonly relaxes: readonly PlanRelax[]
  readonly decisions: readonly {
    readonly about: string
    readonly why: string
    readonly source: string
  }[]
  /** Every number that follows from the load. Absent in plans made before there was any. */
  readonly sizing?: readonly PlanSizing[]
  /** JSON pointer into the declaration → where it stands in the file. */
  readonly source: Readonly<Record<string, SourcePosition>>
}
