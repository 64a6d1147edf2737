// `npm run evidence -- manifest-lint`: the rendered manifests of every shape before kubeconform, strictly, and before kube-score.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { catalog } from '../src/catalog/index.gen.ts'
import { kubernetesRenderers } from '../src/catalog/kubernetes.gen.ts'
import { clusterPrograms } from '../src/cli/cluster-up.ts'
import { loadPlan } from '../src/cli/load-plan.ts'
import type { Terminal } from '../src/cli/terminal.ts'
import { writeArtifacts } from '../src/cli/write-artifacts.ts'
import { markdownTable } from '../src/drills/evidence.ts'
import type { JsonValue } from '../src/model/plan.ts'
import { shapes as allShapes } from '../src/planner/shapes.ts'
import { Cluster } from '../src/rehearsal/cluster/cluster.ts'
import { runKubectl } from '../src/rehearsal/cluster/kubectl.ts'
import { renderKubernetes } from '../src/renderers/kubernetes/render-kubernetes.ts'
import { defaultCacheDirectory, softwareDirectory } from '../src/software/cache.ts'
import { buildGoProgram, type GoModule, requireGo } from '../src/software/go-build.ts'
import { definitionsBeside } from './evidence-kubernetes.ts'
import { reasons } from './manifest-lint-reasons.ts'
import { schemaLocation, writeSchemas } from './manifest-schemas.ts'

const linters: Readonly<Record<'kubeconform' | 'kube-score', GoModule>> = {
  kubeconform: {
    path: 'github.com/yannh/kubeconform',
    version: 'v0.8.0',
    sum: 'h1:loDYd3a3spjIFrauqW67CDKF55Oo9R6uvC8AvpVd4ug=',
  },
  'kube-score': {
    path: 'github.com/zegl/kube-score',
    version: 'v1.20.0',
    sum: 'h1:J1VqK86SunV4Gg8emPTmwUVxe0rmXnAs5K9ZUbGMKR8=',
  },
}

/** One shape before both. */
export interface LintRow extends Readonly<Record<string, JsonValue>> {
  readonly shape: string
  readonly objects: number
  /** Of kinds that the API server has no schema for. */
  readonly skipped: number
  readonly invalid: readonly string[]
  /** Critical findings by check, those with a written reason. */
  readonly reasoned: Readonly<Record<string, number>>
  readonly unreasoned: readonly string[]
}

/** Lints every shape of up to a hundred hosts. Needs Go for the linters' first build. */
export async function lintRows(terminal: Terminal, root: string): Promise<readonly LintRow[]> {
  const directory = mkdtempSync(join(tmpdir(), 'hanok-lint-'))
  try {
    const programs = await ensureLinters()
    const schemas = join(directory, 'schemas')
    const kinds = writeSchemas(schemas, await describedByServer(terminal, root))
    terminal.print(`${kinds} kinds`)
    const rows: LintRow[] = []
    for (const { id, groups } of allShapes.values()) {
      if (groups.reduce((sum, { count }) => sum + count, 0) > 100) continue
      const folder = join(directory, id)
      const plan = await loadPlan(id, 'kubernetes')
      await writeArtifacts(
        folder,
        renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' }),
      )
      const manifests = join(folder, 'kubernetes', 'manifests')
      const row = {
        shape: id,
        ...(await conform(programs.kubeconform, schemas, manifests)),
        ...(await score(programs['kube-score'], manifests)),
      }
      rows.push(row)
      terminal.print(
        `${id}: ${row.objects} objects, ${[...row.invalid, ...row.unreasoned].join('; ') || 'fine'}`,
      )
    }
    return rows
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

/** What the API server says of its kinds, with the operators' definitions in it. */
async function describedByServer(terminal: Terminal, root: string) {
  const cluster = new Cluster()
  const programs = await clusterPrograms(terminal)
  const plan = await loadPlan('starter', 'kubernetes')
  const artifacts = renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' })
  const kubectl = { kubectl: programs.kubectl, place: cluster.place }
  try {
    await cluster.start({ plan, render: (folder) => writeArtifacts(folder, artifacts), programs })
    const definitions = definitionsBeside(root)
    if (definitions !== undefined) {
      const words = [
        'apply',
        '--server-side',
        '--force-conflicts',
        '--recursive',
        `--filename=${definitions}`,
      ]
      await runKubectl(kubectl, words, { timeoutMs: 180_000 })
      await runKubectl(kubectl, ['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s'])
    }
    return JSON.parse(await runKubectl(kubectl, ['get', '--raw', '/openapi/v2']))
  } finally {
    await cluster.down()
  }
}

async function ensureLinters(): Promise<Readonly<Record<keyof typeof linters, string>>> {
  const cacheDirectory = defaultCacheDirectory()
  const home = softwareDirectory(cacheDirectory, 'manifest-linters')
  const workshop = join(cacheDirectory, 'go-linters')
  mkdirSync(home, { recursive: true })
  for (const [name, module] of Object.entries(linters)) {
    if (existsSync(join(home, name))) continue
    await requireGo()
    const to = join(home, `${name}.new`)
    await buildGoProgram({ workshop, module, folder: `cmd/${name}`, to })
    renameSync(to, join(home, name))
  }
  return { kubeconform: join(home, 'kubeconform'), 'kube-score': join(home, 'kube-score') }
}

async function conform(program: string, schemas: string, manifests: string) {
  const { stdout, stderr } = await execa(
    program,
    [
      '-strict',
      '-ignore-missing-schemas',
      '-output=json',
      '-summary',
      `-schema-location=${join(schemas, schemaLocation)}`,
      manifests,
    ],
    { reject: false },
  )
  interface Answer {
    readonly resources?: readonly { filename: string; kind: string; name: string; msg: string }[]
    readonly summary: {
      readonly valid: number
      readonly invalid: number
      readonly errors: number
      readonly skipped: number
    }
  }
  if (stdout === '') throw new Error(stderr)
  const { resources = [], summary } = JSON.parse(stdout) as Answer
  const { valid, invalid, errors, skipped } = summary
  return {
    objects: valid + invalid + errors + skipped,
    skipped,
    invalid: resources.map(({ kind, name, msg }) => `${kind} ${name}: ${msg}`),
  }
}

const critical = 1

async function score(program: string, manifests: string) {
  const files = readdirSync(manifests).map((name) => join(manifests, name))
  const { stdout } = await execa(
    program,
    ['score', '--output-format=json', '--kubernetes-version=v1.33', ...files],
    {
      reject: false,
    },
  )
  interface Scored {
    readonly object_name: string
    readonly type_meta: { readonly kind: string }
    readonly checks: readonly {
      readonly check: { readonly id: string }
      readonly grade: number
      readonly skipped: boolean
    }[]
  }
  const reasoned: Record<string, number> = {}
  const unreasoned: string[] = []
  for (const { object_name: name, type_meta: meta, checks } of JSON.parse(stdout) as readonly Scored[]) {
    for (const { check, grade, skipped } of checks) {
      if (grade !== critical || skipped) continue
      if (reasons[check.id]?.kinds.includes(meta.kind) === true)
        reasoned[check.id] = (reasoned[check.id] ?? 0) + 1
      else unreasoned.push(`${meta.kind} ${name}: ${check.id}`)
    }
  }
  return { reasoned, unreasoned }
}

/** The page of the evidence. */
export function lintPage(rows: readonly LintRow[]): string {
  const counts = (row: LintRow) => Object.values(row.reasoned).reduce((sum, count) => sum + count, 0)
  const table = markdownTable(
    [
      'shape',
      'objects',
      'kubeconform -strict',
      'of kinds without a schema',
      'critical with a reason',
      'critical without',
    ],
    rows.map((row) => [
      row.shape,
      String(row.objects),
      row.invalid.length === 0 ? 'valid' : `${row.invalid.length} invalid`,
      String(row.skipped),
      String(counts(row)),
      String(row.unreasoned.length),
    ]),
  )
  const why = Object.entries(reasons).map(
    ([id, { kinds, why: text }]) => `- \`${id}\` (${kinds.join(', ')}): ${text}`,
  )
  return [
    `kubeconform ${linters.kubeconform.version} with the schemas that API server 1.33 gives of itself and of the operators' kinds, every field that it does not know being an error; kube-score ${linters['kube-score'].version}. The manifests that are rendered, not what charts make of their values.`,
    table,
    'Why what kube-score calls critical is so:',
    why.join('\n'),
  ].join('\n\n')
}
