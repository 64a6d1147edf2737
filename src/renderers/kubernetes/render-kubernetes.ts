// Plan → what a platform engineer would have written by hand: values of upstream charts, custom resources of operators, manifests
// of our own, and the ways to install them. Pure and byte-stable.

import type { AnyKubernetesRenderer } from '../../catalog/kubernetes-context.ts'
import type { AnyService } from '../../catalog/service.ts'
import type { Artifact } from '../../model/artifacts.ts'
import { planSha256 } from '../../model/canonical-json.ts'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { Plan } from '../../model/plan.ts'
import { hanokVersion } from '../../model/version.ts'
import { writeYaml } from '../../model/yaml-text.ts'
import { renderImage } from '../images/render-image.ts'
import type { PlanIndex } from '../plan-index.ts'
import { argoApplications, helmfile, type OrderedRelease } from './deliveries.ts'
import { nodeList } from './nodes.ts'
import {
  type KubernetesRenderOptions,
  type RenderedParts,
  renderedParts,
  valuesFile,
} from './rendered-parts.ts'

/**
 * `kubernetes/{values,manifests,argocd,images}/…`, `helmfile.yaml`, `nodes.yaml`, `images.txt`, `charts.txt`, and `hanok.json`, sorted by path.
 * Secrets stay placeholders. Services without a renderer are left out, and `hanok.json` names them (`plannedOnly`).
 */
export function renderKubernetes(
  plan: Plan,
  services: readonly AnyService[],
  renderers: ReadonlyMap<string, AnyKubernetesRenderer>,
  options: KubernetesRenderOptions,
): readonly Artifact[] {
  const parts = renderedParts(plan, services, renderers, options)
  const { releases, manifests, of } = parts
  const { plannedOnly, about } = description(parts)
  return [
    ...manifests.map(({ name, objects }) => artifact(`manifests/${name}.yaml`, documents(objects))),
    ...releases.map((release) =>
      artifact(`values/${valuesFile(release, releases)}`, writeYaml(release.values)),
    ),
    ...[...of.registry.built.values()].flatMap(({ recipe, reference }) =>
      renderImage(recipe, reference, 'kubernetes'),
    ),
    artifact('nodes.yaml', writeYaml(nodeList(of.index))),
    artifact(
      'helmfile.yaml',
      writeYaml(helmfile(plan, releases, (release) => valuesFile(release, releases))),
    ),
    ...argoApplications(plan, releases, (release) => valuesFile(release, releases)).map((application) =>
      artifact(`argocd/${application.metadata.name}.yaml`, writeYaml(application)),
    ),
    artifact('images.txt', lines([...of.registry.images].sort())),
    artifact('charts.txt', lines(chartLines(releases))),
    { path: 'hanok.json', content: `${JSON.stringify({ ...about, plannedOnly }, null, 2)}\n`, mode: 0o644 },
  ].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}

/** What `hanok.json` says of a rendering. */
export function description({ of, rendered, releases }: RenderedParts) {
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

function chartLines(releases: readonly OrderedRelease[]): readonly string[] {
  const all = releases.map(({ chart }) => `${chart.name} ${chart.version} ${chart.repository}`)
  return [...new Set(all)].sort()
}

function artifact(path: string, content: string): Artifact {
  return { path: `kubernetes/${path}`, content, mode: 0o644 }
}

function lines(all: readonly string[]): string {
  return all.map((line) => `${line}\n`).join('')
}

function documents(objects: readonly KubernetesObject[]): string {
  return objects.map((object) => writeYaml(object)).join('---\n')
}
