// The contract of the catalog: what one service declares, enough for every stage of the pipeline.
// A service is one folder that exports one `Service`; `npm run generate` lists the folders in index.gen.ts.

import type { z } from 'zod'
import type { HostFile, JobDefinition, ProcessDefinition } from '../model/artifacts.ts'
import type { Load } from '../model/load.ts'
import type {
  AvailabilityRule,
  Balancing,
  Capability,
  Duty,
  EndpointId,
  EndpointMetrics,
  InstanceId,
  JsonObject,
  NeedStrength,
  NeedVia,
  NetworkId,
  Plan,
  PlanEndpoint,
  PlanHost,
  PlanInstance,
  PlanSizing,
  Probe,
  Profile,
  Realisation,
  Recovery,
  RoleId,
  Size,
  Sizes,
  TargetId,
} from '../model/plan.ts'
import type { Text } from '../model/text.ts'
import type { ServiceRules } from './rules.ts'
import type { Resource, RoomOf } from './sizing.ts'
import type { Software } from './software.ts'

/** What the planner knows of the shape while it counts and sizes instances. */
export interface ShapeContext<O> {
  readonly options: O
  /** `single`: one instance each, nothing survives. `ha`: voters, copies and virtual IPs. */
  readonly tier: 'single' | 'ha'
  readonly profile: Profile
  readonly load: Load
  /** How many instances of the platform need an endpoint: the clients that a database has to serve. */
  clientsOf(service: string, endpoint: string): number
  /** What the platform runs on; with several clusters, the first one. */
  readonly target: TargetId
  /** Every cluster of the platform is a Kubernetes one: services are realised as `kubernetes` says. */
  readonly onKubernetes: boolean
  /** How many hosts the platform has in all. */
  readonly hostCount: number
  /** How many hosts have the duty. */
  hostsOf(duty: Duty): number
  /** Whether the plan has this service. */
  has(service: string): boolean
  /** Options of another service as declared, its defaults left out; empty when nothing is declared. */
  optionsOf(service: string): JsonObject
}

/** An endpoint that the instances of a role serve themselves, on each of their addresses in `networks`. */
export interface DirectEndpoint {
  readonly kind: 'direct'
  readonly name: string
  readonly role: string
  readonly networks: readonly NetworkId[]
  readonly port: number
  readonly portEnd?: number
  /** What is spoken: `http`, `postgresql`, `thrift`, `s3`, … */
  readonly protocol: string
  readonly transport?: 'tcp' | 'udp'
  readonly tls?: boolean
  readonly auth: PlanEndpoint['auth']
  /**
   * Where the instance's metrics are, when this port tells them. Nothing else makes a service measured: where the platform has
   * Prometheus, the flow from it to this endpoint and its list of targets follow from this. A port that only tells metrics is on the
   * management network, on which every host has a leg.
   */
  readonly metrics?: EndpointMetrics
}

/** An endpoint on a virtual IP, forwarded by the platform's load balancer to a direct one. */
export interface BalancedEndpoint {
  readonly kind: 'balanced'
  readonly name: string
  /** Name of the direct endpoint of this service that it forwards to. */
  readonly backend: string
  readonly network: NetworkId
  readonly port: number
  readonly protocol: string
  readonly tls?: boolean
  readonly auth: PlanEndpoint['auth']
  readonly balancing: Balancing
  /** People and programs outside the platform may use it (a flow from `user`). */
  readonly offeredToUsers?: boolean
  /** Name of the endpoint of this service that it sends everybody to: it says nothing else. */
  readonly leadsTo?: string
  /**
   * On Kubernetes, too, the platform's balancer stands in front, and not a Service alone: requests are spread (L7), one of several is
   * active, or what it leads to is not a pod.
   */
  readonly onBalancer?: boolean
}

export type EndpointDefinition = DirectEndpoint | BalancedEndpoint

/** A need of a role. Left out of the plan when the service is not in it and `optional` is set. */
export interface NeedDefinition {
  readonly service: string
  readonly endpoint: string
  readonly strength: NeedStrength
  readonly via: NeedVia
  readonly why: string
  readonly optional?: boolean
}

/** One pair of credentials for S3, as it stands in a file. */
export interface S3Credentials {
  readonly accessKey: string
  readonly secret: string
}

/** Who logs in to Postgres and by what, as it stands in a file. */
export interface DatabaseLogin {
  readonly user: string
  readonly password: string
}

/** What a role's process and files are made from: everything comes out of the plan. */
export interface ConfigureContext<O> {
  readonly plan: Plan
  readonly instance: PlanInstance
  readonly host: PlanHost
  readonly options: O
  readonly profile: Profile
  readonly size: Size
  /** `/etc/opt/hanok/SERVICE-ROLE`. */
  readonly configDirectory: string
  /** `/var/opt/hanok/data/SERVICE-ROLE`. */
  readonly dataDirectory: string
  /** `/opt/hanok/ID` of a declared software. */
  softwareDirectory(software: Software): string
  /** This host's address on a network. Throws when the host has no leg there. */
  address(network: NetworkId): string
  /** All instances of a role (of this service unless named), in order, with host. */
  instancesOf(role: string, service?: string): readonly PlanInstance[]
  /** Address of an instance's host on a network. */
  addressOf(instance: PlanInstance, network: NetworkId): string
  /** An endpoint of any service of the plan. Throws when there is none. */
  endpoint(service: string, name: string): PlanEndpoint
  /** `virtualIp:port` of a balanced endpoint. */
  vip(service: string, name: string): string
  /** `address:port` of every instance behind a direct endpoint, in instance order. */
  list(service: string, name: string): readonly string[]
  /** Whether the plan has this service. */
  has(service: string): boolean
  /** The placeholder of a secret. */
  secret(name: string): string
  /** Placeholders of the S3 credentials of a client that count at the gateways; the first are those that the client has. */
  s3Credentials(client: string): readonly [S3Credentials, ...S3Credentials[]]
  /** Placeholders of the logins of a service that count at Postgres; the first is the one that the service has. */
  databaseLogins(service: string): readonly [DatabaseLogin, ...DatabaseLogin[]]
  /** The probe of any endpoint of the plan, on this address (or its virtual IP): how dependents know it works. */
  probeOf(service: string, name: string, address?: string): Probe
  /** The rules of a service of the plan; undefined where it has none. */
  rulesOf(service: string): ServiceRules | undefined
  /** Name of a service for people. */
  titleOf(service: string): Text
}

/** What `configure` gives for one instance. Capabilities, limits and the like have defaults (see `defineProcess`). */
export interface InstanceArtifacts {
  readonly files: readonly HostFile[]
  readonly process: ProcessDefinition
  /** Jobs belong to the platform; give them from the instance with number 1 only. */
  readonly jobs?: readonly JobDefinition[]
}

/** What the planner knows of a role, whether or not it can be run yet. */
interface PlannedRole<O> {
  readonly id: string
  readonly title: Text
  /**
   * The kind of host it runs on: the first duty that enough hosts have for its count, else the first that any has.
   * `every`: on every host.
   */
  readonly duties: readonly Duty[] | 'every'
  /**
   * Number of instances; at most one a host. Spread over racks first. Of a role on every host only whether it is 0 counts:
   * a service all of whose roles have 0 is not in the plan.
   */
  count(shape: ShapeContext<O>): number
  /** A role of the same service, with the same duties and count, on whose hosts it stands and nowhere else. */
  readonly beside?: string
  /** Roles whose hosts are avoided where others are free. */
  readonly apartFrom?: readonly RoleId[]
  /** Networks that its host must have a leg on, beside management. */
  readonly networks: readonly NetworkId[]
  rule(shape: ShapeContext<O>): AvailabilityRule
  /**
   * How long until the role serves again after the sudden death of one of its hosts, computed from the very timeouts
   * that `configure` renders; `source` names them. Left out where nobody notices.
   */
  recovery?(shape: ShapeContext<O>): Recovery | undefined
  needs(shape: ShapeContext<O>): readonly NeedDefinition[]
  /** Resources of which it takes what its hosts have left beside everything else on them: more hardware, more capacity. */
  readonly fills?: readonly Resource[]
  /**
   * Kubernetes: its pods hold nothing of their node and may be placed on another one. By default equals (`any`) and what
   * there is once (`single`) move, and everything else waits for its node.
   */
  readonly moves?: boolean
  /**
   * The sizes of one instance. `roomOf` says what the hosts of this service's roles have left; without it, before
   * placement, the least with which the role is worth running. The rehearsal size depends on neither load nor room.
   */
  size(shape: ShapeContext<O>, roomOf?: RoomOf): Sizes
}

/** A role that runs: its software, and the files and process of one instance. */
export interface RunningRole<O> extends PlannedRole<O> {
  readonly software: readonly Software[]
  configure(context: ConfigureContext<O>): InstanceArtifacts
}

/** A role that is planned in full, but has no native realisation yet: it has neither software nor `configure`. */
export interface RoleToCome<O> extends PlannedRole<O> {
  readonly software?: undefined
  readonly configure?: undefined
}

/** One role of a service. */
export type Role<O> = RunningRole<O> | RoleToCome<O>

/** A dataset as its service declares it; the fields mean what they mean in the plan. */
export interface DatasetDefinition {
  readonly name: string
  readonly copies: number
  readonly minInSync: number
  readonly domainKind: 'host' | 'rack' | 'zone'
  readonly asynchronous?: boolean
  readonly durableCopies?: number
  readonly writesMove?: boolean
}

/** A path between two roles that is not a need on an endpoint (VRRP), and paths of the service's own that no need names. */
export interface ExtraFlow {
  readonly from: RoleId
  /** Whose endpoint it leads to, where it is another service's; no flow where the plan lacks it. */
  readonly service?: string
  /** Name of an endpoint, or a role of this service for `vrrp`. */
  readonly to: string
  readonly protocol: 'tcp' | 'udp' | 'vrrp'
  readonly network: NetworkId
  readonly why: string
}

/**
 * What a service is on Kubernetes where that is not its native realisation: what is left out is as there. A service with an
 * empty list of roles is not there at all.
 */
export interface KubernetesRealisation<O>
  extends Partial<
    Pick<
      Service<O>,
      | 'version'
      | 'roles'
      | 'endpoints'
      | 'datasets'
      | 'flows'
      | 'capabilities'
      | 'fronts'
      | 'rules'
      | 'decisions'
    >
  > {
  /** `chart`, `operator`, or `native`: manifests of our own. */
  readonly realisation: Realisation
}

/** One service of the catalog. */
export interface Service<O> {
  readonly id: string
  readonly title: Text
  /** Version that the native realisation runs. */
  readonly version: string
  /** Options of `services.ID` in the declaration; every one has a default and a description. */
  readonly options: z.ZodType<O>
  /**
   * Software that is in no package registry: the declaration names an archive that the user has. Without one the service is planned only.
   */
  readonly given?: {
    /** What the options name; undefined where they name nothing. */
    software(options: O): Software | undefined
    /** How one gives it. */
    readonly how: Text
  }
  /** Only in the plan where the declaration names it (`services: { ID: {} }`): another service does its work by default. */
  readonly optional?: true
  /**
   * The account its processes run as; uid unique in the catalog, 61000–61999. Its name is none that a package of the distribution makes for
   * itself: `adduser --system` fails where that name is there already.
   */
  readonly account: { readonly name: string; readonly uid: number }
  readonly roles: readonly Role<O>[]
  endpoints(shape: ShapeContext<O>): readonly EndpointDefinition[]
  datasets(shape: ShapeContext<O>): readonly DatasetDefinition[]
  /** Which endpoints (by name) the service gives to which capability. */
  readonly capabilities: Readonly<Partial<Record<Capability, readonly string[]>>>
  /** Endpoints through which people reach capabilities of other services: part of each that some service gives. */
  readonly fronts?: Readonly<Partial<Record<Capability, readonly string[]>>>
  /** Flows beside those that the needs of all roles imply. */
  flows(shape: ShapeContext<O>): readonly ExtraFlow[]
  /**
   * Says who does this service's work where the platform leaves it to something outside the plan (a hardware balancer):
   * the service then stays in the plan without instances.
   */
  outside?(shape: ShapeContext<O>):
    | {
        readonly decision: Plan['decisions'][number]
        readonly relaxes: Plan['relaxes'][number]
      }
    | undefined
  /** Every number that follows from the load, with what the load needs; the very ones that `size` gives. */
  sizing?(shape: ShapeContext<O>, roomOf: RoomOf): readonly PlanSizing[]
  /**
   * What is worked out of the metrics that its endpoints tell, when people are told, and what they look at (`rules.ts` and `panels.ts` in
   * its folder). Every alert brings its test. Prometheus and Grafana get those of every service of the plan.
   */
  rules?(plan: Plan): ServiceRules
  /** How one sees that an endpoint works, on one address. */
  probe(endpoint: string, address: string, port: number): Probe
  /** How it is planned on Kubernetes; what is rendered there is in `kubernetes.ts` beside it. */
  readonly kubernetes?: KubernetesRealisation<O>
  /** Choices that `hanok explain` tells, with where they come from. */
  readonly decisions: readonly { readonly about: string; readonly why: string; readonly source: string }[]
}

/** A service whose option type no longer matters: what lists of services hold. */
export type AnyService = Service<JsonObject>
/** A role whose option type no longer matters. */
export type AnyRole = Role<JsonObject>

/** Whether a role has a native realisation. One that has not is planned, and left out where plans are run. */
export function canRun(role: AnyRole): boolean {
  return role.configure !== undefined
}

/**
 * Whether a service runs natively with these options: its roles have a native realisation, or some that are to work without the rest, and
 * what only the user can give is given. One that does not is planned, and left out where plans are run.
 */
export function isRunnable({ roles, given }: AnyService, options: JsonObject): boolean {
  return (
    (roles.length === 0 || roles.some(canRun)) &&
    (given === undefined || given.software(options) !== undefined)
  )
}

/** Declares a service: checks the shape at compile time, changes nothing. */
export function defineService<O>(service: Service<O>): Service<O> {
  return service
}

/** The parts of a process definition that a role must say; the rest has defaults. */
export type ProcessInput = Pick<ProcessDefinition, 'argv' | 'ready'> &
  Partial<Omit<ProcessDefinition, 'id' | 'user' | 'argv' | 'ready'>>

/** Fills a process definition with the defaults that suit most daemons. */
export function defineProcess<O>(
  context: ConfigureContext<O>,
  account: string,
  input: ProcessInput,
): ProcessDefinition {
  const { argv, ready, limits, ...rest } = input
  return {
    id: context.instance.id,
    user: account,
    argv,
    env: {},
    workingDirectory: context.dataDirectory,
    prepare: [],
    capabilities: [],
    ready,
    readyTimeoutMs: 180_000,
    after: [],
    restart: { delayMs: 1_000, maxDelayMs: 15_000 },
    stop: { signal: 'SIGTERM', timeoutMs: 15_000 },
    ...rest,
    directories: [{ path: context.dataDirectory, mode: 0o750 }, ...(rest.directories ?? [])],
    limits: limits ?? {
      memoryMiB: context.size.memoryMiB,
      cpus: context.size.cpus,
      openFiles: 65_536,
      nice: 0,
    },
  }
}

export type { EndpointId, InstanceId }
