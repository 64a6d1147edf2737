// What a service is given to be rendered for Kubernetes: the plan, and words to ask it with. `kubernetes.ts` of a service's
// folder exports one `KubernetesRenderer`; `npm run generate` lists them in kubernetes.gen.ts.

import type { KubernetesObject, KubernetesPart } from '../model/kubernetes.ts'
import type {
  JsonObject,
  Plan,
  PlanEndpoint,
  PlanInstance,
  PlanRole,
  Profile,
  RoleId,
  Size,
} from '../model/plan.ts'
import type { Text } from '../model/text.ts'
import type { ImageRecipe } from './image.ts'
import type { ServiceRules } from './rules.ts'
import type { InstanceArtifacts } from './service.ts'

/** Names that a service's objects have there, so that others find them. */
export interface KubernetesNames {
  /** Endpoint (its name in the catalog) → the Service that leads to it, in the service's namespace. */
  readonly services: Readonly<Record<string, string>>
  /** Endpoints with several Services, each leading to one instance: a balancer must tell them apart. */
  readonly each?: Readonly<Record<string, readonly string[]>>
  /** Endpoints whose pods a headless Service names, so that a balancer sees every one of them. */
  readonly pools?: Readonly<Record<string, string>>
  /** Roles whose pods have names of their own: the StatefulSet (or node pool), and the headless Service that names its pods. */
  readonly pods?: Readonly<Record<string, { readonly set: string; readonly headless: string }>>
}

/** Nodes that a pod must be on: all of one term's expressions hold. */
export interface NodeAffinity extends JsonObject {
  readonly requiredDuringSchedulingIgnoredDuringExecution: {
    readonly nodeSelectorTerms: readonly { readonly matchExpressions: readonly JsonObject[] }[]
  }
}

/** Where the pods of a role may be, in the words of a pod's specification. Charts take these very keys. */
export interface PodPlacement {
  /** Required: one of the role's host groups, and never two of one role on a node. */
  readonly affinity: { readonly nodeAffinity: NodeAffinity; readonly podAntiAffinity: JsonObject }
  readonly tolerations: readonly JsonObject[]
  /** Over racks, where the plan has several; empty otherwise. */
  readonly topologySpreadConstraints: readonly JsonObject[]
  readonly priorityClassName: string
  /** Labels that every pod of the role must have, beside those that a chart sets itself: `hanok.dev/role` and the platform's. */
  readonly labels: Readonly<Record<string, string>>
  /** Requests and limits: memory the same in both, processors requested only. */
  readonly resources: JsonObject
}

/** An image reference in the parts that charts ask for. `repository` holds no registry. */
export interface ImageParts {
  readonly registry: string
  readonly repository: string
  readonly tag: string
}

/** How `configured` differs from a host: what a pod listens on, and where its files stand. */
export interface PodSurroundings {
  /** What the process binds to; `0.0.0.0` by default. */
  readonly address?: string
  /** In its node's own network: addresses are the host's, and others of this service are at theirs. */
  readonly hostNetwork?: boolean
  /** Which instance, from 0; the first by default. */
  readonly instance?: number
  readonly configDirectory?: string
  readonly dataDirectory?: string
  /** Where software stands in the image, by its id, where that is not as on a host. */
  readonly software?: Readonly<Record<string, string>>
}

/** Everything comes out of the plan. Asking registers: what is asked for is rendered (secrets, storage, images). */
export interface KubernetesContext<O> {
  readonly plan: Plan
  readonly options: O
  readonly profile: Profile
  readonly namespace: string
  namespaceOf(service: string): string
  /** Whether the plan has this service. */
  has(service: string): boolean
  /** The rules of a service of the plan as it is realised there; undefined where it has none. */
  rulesOf(service: string): ServiceRules | undefined
  /** Name of a service for people. */
  titleOf(service: string): Text
  /** A role of this service as planned. Throws where it has no instances. */
  role(role: string): PlanRole
  /** Instances of a role (of this service unless named), in order; empty where there are none. */
  instancesOf(role: string, service?: string): readonly PlanInstance[]
  /** The size of one instance of a role. */
  sizeOf(role: string): Size
  endpoint(service: string, name: string): PlanEndpoint
  /** `SERVICE.NAMESPACE.svc` of an endpoint. */
  hostOf(service: string, endpoint: string): string
  /** Where a balancer finds an endpoint: one host for each instance, or a name that leads to all of its pods. */
  backendsOf(service: string, endpoint: string): readonly { readonly host: string; readonly pods?: number }[]
  /**
   * Where others reach an endpoint: `SERVICE.NAMESPACE.svc:PORT` with the port that its pods open, or its virtual IP and port where the
   * platform's balancer stands in front.
   */
  addressOf(service: string, endpoint: string): string
  /** `POD.HEADLESS.NAMESPACE.svc` of every pod of a role that has names of its own, in order. */
  podHosts(service: string, role: string): readonly string[]
  pod(role: string): PodPlacement
  /** Labels of this service's objects that belong to one role, or to the service as a whole. */
  labels(role?: string): Readonly<Record<string, string>>
  /** Name of the storage class of a role: local volumes on the very hosts of its instances, each as large as planned. */
  storageClass(role: string): string
  /** An image by its full reference (`docker.io/trinodb/trino:480`), from the registry that the user named. */
  image(reference: string): string
  imageParts(reference: string): ImageParts
  /** An image that the site builds from what is rendered below `images/`. */
  builtImage(recipe: ImageRecipe): string
  /**
   * A `Secret` of this namespace with these keys, and its name. Values may hold placeholders (`secret`), alone or in a text such as a
   * whole configuration file.
   */
  secretObject(name: string, data: Readonly<Record<string, string>>, type?: string): string
  /** The placeholder of a secret's value, for `secretObject` only. */
  secret(name: string): string
  /** The very files and process that the role has on a host, made for a pod: other services by their Services' names. */
  configured(role: string, surroundings?: PodSurroundings): InstanceArtifacts
}

/** What a service's `kubernetes.ts` exports. */
export interface KubernetesRenderer<O> {
  /** Only from options and roles: others ask for names before anything is rendered. */
  names(plan: Plan): KubernetesNames
  render(context: KubernetesContext<O>): KubernetesPart
}

/** A renderer whose option type no longer matters: what lists of renderers hold. */
export type AnyKubernetesRenderer = KubernetesRenderer<JsonObject>

/** Declares a renderer: checks the shape at compile time, changes nothing. */
export function defineKubernetes<O>(renderer: KubernetesRenderer<O>): KubernetesRenderer<O> {
  return renderer
}

export type { KubernetesObject, KubernetesPart, RoleId }
