// Trino one version earlier, as an earlier catalog would have it; and a chart that holds helm in the middle of an upgrade.

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Installation } from '../../src/renderers/kubernetes/installation.ts'
import type { ApplySite } from './apply-site.ts'
import { writeCharts } from './cluster-fixture.ts'

const version = { now: '480', before: '479' } as const
const chartVersion = { now: '1.42.2', before: '1.41.0' } as const

/** The values with the image of the version before. What has nothing to change is not what this fixture was written for. */
function earlier(text: string): string {
  const tag = `tag: '${version.now}'`
  if (!text.includes(tag)) throw new Error(`no ${tag} in Trino's values: mend upgrade-fixture.ts`)
  return text.replaceAll(tag, `tag: '${version.before}'`)
}

/** The installation with Trino 479 and the chart of that time; everything else is as it is. */
export function earlierInstallation(now: Installation): Installation {
  const { versions, charts } = now.about
  if (versions.trino !== version.now || charts.trino !== chartVersion.now) {
    throw new Error(
      `the catalog has Trino ${versions.trino} by chart ${charts.trino}: mend upgrade-fixture.ts`,
    )
  }
  return {
    ...now,
    about: {
      ...now.about,
      // Another plan, made by another catalog.
      planSha256: '0'.repeat(64),
      versions: { ...versions, trino: version.before },
      charts: { ...charts, trino: chartVersion.before },
    },
    waves: now.waves.map((wave) => ({
      ...wave,
      steps: wave.steps.map((step) =>
        step.kind === 'release' && step.chart.name === 'trino'
          ? { ...step, chart: { ...step.chart, version: chartVersion.before }, values: earlier(step.values) }
          : step,
      ),
    })),
  }
}

/** The charts of that installation. */
export function writeEarlierCharts(
  directory: string,
  rendered: { readonly now: string; readonly before: string },
  installation: Installation,
  definitions: string | undefined,
): void {
  cpSync(rendered.now, rendered.before, { recursive: true })
  const values = join(rendered.before, 'kubernetes', 'values')
  for (const name of readdirSync(values).filter((one) => one.startsWith('trino.'))) {
    writeFileSync(join(values, name), earlier(readFileSync(join(values, name), 'utf8')))
  }
  writeCharts(directory, rendered.before, installation, definitions)
}

/** Puts a job before the upgrades of a chart that no node will ever take: helm waits for it, its release pending. Gives what undoes it. */
export function holdUpgrades(directory: string, chart: string): () => void {
  const file = join(directory, chart, 'templates', 'hold.yaml')
  writeFileSync(
    file,
    `apiVersion: batch/v1
kind: Job
metadata:
  name: hold
  namespace: {{ .Release.Namespace }}
  annotations:
    helm.sh/hook: pre-upgrade
    helm.sh/hook-delete-policy: before-hook-creation
spec:
  template:
    spec:
      restartPolicy: Never
      nodeSelector: { nowhere: "true" }
      securityContext: { runAsNonRoot: true, runAsUser: 61000, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: hold
          image: docker.io/library/none:1
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
`,
  )
  return () => rmSync(file)
}

/** The images of all pods of Trino, each once. */
export async function trinoImages(site: ApplySite): Promise<readonly string[]> {
  const images = '--output=jsonpath={.items[*].spec.containers[*].image}'
  const found = await site.run(
    'get',
    'pods',
    '--namespace=minimum-trino',
    '--selector=hanok.dev/role',
    images,
  )
  return [...new Set(found.trim().split(' '))]
}

/** What helm remembers of all releases: `deployed`, `pending-upgrade`, … */
export async function releaseStates(site: ApplySite): Promise<readonly string[]> {
  const states = '--output=jsonpath={.items[*].metadata.labels.status}'
  return (await site.run('get', 'secrets', '--all-namespaces', '--selector=owner=helm', states)).split(' ')
}
