import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { chartObjects } from './chart-objects.ts'

const folder = mkdtempSync(join(tmpdir(), 'hanok-charts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A program in helm's place that prints what helm would, or fails as it does. */
function helmSaying(name: string, script: string): string {
  const file = join(folder, name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return file
}

mkdirSync(join(folder, 'charts/lake'), { recursive: true })
writeFileSync(join(folder, 'charts/lake/Chart.yaml'), 'name: lake\nversion: 1.0.0\n')

const release = {
  chart: 'lake',
  version: '1.0.0',
  name: 'lake',
  namespace: 'lake',
  values: {},
  valuesText: 'replicas: 3\n',
  file: 'kubernetes/values/lake.yaml',
}

const source = (helm: string) => ({ helm, directory: join(folder, 'charts'), kubernetesVersion: '1.33.0' })

describe('what the real charts make', () => {
  test('is taken apart into definitions, objects, and webhooks that nobody would answer', async () => {
    const helm = helmSaying(
      'helm',
      `cat >/dev/null; cat <<'END'
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: lakes.example.org }
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: { name: lake }
---
# a template that made nothing
---
apiVersion: v1
kind: Service
metadata:
  name: lake
  labels:
    part-of: chart
    part-of: lake
END`,
    )
    const made = await chartObjects(source(helm), release)
    expect(made?.definitions.map(({ metadata }) => metadata.name)).toEqual(['lakes.example.org'])
    expect(made?.leftOut).toEqual(['ValidatingWebhookConfiguration lake'])
    // A key that a template writes twice is the last one, as for helm.
    expect(made?.objects).toEqual([
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'lake', labels: { 'part-of': 'lake' } } },
    ])
  })

  test('comes of the values, by standard input', async () => {
    const helm = helmSaying(
      'echoing',
      `printf 'apiVersion: v1\\nkind: ConfigMap\\nmetadata: { name: values }\\ndata:\\n'; sed 's/^/  /'`,
    )
    const made = await chartObjects(source(helm), release)
    expect(made?.objects[0]).toMatchObject({ data: { replicas: 3 } })
  })

  test('is nothing where the chart is not there, and helm’s own words where it fails', async () => {
    const helm = helmSaying('failing', 'cat >/dev/null; echo "values do not meet the schema" >&2; exit 1')
    expect(await chartObjects(source(helm), { ...release, chart: 'other' })).toBeUndefined()
    await expect(chartObjects(source(helm), release)).rejects.toThrow(/values do not meet the schema/)
  })
})
