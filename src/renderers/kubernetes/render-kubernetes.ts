// Plan → what a platform engineer would have written by hand: values of upstream charts, custom resources of operators, manifests
// of our own, and the ways to install them. Pure and byte-stable.

import { stringify } from 'yaml'
import type { AnyKubernetesRenderer } from '../../catalog/kubernetes-context.ts'
import type { AnyService } from '../../catalog/service.ts'
import type { Artifact } from '../../model/artifacts.ts'
import { planSha256 } from '../../model/canonical-json.ts'
import type { KubernetesObject, KubernetesPart } from '../../model/kubernetes.ts'
import type { Plan, SizeName } from '../../model/plan.ts'
import { hanokVersion } from '../../model/version.ts'
import { realisedOnKubernetes } from '../../planner/realised-on.ts'
import { indexPlan, type PlanIndex } from '../plan-index.ts'
import { budgets } from './budgets.ts'
import { kubernetesContext, type RenderingOf } from './context.ts'
import { argoApplications, helmfile, type OrderedRelease } from './deliveries.ts'
import { namespaces, priorityClasses } from './namespaces.ts'
import { networkPolicies } from './network-policies.ts'
import { nodeList } from './nodes.ts'
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

interface RenderedService extends KubernetesPart {
  readonly service: string
  readonly wave: number
}

/**
 * `kubernetes/{values,manifests,argocd}/…`, `helmfile.yaml`, `nodes.yaml`, `images.txt`, `charts.txt`, and `hanok.json`, sorted by path.
 * Secrets stay placeholders. Services without a renderer are left out, and `hanok.json` names them (`plannedOnly`).
 */
export function renderKubernetes(
  plan: Plan,
  services: readonly AnyService[],
  renderers: ReadonlyMap<string, AnyKubernetesRenderer>,
  { size, imageRegistry, secrets = { kind: 'plain' } }: KubernetesRenderOptions,
): readonly Artifact[] {
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
        (part): Manifest => ({
          name: `${firstServiceNumber + part.wave}-${part.service}`,
          objects: part.objects.map((object) => inWave(object, part.wave + 1)),
        }),
      ),
  ]
  const { plannedOnly, about } = description(of, rendered, releases)
  return [
    ...manifests.map(({ name, objects }) => artifact(`manifests/${name}.yaml`, documents(objects))),
    ...releases.map((release) => artifact(`values/${valuesFile(release, releases)}`, yaml(release.values))),
    artifact('nodes.yaml', yaml(nodeList(index))),
    artifact('helmfile.yaml', yaml(helmfile(plan, releases, (release) => valuesFile(release, releases)))),
    ...argoApplications(plan, releases, (release) => valuesFile(release, releases)).map((application) =>
      artifact(`argocd/${application.metadata.name}.yaml`, yaml(application)),
    ),
    artifact('images.txt', lines([...of.registry.images].sort())),
    artifact('charts.txt', lines(chartLines(releases))),
    { path: 'hanok.json', content: `${JSON.stringify({ ...about, plannedOnly }, null, 2)}\n`, mode: 0o644 },
  ].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

interface Manifest {
  readonly name: string
  readonly objects: readonly KubernetesObject[]
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
): readonly Manifest[] {
  const { index, registry, size } = of
  const ids = rendered.map(({ service }) => service)
  const broughtAlong = new Set(rendered.flatMap(({ budgetedRoles = [] }) => budgetedRoles))
  const known = new Set(ids)
  return [
    { name: '00-namespaces', objects: [...namespaces(index.plan, ids), ...priorityClasses(index.plan)] },
    { name: '01-storage', objects: localStorage(index, registry.stored, size) },
    { name: '02-secrets', objects: secretObjects(index.plan, registry.secrets.values(), secrets) },
    { name: '03-network-policies', objects: networkPolicies(index, ids) },
    {
      name: '04-budgets',
      objects: budgets(index, broughtAlong).filter(({ metadata }) =>
        known.has(metadata.labels?.['app.kubernetes.io/name'] ?? ''),
      ),
    },
  ].filter(({ objects }) => objects.length > 0)
}

function description(
  of: RenderingOf,
  rendered: readonly RenderedService[],
  releases: readonly OrderedRelease[],
) {
  const { plan } = of.index
  const done = new Set(rendered.map(({ service }) => service))
  return {
    plannedOnly: Object.keys(plan.services)
      .filter((service) => !done.has(service) && service !== 'kubernetes')
      .sort(),
    about: {
      schemaVersion: 1,
      hanokVersion,
      target: 'kubernetes',
      size: of.size,
      name: plan.name,
      planSha256: planSha256(plan),
      declarationSha256: plan.declarationSha256,
      catalogVersion: plan.catalogVersion,
      versions: versionsOf(of.index),
      charts: Object.fromEntries(releases.map(({ chart }) => [chart.name, chart.version])),
      // For `hanok charts check`: keys that templates read though no values list them.
      unlisted: Object.fromEntries(
        releases.flatMap(({ chart: { name, unlisted } }) =>
          unlisted === undefined ? [] : [[name, unlisted]],
        ),
      ),
    },
  }
}

function versionsOf({ plan, services }: PlanIndex): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.keys(plan.services)
      .sort()
      .map((id) => [id, services.get(id)?.version ?? '']),
  )
}

/** `CHART.yaml`; where a chart is installed more than once, `CHART.RELEASE.yaml`. */
function valuesFile(release: OrderedRelease, all: readonly OrderedRelease[]): string {
  const several = all.filter(({ chart }) => chart.name === release.chart.name).length > 1
  return several ? `${release.chart.name}.${release.name}.yaml` : `${release.chart.name}.yaml`
}

function chartLines(releases: readonly OrderedRelease[]): readonly string[] {
  const all = releases.map(({ chart }) => `${chart.name} ${chart.version} ${chart.repository}`)
  return [...new Set(all)].sort()
}

function inWave(object: KubernetesObject, wave: number): KubernetesObject {
  const annotations = { ...object.metadata.annotations, 'argocd.argoproj.io/sync-wave': String(wave) }
  return { ...object, metadata: { ...object.metadata, annotations } }
}

function artifact(path: string, content: string): Artifact {
  return { path: `kubernetes/${path}`, content, mode: 0o644 }
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('')
}

function yaml(value: unknown): string {
  return stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })
}

function documents(objects: readonly KubernetesObject[]): string {
  return objects.map(yaml).join('---\n')
}
