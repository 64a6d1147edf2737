// What is written for Kubernetes: releases of upstream charts, and objects of our own. Plain JSON, as Kubernetes takes it.

import type { JsonObject, RoleId } from './plan.ts'

/** One Kubernetes object, of a built-in kind or a custom resource. */
export interface KubernetesObject extends JsonObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
    readonly annotations?: Readonly<Record<string, string>>
  }
}

/** An upstream chart at one version. */
export interface ChartPin {
  /** As its `Chart.yaml` names it. */
  readonly name: string
  readonly version: string
  /** What it installs by default. */
  readonly appVersion: string
  /** Keys that its templates read although its `values.yaml` does not list them, with the template that does. */
  readonly unlisted?: Readonly<Record<string, string>>
  /** Where helm finds it. */
  readonly repository: string
}

/** A chart installed once, with our values. */
export interface ChartRelease {
  readonly chart: ChartPin
  /** Name of the release in its service's namespace. */
  readonly name: string
  readonly values: JsonObject
  /** An operator or what brings kinds that others use: installed before objects of those kinds are applied. */
  readonly bringsKinds?: boolean
}

/** All that one service is on Kubernetes. */
export interface KubernetesPart {
  readonly releases: readonly ChartRelease[]
  readonly objects: readonly KubernetesObject[]
  /** Roles whose pod disruption budget the chart or the operator makes: two budgets over one pod block every eviction. */
  readonly budgetedRoles?: readonly RoleId[]
  /**
   * Labels of the pods that a role's budget counts, where the role's own label is on others, too: with one pod of a job among them the
   * cluster counts none, and lets nothing go (Kubernetes, "Specifying a Disruption Budget", arbitrary controllers).
   */
  readonly budgetLabels?: Readonly<Record<RoleId, Readonly<Record<string, string>>>>
  /** Roles in their nodes' own network, where no policy reaches: others let them in by the addresses of their hosts. */
  readonly hostNetworkRoles?: readonly RoleId[]
  /**
   * What its pods need beyond `baseline`, the level that its namespace keeps otherwise: the host's network, or folders of the host.
   * Kubernetes, "Pod Security Standards".
   */
  readonly podSecurity?: 'privileged'
  /** Roles whose pods come and go with the work, up to the planned number: at rest there may be one. */
  readonly onDemandRoles?: readonly RoleId[]
}

/** The label that every pod of a role has, such as `trino.worker`. */
export const roleLabel = 'hanok.dev/role'
/**
 * The label of the pods of one platform. Not `app.kubernetes.io/part-of`, which charts give their pods themselves: beside theirs it would
 * be a key written twice.
 */
export const platformLabel = 'hanok.dev/platform'
/** The label and taint of every node of a host group. */
export const groupLabel = 'hanok.dev/group'
/** The label of a node's rack. */
export const rackLabel = 'topology.hanok.dev/rack'
