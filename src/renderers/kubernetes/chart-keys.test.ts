// The check of chart values: by itself, and over every chart of the catalog where the charts lie beside the project.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { catalog } from '../../catalog/index.gen.ts'
import { kubernetesRenderers } from '../../catalog/kubernetes.gen.ts'
import { parseDeclaration } from '../../model/parse-declaration.ts'
import { planPlatform } from '../../planner/plan-platform.ts'
import { shapes } from '../../planner/shapes.ts'
import { type ChartFiles, leavesOf, unknownKeys } from './chart-keys.ts'
import { inheritedLimits } from './inherited-limits.ts'
import { renderKubernetes } from './render-kubernetes.ts'

const chart: ChartFiles = {
  name: 'web',
  version: '1.0.0',
  dependencies: ['database'],
  values: `replicas: 1
image:
  repository: web
  # digest: sha256…
resources: {}
# priorityClassName: high
persistence:
  enabled: true
  # storageClass: "-"
`,
}

describe('the check of chart values', () => {
  test('knows what stands in the values, in comments of the same block, and below what is handed on', () => {
    const values = `replicas: 3
priorityClassName: high
image: { repository: mirror/web, digest: x }
resources: { limits: { memory: 1Gi } }
persistence: { storageClass: fast }
`
    expect(unknownKeys(values, chart).unknown).toEqual([])
  })

  test('names a misspelt key with its place and the nearest one', () => {
    const { unknown } = unknownKeys(
      'replicas: 3\npersistance:\n  enabled: true\nimage:\n  repositry: x\n',
      chart,
    )
    expect(unknown).toEqual([
      { key: 'persistance', line: 2, column: 1, nearest: 'persistence' },
      { key: 'image.repositry', line: 5, column: 3, nearest: 'repository' },
    ])
  })

  test('does not take a commented key of another block for one of this', () => {
    expect(unknownKeys('image: { storageClass: x }\n', chart).unknown.map(({ key }) => key)).toEqual([
      'image.storageClass',
    ])
  })

  test('leaves what belongs to a dependency to that, and says so', () => {
    expect(unknownKeys('database: { anything: 1 }\n', chart)).toEqual({
      unknown: [],
      uncheckedDependencies: ['database'],
    })
  })

  test('takes keys of the schema, and those that the templates read though nothing lists them', () => {
    const schema = {
      properties: { tls: { $ref: '#/$defs/tls' } },
      $defs: { tls: { properties: { secret: {} } } },
    }
    const checked = unknownKeys(
      'tls: { secret: a, secrte: b }\nhidden: { x: 1 }\n',
      { ...chart, schema },
      { hidden: 'templates/a' },
    )
    expect(checked.unknown.map(({ key }) => key)).toEqual(['tls.secrte'])
  })
})

describe('limits that a chart brings itself', () => {
  const limited = {
    values: 'resources:\n  limits: { cpu: 100m, memory: 1Gi }\nhook: { resources: { limits: { cpu: 2 } } }\n',
  }

  test('stay beside our requests, and are named with their place', () => {
    const values = 'replicas: 3\nresources:\n  requests: { cpu: 1 }\n  limits: { memory: 2Gi }\n'
    expect(inheritedLimits(values, limited)).toEqual([
      { key: 'resources.limits.cpu', value: '100m', line: 2, column: 1 },
    ])
  })

  test('are gone where the values take them away', () => {
    const values =
      'resources: { limits: { cpu: null, memory: 2Gi } }\nhook: { resources: { limits: { cpu: 1 } } }\n'
    expect(inheritedLimits(values, limited)).toEqual([])
  })
})

const shared = [process.env.HANOK_SHARED ?? '', join(process.cwd(), '..', 'shared')]
  .map((folder) => join(folder, 'charts'))
  .find((folder) => existsSync(folder))

function chartAt(name: string): ChartFiles {
  const folder = join(shared ?? '', name)
  const about = parse(readFileSync(join(folder, 'Chart.yaml'), 'utf8')) as {
    version: string
    dependencies?: readonly { name: string; alias?: string }[]
  }
  const schema = join(folder, 'values.schema.json')
  return {
    name,
    version: about.version,
    values: readFileSync(join(folder, 'values.yaml'), 'utf8'),
    schema: existsSync(schema) ? JSON.parse(readFileSync(schema, 'utf8')) : undefined,
    dependencies: (about.dependencies ?? []).map((one) => one.alias ?? one.name),
  }
}

describe.skipIf(shared === undefined)('over the charts beside the project', () => {
  const words = {
    shapes: [...shapes.keys()],
    services: new Map(catalog.map((service) => [service.id, service.options])),
  }
  const optional = 'services: { loki: {} }'
  const rendered = ['starter', 'large'].flatMap((shape) => {
    const content = `shape: ${shape}\ntarget: kubernetes\n${optional}\n`
    const plan = planPlatform(parseDeclaration(content, 'f', words), catalog)
    return renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' })
  })
  const unlisted = new Map(
    rendered
      .filter(({ path }) => path === 'hanok.json')
      .flatMap(({ content }) =>
        Object.entries(
          (JSON.parse(content) as { unlisted: Record<string, Record<string, string>> }).unlisted,
        ),
      ),
  )
  const values = rendered.filter(({ path }) => path.startsWith('kubernetes/values/'))

  test.each(values.map(({ path, content }) => [path, content] as const))(
    '%s has no key that its chart lacks',
    (path, content) => {
      const [name = ''] = (path.split('/').at(-1) ?? '').split('.')
      expect(existsSync(join(shared ?? '', name)), `${name} is among the charts`).toBe(true)
      expect(unknownKeys(content, chartAt(name), unlisted.get(name)).unknown).toEqual([])
    },
  )

  test.each(values.map(({ path, content }) => [path, content] as const))(
    '%s leaves no limit of its chart beside its own',
    (path, content) => {
      const [name = ''] = (path.split('/').at(-1) ?? '').split('.')
      expect(inheritedLimits(content, chartAt(name))).toEqual([])
    },
  )

  test('sees nearly every slip of the pen', () => {
    let [tried, caught] = [0, 0]
    for (const name of readdirSync(shared ?? '')) {
      const files = chartAt(name)
      const leaves = leavesOf(files).filter(
        (leaf) =>
          !leaf
            .slice(0, -1)
            .some((key) =>
              /[pP]robe$|[sS]ecurityContext$|[sS]trategy$|resources|[lL]abels|[aA]nnotations|affinity/.test(
                key,
              ),
            ),
      )
      for (const path of leaves.filter((leaf) => !files.dependencies.includes(leaf[0] ?? '')).slice(0, 60)) {
        const wrong = [...path.slice(0, -1), `${path.at(-1)}x`]
        const text = wrong.reduceRight((inner, key) => `{ ${JSON.stringify(key)}: ${inner} }`, '1')
        tried += 1
        if (unknownKeys(text, files).unknown.length > 0) caught += 1
      }
    }
    expect(caught / tried).toBeGreaterThan(0.95)
  }, 120_000)

  test('finds a planted misspelling in the catalog, with its line there', () => {
    const [trino] = values.filter(({ path }) => path.endsWith('trino.trino.yaml'))
    const planted = (trino?.content ?? '').replace('gracefulShutdown:', 'gracefulShutdwn:')
    const [found] = unknownKeys(planted, chartAt('trino'), unlisted.get('trino')).unknown
    expect(found).toMatchObject({ key: 'worker.gracefulShutdwn', nearest: 'gracefulShutdown' })
    const file = 'src/catalog/trino/kubernetes.ts'
    const line =
      readFileSync(file, 'utf8')
        .split('\n')
        .findIndex((text) => text.includes(`${found?.nearest}:`)) + 1
    expect(`${file}:${line}`).toMatch(/kubernetes\.ts:\d\d+$/)
  })
})
