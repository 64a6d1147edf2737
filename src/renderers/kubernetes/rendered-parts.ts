// Plan → the parts of an installation: releases of charts and files of manifests, each with its place in the order.

import type { AnyKubernetesRenderer } from '../../catalog/kubernetes-context.ts'
import type { AnyService } from '../../catalog/service.ts'
import type { KubernetesObject, KubernetesPart } from '../../model/kubernetes.ts'
import type { Plan, SizeName } from '../../model/plan.ts'
import { realisedOnKubernetes } from '../../planner/realised-on.ts'
import { indexPlan } from '../plan-index.ts'
import { budgets } from './budgets.ts'
import { kubernetesContext, type RenderingOf } from './context.ts'
import type { OrderedRelease } from './deliveries.ts'
import { namespaces, priorityClasses } from './namespaces.ts'
import { networkPolicies } from './network-policies.ts'
import { newRegistry } from './registry.ts'
import { type SecretSource, secretObjects } from './secrets.ts'
import { localStorage } from './storage.ts'
import { waves } from './waves.ts'

/** What a rendering may be told beside the plan. */
export interface KubernetesRenderOptions {
  readonly size: SizeName
  /** A registry that holds every image, for sites without the internet: `registry.example:5000/mirror`. */
  readonly imageRegistry?: string | undefined
  readonly secrets?: SecretSource
}

/** Manifests that stand before those of the services, which begin here. */
const firstServiceNumber = 10

/** All that one service is, and when its turn is. */
export interface RenderedService extends KubernetesPart {
  readonly service: string
  readonly wave: number
}

/** A file of manifests. */
export interface ManifestFile {
  /** Without its ending: `12-seaweedfs`. */
  readonly name: string
  /** Undefined for what the platform as a whole needs first. */
  readonly service: string | undefined
  readonly wave: number
  readonly objects: readonly KubernetesObject[]
}

/** Everything, in the order of installation. */
export interface RenderedParts {
  readonly of: RenderingOf
  readonly rendered: readonly RenderedService[]
  readonly releases: readonly OrderedRelease[]
  readonly manifests: readonly ManifestFile[]
}

/** Renders every service that has a renderer. */
export function renderedParts(
  plan: Plan,
  services: readonly AnyService[],
  renderers: ReadonlyMap<string, AnyKubernetesRenderer>,
  options: KubernetesRenderOptions,
): RenderedParts {
  const { size, imageRegistry, secrets = { kind: 'plain' } } = options
  const index = indexPlan(plan, services.map(realisedOnKubernetes))
  const of: RenderingOf = { index, renderers, size, imageRegistry, registry: newRegistry() }
  const wave = waves(plan)
  const rendered = Object.keys(plan.services)
    .filter((service) => renderers.has(service))
    .sort()
    .map(
      (service): RenderedService => ({
        service,
        wave: wave.get(service) ?? 0,
        ...partOf(of, service),
      }),
    )
  const releases = rendered
    .flatMap(({ service, wave: own, releases: made }): OrderedRelease[] =>
      made.map((release) => ({ ...release, service, wave: release.bringsKinds === true ? 0 : own + 1 })),
    )
    .sort((a, b) => a.wave - b.wave)
  const manifests = [
    ...platformManifests(of, rendered, secrets),
    ...rendered
      .filter(({ objects }) => objects.length > 0)
      .map(
        (part): ManifestFile => ({
          service: part.service,
          wave: part.wave + 1,
          name: `${firstServiceNumber + part.wave}-${part.service}`,
          objects: part.objects.map((object) => inWave(object, part.wave + 1)),
        }),
      ),
  ]
  return { of, rendered, releases, manifests }
}

function partOf(of: RenderingOf, service: string): KubernetesPart {
  const renderer = of.renderers.get(service)
  return renderer === undefined
    ? { releases: [], objects: [] }
    : renderer.render(kubernetesContext(of, service))
}

function platformManifests(
  of: RenderingOf,
  rendered: readonly RenderedService[],
  secrets: SecretSource,
): readonly ManifestFile[] {
  const { index, registry, size } = of
  const ids = rendered.map(({ service }) => service)
  const broughtAlong = new Set(rendered.flatMap(({ budgetedRoles = [] }) => budgetedRoles))
  const labels = new Map(rendered.flatMap(({ budgetLabels = {} }) => Object.entries(budgetLabels)))
  const known = new Set(ids)
  return [
    { name: '00-namespaces', objects: [...namespaces(index.plan, rendered), ...priorityClasses(index.plan)] },
    { name: '01-storage', objects: localStorage(index, registry.stored, size) },
    { name: '02-secrets', objects: secretObjects(index.plan, registry.secrets.values(), secrets) },
    { name: '03-network-policies', objects: networkPolicies(index, rendered) },
    {
      name: '04-budgets',
      objects: budgets(index, broughtAlong, labels).filter(({ metadata }) =>
        known.has(metadata.labels?.['app.kubernetes.io/name'] ?? ''),
      ),
    },
  ]
    .filter(({ objects }) => objects.length > 0)
    .map((file) => ({ ...file, service: undefined, wave: -1 }))
}

/** `CHART.yaml`; where a chart is installed more than once, `CHART.RELEASE.yaml`. */
export function valuesFile(release: OrderedRelease, all: readonly OrderedRelease[]): string {
  const several = all.filter(({ chart }) => chart.name === release.chart.name).length > 1
  return several ? `${release.chart.name}.${release.name}.yaml` : `${release.chart.name}.yaml`
}

function inWave(object: KubernetesObject, wave: number): KubernetesObject {
  const annotations = { ...object.metadata.annotations, 'argocd.argoproj.io/sync-wave': String(wave) }
  return { ...object, metadata: { ...object.metadata, annotations } }
}
