// Applies what was rendered: definitions first, then manifests in their order, then what charts make of their values, and stand-ins for
// what absent charts and operators would make. Server-side, strictly validated, again and again without harm.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import { fillSecretsInJson } from '../../model/secrets.ts'
import { type ChartObjects, type ChartTemplates, chartObjects } from './chart-objects.ts'
import { applyArguments, type Kubectl, listObjects, runKubectl, strictly, takeOver } from './kubectl.ts'
import { kindOf, type Release, releaseStandIn, releasesOf, resourceStandIn } from './stand-in-for.ts'

/** What was applied, and what was not. */
export interface Applied {
  readonly objects: number
  /** Releases whose objects the chart itself made, such as `chart/trino trino`. */
  readonly templated: readonly string[]
  /** What the charts made and nobody here would answer: webhooks. */
  readonly unanswered: readonly string[]
  /** What was stood in for, such as `chart/trino trino`. */
  readonly stoodIn: readonly string[]
  /** Charts and kinds that nothing stands in for. */
  readonly notStoodIn: readonly string[]
  /** Kinds that the API server does not know, with the number of objects that were left out. */
  readonly unknownKinds: Readonly<Record<string, number>>
}

/** How to apply. */
export interface ApplyOptions {
  readonly kubectl: Kubectl
  readonly renderedDirectory: string
  /** Folder with custom resource definitions, searched to its depth. */
  readonly definitions?: string | undefined
  /** The real charts, where the user has them. */
  readonly charts?: ChartTemplates | undefined
  readonly secrets: (name: string) => string
  readonly report?: (step: string) => void
}

/** Applies everything. Errors are `cluster.kubectlFailed` with the API server's words, and `cluster.chartFailed`. */
export async function applyRendered(options: ApplyOptions): Promise<Applied> {
  const { kubectl, renderedDirectory, definitions, report = () => undefined } = options
  const releases = await madeReleases(options)
  const ofCharts = releases.flatMap(({ made }) => made ?? [])
  if (definitions !== undefined) await applyDefinitions(kubectl, readDefinitions(definitions), report)
  await applyDefinitions(
    kubectl,
    ofCharts.flatMap((made) => made.definitions),
    report,
  )
  const known = await knownKinds(kubectl)
  const unknownKinds: Record<string, number> = {}
  const applyKnown = async (all: readonly KubernetesObject[]) => {
    for (const kind of all.map(kindOf)) {
      if (!known.has(kind)) unknownKinds[kind] = (unknownKinds[kind] ?? 0) + 1
    }
    const fitting = all.filter((object) => known.has(kindOf(object)))
    await apply(kubectl, fitting)
    return fitting.length
  }
  const folder = join(renderedDirectory, 'kubernetes', 'manifests')
  const resources: KubernetesObject[] = []
  let objects = 0
  for (const file of readdirSync(folder).sort()) {
    report(file)
    const placeholders = parseAllDocuments(readFileSync(join(folder, file), 'utf8'))
    const all = placeholders.map(
      (document) =>
        JSON.parse(fillSecretsInJson(JSON.stringify(document.toJS()), options.secrets)) as KubernetesObject,
    )
    objects += await applyKnown(all)
    resources.push(...all)
  }
  for (const { release, made } of releases) {
    report(release.name)
    const all = (made?.objects ?? []).map((object) => inNamespace(object, release.namespace, known))
    objects += await applyKnown(all)
    resources.push(...all)
  }
  report('stand-ins')
  const standing = [
    ...releases.filter(({ made }) => made === undefined).map(({ release }) => releaseStandIn(release)),
    ...resources.flatMap((object) => resourceStandIn(object) ?? []),
  ]
  const stoodInFor = standing.flatMap((one) => one.objects ?? [])
  await apply(kubectl, stoodInFor)
  return {
    objects: objects + stoodInFor.length,
    templated: releases.flatMap(({ release, made }) =>
      made === undefined ? [] : [`chart/${release.chart} ${release.name}`],
    ),
    unanswered: ofCharts.flatMap(({ leftOut }) => leftOut),
    stoodIn: standing.filter((one) => one.objects !== undefined).map(({ name }) => name),
    notStoodIn: standing.filter((one) => one.objects === undefined).map(({ name }) => name),
    unknownKinds,
  }
}

interface MadeRelease {
  readonly release: Release
  /** Undefined where the chart is not here. */
  readonly made: ChartObjects | undefined
}

async function madeReleases({
  kubectl,
  renderedDirectory,
  charts,
}: ApplyOptions): Promise<readonly MadeRelease[]> {
  const made: MadeRelease[] = []
  for (const release of releasesOf(renderedDirectory)) {
    const objects = charts === undefined ? undefined : await chartObjects(charts, release, kubectl.signal)
    made.push({ release, made: objects })
  }
  return made
}

/** Templates leave the namespace to the release. */
function inNamespace(
  object: KubernetesObject,
  namespace: string,
  known: ReadonlyMap<string, { readonly namespaced: boolean }>,
): KubernetesObject {
  if (object.metadata.namespace !== undefined || known.get(kindOf(object))?.namespaced !== true) return object
  return { ...object, metadata: { ...object.metadata, namespace } }
}

/** Kinds that the API server knows, as `kindOf` names them. */
async function knownKinds(kubectl: Kubectl): Promise<ReadonlyMap<string, { readonly namespaced: boolean }>> {
  // The last three columns: group and version, whether it is namespaced, KIND.
  const table = await runKubectl(kubectl, ['api-resources', '--no-headers', '--cached=false'])
  return new Map(
    table
      .trim()
      .split('\n')
      .map((line) => {
        const [version = '', namespaced = '', kind = ''] = line.trim().split(/\s+/).slice(-3)
        const group = version.includes('/') ? version.split('/')[0] : ''
        return [`${group}/${kind}`, { namespaced: namespaced === 'true' }] as const
      }),
  )
}

/** Every definition of a custom resource in a folder, searched to its depth. */
function readDefinitions(directory: string): readonly KubernetesObject[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(directory, file), 'utf8')
      if (!text.includes('kind: CustomResourceDefinition')) return []
      return parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject)
    })
    .filter((object) => object?.kind === 'CustomResourceDefinition')
}

/** Applies those that are not there yet, and waits until the API server serves them. */
async function applyDefinitions(
  kubectl: Kubectl,
  definitions: readonly KubernetesObject[],
  report: (step: string) => void,
): Promise<void> {
  const there = await listObjects<KubernetesObject>(kubectl, 'customresourcedefinitions')
  const names = new Set(there.map(({ metadata }) => metadata.name))
  const missing = definitions.filter(({ metadata }) => !names.has(metadata.name))
  if (missing.length === 0) return
  report('definitions')
  for (const definition of missing) {
    await runKubectl(kubectl, applyArguments, { input: JSON.stringify(definition) })
  }
  await runKubectl(kubectl, [
    'wait',
    '--for=condition=Established',
    '--all',
    'customresourcedefinitions',
    '--timeout=60s',
  ])
}

async function apply(kubectl: Kubectl, objects: readonly KubernetesObject[]): Promise<void> {
  if (objects.length === 0) return
  const list = { apiVersion: 'v1', kind: 'List', items: objects }
  await runKubectl(kubectl, [...applyArguments, takeOver, strictly], {
    input: JSON.stringify(list),
    timeoutMs: 300_000,
  })
}
