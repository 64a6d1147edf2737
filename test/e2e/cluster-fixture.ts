// A cluster for tests of apply: the real control plane with the plan's nodes, charts whose templates are the stand-ins of our own
// values (the upstream templates are in no registry here), and a loop that does what absent operators would.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'yaml'
import type { KubernetesObject } from '../../src/model/kubernetes.ts'
import { type Kubectl, listObjects, tryKubectl } from '../../src/rehearsal/cluster/kubectl.ts'
import { releaseStandIn, releasesOf, resourceStandIn } from '../../src/rehearsal/cluster/stand-in-for.ts'
import type { Installation } from '../../src/renderers/kubernetes/installation.ts'

/** Writes a chart for each pinned one; those of operators bring the definitions of their kinds, where there is a folder of them. */
export function writeCharts(
  directory: string,
  renderedDirectory: string,
  installation: Installation,
  definitions: string | undefined,
): void {
  const pins = new Map(
    installation.waves
      .flatMap(({ steps }) => steps)
      .flatMap((step) => (step.kind === 'release' ? [[step.chart.name, step.chart.version] as const] : [])),
  )
  for (const [chart, version] of pins) {
    const folder = join(directory, chart)
    mkdirSync(join(folder, 'templates'), { recursive: true })
    mkdirSync(join(folder, 'crds'), { recursive: true })
    writeFileSync(join(folder, 'Chart.yaml'), stringify({ apiVersion: 'v2', name: chart, version }))
    writeFileSync(join(folder, 'values.yaml'), '{}\n')
  }
  for (const release of releasesOf(renderedDirectory)) {
    const objects = releaseStandIn(release).objects ?? []
    const text = objects.map((object) => stringify(object)).join('---\n')
    writeFileSync(
      join(directory, release.chart, 'templates', `${release.name}.yaml`),
      `{{ if eq .Release.Name "${release.name}" }}\n${text}{{ end }}\n`,
    )
  }
  if (definitions !== undefined) writeDefinitions(directory, definitions)
}

const bringers: readonly (readonly [RegExp, string])[] = [
  [/cnpg|cloudnative/, 'cloudnative-pg'],
  [/strimzi|kafka/, 'strimzi-kafka-operator'],
  [/spark/, 'spark-operator'],
  [/coreos|prometheus/, 'kube-prometheus-stack'],
  [/traefik/, 'traefik'],
]

function writeDefinitions(directory: string, definitions: string): void {
  const seen = new Set<string>()
  const files = readdirSync(definitions, { recursive: true, encoding: 'utf8' }).filter((one) =>
    /\.ya?ml$/.test(one),
  )
  for (const file of files.sort()) {
    const content = readFileSync(join(definitions, file), 'utf8')
    const [, name = ''] = /^ {2}name: (\S+)$/m.exec(content) ?? []
    const [, chart] = bringers.find(([pattern]) => pattern.test(name)) ?? []
    if (chart === undefined || seen.has(name) || !content.includes('kind: CustomResourceDefinition')) continue
    seen.add(name)
    const folder = join(directory, chart, 'crds')
    try {
      writeFileSync(join(folder, `${name}.yaml`), content)
    } catch (error) {
      // The plan has no such operator, and so no such chart.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}

const kinds = [
  'clusters.postgresql.cnpg.io',
  'poolers.postgresql.cnpg.io',
  'kafkas.kafka.strimzi.io',
  'kafkanodepools.kafka.strimzi.io',
  'kafkaconnects.kafka.strimzi.io',
  'sparkconnects.sparkoperator.k8s.io',
]

/** Makes the workloads of custom resources as they appear, until it is aborted. */
export async function actAsOperators(kubectl: Kubectl, signal: AbortSignal): Promise<void> {
  const done = new Set<string>()
  while (!signal.aborted) {
    for (const kind of kinds) {
      const known = await tryKubectl(kubectl, ['get', kind, '--all-namespaces', '--output=json'])
      if (known.code !== 0) continue
      const { items } = JSON.parse(known.stdout) as { readonly items: readonly KubernetesObject[] }
      for (const object of items) {
        const id = `${kind}/${object.metadata.namespace}/${object.metadata.name}`
        const made = resourceStandIn(object)?.objects ?? []
        if (done.has(id) || made.length === 0) continue
        const list = { apiVersion: 'v1', kind: 'List', items: made }
        const applied = await tryKubectl(kubectl, ['apply', '--server-side', '--filename=-'], {
          input: JSON.stringify(list),
        })
        if (applied.code === 0) done.add(id)
      }
    }
    await sleep(1_000)
  }
}

/** Names of all pods, with the node of each. */
export async function podNodes(kubectl: Kubectl): Promise<ReadonlyMap<string, string>> {
  const pods = await listObjects<{
    readonly metadata: { readonly name: string; readonly namespace: string }
    readonly spec: { readonly nodeName?: string }
  }>(kubectl, 'pods')
  return new Map(
    pods.map(({ metadata, spec }) => [`${metadata.namespace}/${metadata.name}`, spec.nodeName ?? '']),
  )
}
