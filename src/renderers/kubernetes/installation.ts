// The same rendering as steps that are taken one after another: what is applied, what helm installs, and which pods must be ready
// before the next wave begins.

import type { AnyKubernetesRenderer } from '../../catalog/kubernetes-context.ts'
import type { AnyService } from '../../catalog/service.ts'
import type { ChartPin, KubernetesObject } from '../../model/kubernetes.ts'
import type { Plan } from '../../model/plan.ts'
import { writeYaml } from '../../model/yaml-text.ts'
import { namespaceOf } from './context.ts'
import { nodeObjects } from './nodes.ts'
import { description } from './render-kubernetes.ts'
import { type KubernetesRenderOptions, type RenderedParts, renderedParts } from './rendered-parts.ts'

/** Manifests that are applied together. */
export interface ManifestStep {
  readonly kind: 'manifests'
  /** Such as `12-seaweedfs`. */
  readonly name: string
  readonly objects: readonly KubernetesObject[]
}

/** A chart that helm installs. */
export interface ReleaseStep {
  readonly kind: 'release'
  /** Name of the release. */
  readonly name: string
  readonly namespace: string
  readonly chart: ChartPin
  /** YAML. */
  readonly values: string
}

/** One step of an installation. */
export type InstallationStep = ManifestStep | ReleaseStep

/** Pods that a wave must have ready before the next begins. */
export interface WantedPods {
  /** `service.role`, as the pods' label says. */
  readonly role: string
  readonly namespace: string
  readonly count: number
}

/** Steps that may be taken once everything before is ready. */
export interface InstallationWave {
  readonly steps: readonly InstallationStep[]
  readonly wanted: readonly WantedPods[]
}

/** Everything that an installation is. */
export interface Installation {
  /** First to last. Secrets are placeholders still. */
  readonly waves: readonly InstallationWave[]
  /** The plan's nodes, with their labels and taints. */
  readonly nodes: readonly KubernetesObject[]
  /** As in `hanok.json`. */
  readonly about: {
    readonly planSha256: string
    readonly hanokVersion: string
    /** Versions of the services, and of the charts. */
    readonly versions: Readonly<Record<string, string>>
    readonly charts: Readonly<Record<string, string>>
  }
  /** Services that are planned and not rendered. */
  readonly plannedOnly: readonly string[]
}

/** The plan as an installation. */
export function installation(
  plan: Plan,
  services: readonly AnyService[],
  renderers: ReadonlyMap<string, AnyKubernetesRenderer>,
  options: KubernetesRenderOptions,
): Installation {
  const parts = renderedParts(plan, services, renderers, options)
  const { about, plannedOnly } = description(parts)
  const { planSha256, hanokVersion, versions, charts } = about
  const nodes = nodeObjects(parts.of.index)
  return {
    waves: wavesOf(plan, parts),
    nodes,
    about: { planSha256, hanokVersion, versions, charts },
    plannedOnly,
  }
}

function wavesOf(plan: Plan, { rendered, releases, manifests }: RenderedParts): readonly InstallationWave[] {
  const numbers = [...new Set([...releases, ...manifests].map(({ wave }) => wave))].sort((a, b) => a - b)
  const onDemand = new Set(rendered.flatMap(({ onDemandRoles = [] }) => onDemandRoles))
  // The wave of a service whose last part is in it: only then are all of its pods to be had.
  const completes = new Map(
    rendered.map(({ service }) => [
      service,
      Math.max(
        ...[...releases, ...manifests].filter((one) => one.service === service).map(({ wave }) => wave),
      ),
    ]),
  )
  return numbers.map((wave) => ({
    steps: [
      ...manifests
        .filter((file) => file.wave === wave)
        .map(({ name, objects }): ManifestStep => ({ kind: 'manifests', name, objects })),
      ...releases
        .filter((release) => release.wave === wave)
        .map(
          ({ name, service, chart, values }): ReleaseStep => ({
            kind: 'release',
            name,
            namespace: namespaceOf(plan, service),
            chart,
            values: writeYaml(values),
          }),
        ),
    ],
    wanted: plan.roles
      .filter(({ service }) => completes.get(service) === wave)
      .map(({ service, role }) => {
        const count = plan.instances.filter((one) => one.service === service && one.role === role).length
        return {
          role: `${service}.${role}`,
          namespace: namespaceOf(plan, service),
          count: onDemand.has(`${service}/${role}`) ? Math.min(1, count) : count,
        }
      })
      .filter(({ count }) => count > 0),
  }))
}
