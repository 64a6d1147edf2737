// What the real charts make of the rendered values, where the user has the charts: `helm template`, without what only a running operator
// could answer.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import { runChild } from '../run-child.ts'
import { clusterErrors } from './errors.ts'
import type { Release } from './stand-in-for.ts'

/** Where charts are, and who makes objects of them. */
export interface ChartTemplates {
  readonly helm: string
  /** Charts as folders or archives, by name (`trino/Chart.yaml`, `trino-1.42.2.tgz`). */
  readonly directory: string
  /** Version of the cluster that the templates are made for. */
  readonly kubernetesVersion: string
}

/** What a release makes. */
export interface ChartObjects {
  /** Definitions of custom resources that the chart brings. Namespaces of objects are as the templates have them, often left out. */
  readonly definitions: readonly KubernetesObject[]
  readonly objects: readonly KubernetesObject[]
  /** Kinds that were left out, since nobody here answers them. */
  readonly leftOut: readonly string[]
}

const templateWithinMs = 60_000

/**
 * Objects of a release by the chart itself; undefined where the folder has no such chart. Throws `cluster.chartFailed` with helm's words,
 * `cluster.interrupted`.
 */
export async function chartObjects(
  { helm, directory, kubernetesVersion }: ChartTemplates,
  { chart, version, name, namespace, valuesText }: Release,
  signal?: AbortSignal,
): Promise<ChartObjects | undefined> {
  const places = [join(directory, `${chart}-${version}.tgz`), join(directory, chart)]
  const found = places.find((path) => existsSync(path.endsWith('.tgz') ? path : join(path, 'Chart.yaml')))
  if (found === undefined) return undefined
  const args = [
    'template',
    name,
    found,
    `--namespace=${namespace}`,
    `--kube-version=${kubernetesVersion}`,
    '--api-versions=monitoring.coreos.com/v1',
    '--include-crds',
    '--skip-tests',
    '--values=-',
  ]
  const { code, stdout, stderr, cutOff } = await runChild(helm, args, {
    env: process.env,
    input: valuesText,
    timeoutMs: templateWithinMs,
    signal,
  })
  // Ctrl-C in a terminal reaches helm, too, and may end it before us.
  if (signal?.aborted === true) throw clusterErrors.interrupted({})
  const said =
    cutOff === 'timeout' ? `no end within ${templateWithinMs / 1_000} s` : stderr.trim().slice(0, 1_000)
  if (code !== 0) throw clusterErrors.chartFailed({ chart, said })
  return sorted(stdout)
}

/** Objects by what is done with them. */
function sorted(text: string): ChartObjects {
  // Charts write keys twice where values repeat a label of theirs; the last counts, as for helm.
  const all = parseAllDocuments(text, { uniqueKeys: false }).flatMap((document) => {
    const object = document.toJS() as KubernetesObject | null
    return object === null || typeof object.kind !== 'string' ? [] : [object]
  })
  const definitions = all.filter(({ kind }) => kind === 'CustomResourceDefinition')
  const isUnanswered = ({ kind }: KubernetesObject) => /WebhookConfiguration$/.test(kind)
  return {
    definitions,
    objects: all.filter((object) => !definitions.includes(object) && !isUnanswered(object)),
    leftOut: all.filter(isUnanswered).map(({ kind, metadata }) => `${kind} ${metadata.name}`),
  }
}
