// Applies what was rendered: definitions first, then manifests in their order, and stand-ins for what charts and operators would
// make. Server-side, strictly validated, again and again without harm.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import { fillSecrets } from '../../model/secrets.ts'
import { type Kubectl, listObjects, runKubectl } from './kubectl.ts'
import { kindOf, releaseStandIn, releasesOf, resourceStandIn } from './stand-in-for.ts'

/** What was applied, and what was not. */
export interface Applied {
  readonly objects: number
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
  readonly secrets: (name: string) => string
  readonly report?: (step: string) => void
}

const fieldManager = 'hanok'

/** Applies everything. Errors are `cluster.kubectlFailed` with the API server's words. */
export async function applyRendered(options: ApplyOptions): Promise<Applied> {
  const { kubectl, renderedDirectory, definitions, report = () => undefined } = options
  if (definitions !== undefined) await applyDefinitions(kubectl, definitions, report)
  const known = await knownKinds(kubectl)
  const folder = join(renderedDirectory, 'kubernetes', 'manifests')
  const unknownKinds: Record<string, number> = {}
  const resources: KubernetesObject[] = []
  let objects = 0
  for (const file of readdirSync(folder).sort()) {
    report(file)
    const text = fillSecrets(readFileSync(join(folder, file), 'utf8'), options.secrets)
    const all = parseAllDocuments(text).map((document) => document.toJS() as KubernetesObject)
    const fitting = all.filter((object) => known.has(kindOf(object)))
    for (const object of all) {
      if (!known.has(kindOf(object))) unknownKinds[kindOf(object)] = (unknownKinds[kindOf(object)] ?? 0) + 1
    }
    await apply(kubectl, fitting)
    objects += fitting.length
    resources.push(...all)
  }
  report('stand-ins')
  const made = [
    ...releasesOf(renderedDirectory).map(releaseStandIn),
    ...resources.flatMap((object) => resourceStandIn(object) ?? []),
  ]
  const standing = made.flatMap((one) => one.objects ?? [])
  await apply(kubectl, standing)
  const stoodIn = made.filter((one) => one.objects !== undefined).map(({ name }) => name)
  const notStoodIn = made.filter((one) => one.objects === undefined).map(({ name }) => name)
  return { objects: objects + standing.length, stoodIn, notStoodIn, unknownKinds }
}

async function knownKinds(kubectl: Kubectl): Promise<ReadonlySet<string>> {
  // KIND is the last column, its group and version the one before the last but one.
  const table = await runKubectl(kubectl, ['api-resources', '--no-headers', '--cached=false'])
  return new Set(
    table
      .trim()
      .split('\n')
      .map((line) => {
        const columns = line.trim().split(/\s+/)
        const [version = '', , kind = ''] = columns.slice(-3)
        return `${version.includes('/') ? version.split('/')[0] : ''}/${kind}`
      }),
  )
}

async function applyDefinitions(
  kubectl: Kubectl,
  directory: string,
  report: (step: string) => void,
): Promise<void> {
  report('definitions')
  const there = await listObjects<KubernetesObject>(kubectl, 'customresourcedefinitions')
  const names = new Set(there.map(({ metadata }) => metadata.name))
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.ya?ml$/.test(file),
  )
  for (const file of files.sort()) {
    const text = readFileSync(join(directory, file), 'utf8')
    const [, name = ''] = /^ {2}name: (\S+)$/m.exec(text) ?? []
    if (!text.includes('kind: CustomResourceDefinition') || names.has(name)) continue
    await runKubectl(kubectl, ['apply', '--server-side', `--field-manager=${fieldManager}`, '--filename=-'], {
      input: text,
    })
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
  await runKubectl(
    kubectl,
    [
      'apply',
      '--server-side',
      '--force-conflicts',
      '--validate=strict',
      `--field-manager=${fieldManager}`,
      '--filename=-',
    ],
    { input: JSON.stringify(list), timeoutMs: 300_000 },
  )
}
