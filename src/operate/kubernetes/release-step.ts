// Releases of charts, installed and upgraded by helm.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { parse } from 'yaml'
import type { Plan } from '../../model/plan.ts'
import type { ChildResult } from '../../rehearsal/run-child.ts'
import type { ReleaseStep } from '../../renderers/kubernetes/installation.ts'
import { type ClusterAccess, mustRun, runStep, shortened } from './clients.ts'
import { applyErrors } from './errors.ts'
import { missingKinds } from './manifests-step.ts'
import { asInstalled } from './object-difference.ts'
import { platformNamespaces } from './preflight.ts'
import { serverDiff } from './server-diff.ts'

/** A release as helm tells of it. */
export interface InstalledRelease {
  readonly name: string
  readonly namespace: string
  /** `deployed`, `failed`, `pending-install`, … */
  readonly status: string
  /** Chart and version in one word: `trino-1.42.2`. */
  readonly chart: string
}

/** What became of a release. */
export type ReleaseOutcome = 'installed' | 'upgraded' | 'repaired' | 'unchanged'

/** All releases in the platform's namespaces. Throws as `mustRun`. */
export async function installedReleases(
  access: ClusterAccess,
  plan: Pick<Plan, 'name'>,
): Promise<readonly InstalledRelease[]> {
  const args = ['list', '--all-namespaces', '--deployed', '--failed', '--pending', '--max=0', '--output=json']
  const all = JSON.parse(await mustRun(access, 'helm list', { program: 'helm', args })) as InstalledRelease[]
  const namespaces = await platformNamespaces(access, plan)
  return all.filter(({ namespace }) => namespaces.has(namespace))
}

/** How to come by charts: a folder with what was pulled, or their repositories. */
export interface ChartSource {
  readonly directory: string | undefined
}

/** Arguments by which helm finds the chart of a step. Throws `apply.noChart` where a folder is named that lacks it. */
export function chartArguments({ chart }: ReleaseStep, { directory }: ChartSource): readonly string[] {
  const { name, version, repository } = chart
  if (directory !== undefined) {
    const found = [join(directory, `${name}-${version}.tgz`), join(directory, name)].find((path) =>
      existsSync(path.endsWith('.tgz') ? path : join(path, 'Chart.yaml')),
    )
    if (found === undefined) {
      throw applyErrors.noChart({ chart: name, version, said: `${name}-${version}.tgz ∉ ${directory}` })
    }
    return [found]
  }
  if (repository.startsWith('oci://')) return [`${repository}/${name}`, `--version=${version}`]
  return [name, `--repo=${repository}`, `--version=${version}`]
}

/** Arguments by which helm takes a step's chart, and its values from standard input: they hold secrets, and lie in no file. */
function releaseArguments(step: ReleaseStep, source: ChartSource): readonly string[] {
  return [step.name, ...chartArguments(step, source), `--namespace=${step.namespace}`, '--values=-']
}

/** How a release is brought to its step. */
export interface ReleaseOptions {
  readonly step: ReleaseStep
  readonly source: ChartSource
  readonly values: string
  readonly installed: InstalledRelease | undefined
  /** A run of ours was cut off at this very step. */
  readonly wasCutOff: boolean
}

/**
 * Installs or upgrades, unless chart, values and what came of them are as they were. What a run of ours left half done is taken up. Throws
 * `apply.noChart`, `apply.releaseBusy`, `apply.missingKinds`, else as `runStep`.
 */
export async function applyRelease(access: ClusterAccess, options: ReleaseOptions): Promise<ReleaseOutcome> {
  const { step, installed, wasCutOff } = options
  const { name, namespace } = step
  const isAsWanted = await isInstalledAsWanted(access, options)
  if (isAsWanted && !(await hasDrifted(access, options))) return 'unchanged'
  if (installed?.status.startsWith('pending-') === true) {
    if (!wasCutOff)
      throw applyErrors.releaseBusy({ release: `${namespace}/${name}`, status: installed.status })
    await forgetPending(access, installed)
  }
  const first = await upgradeRelease(access, options, [])
  // helm 4 applies server-side, and stops where somebody else has set a field since; helm 3 has no such flag and never stops.
  const isConflict = first.code !== 0 && /conflict (occurred|with)/.test(first.stderr)
  const result = isConflict ? await upgradeRelease(access, options, ['--force-conflicts']) : first
  if (result.code === 0) return installed === undefined ? 'installed' : isAsWanted ? 'repaired' : 'upgraded'
  throw failed(step, result.stderr)
}

async function upgradeRelease(
  access: ClusterAccess,
  { step, source, values }: ReleaseOptions,
  more: readonly string[],
): Promise<ChildResult> {
  return await runStep(access, step.name, {
    program: 'helm',
    args: [
      'upgrade',
      '--install',
      ...releaseArguments(step, source),
      '--reset-values',
      '--history-max=10',
      '--timeout=10m',
      ...more,
    ],
    input: values,
    timeoutMs: 660_000,
  })
}

function failed({ name, chart }: ReleaseStep, stderr: string) {
  const kinds = missingKinds(stderr)
  if (kinds.length > 0) return applyErrors.missingKinds({ step: name, kinds: kinds.join(', ') })
  const isAbsent =
    /failed to (download|fetch)|not found in .* (repository|index)|looks like .* is not a valid chart|no such host|could not (find|load)|missing in charts\/ directory/i.test(
      stderr,
    )
  const said = shortened(stderr)
  return isAbsent
    ? applyErrors.noChart({ chart: chart.name, version: chart.version, said })
    : applyErrors.stepFailed({ step: name, said })
}

async function isInstalledAsWanted(
  access: ClusterAccess,
  { step, values, installed }: ReleaseOptions,
): Promise<boolean> {
  if (installed?.status !== 'deployed') return false
  if (installed.chart !== `${step.chart.name}-${step.chart.version}`) return false
  const args = ['get', 'values', step.name, `--namespace=${step.namespace}`, '--output=json']
  const { code, stdout } = await runStep(access, step.name, { program: 'helm', args })
  return code === 0 && isDeepStrictEqual(JSON.parse(stdout), parse(values))
}

/** Whether somebody changed what helm had made: helm itself compares with its memory only. */
async function hasDrifted(access: ClusterAccess, { step, source, values }: ReleaseOptions): Promise<boolean> {
  const { objects, missing } = await serverDiff(access, {
    step: step.name,
    objects: asInstalled(await templateRelease(access, step, source, values), step),
    namespace: step.namespace,
    fieldManager: 'helm',
  })
  return objects.length + missing.length > 0
}

/**
 * helm refuses everything while it remembers an operation that never ended. Only that memory goes (its Secret): what was made stays,
 * and is helm's still by its own annotations.
 */
async function forgetPending(
  access: ClusterAccess,
  { name, namespace, status }: InstalledRelease,
): Promise<void> {
  const selector = `--selector=owner=helm,name=${name},status=${status}`
  await mustRun(access, name, {
    program: 'kubectl',
    args: ['delete', 'secret', `--namespace=${namespace}`, selector],
  })
}

/** What a chart makes of its values, as text: asked of the cluster, so that what depends on its version is right. */
export async function templateRelease(
  access: ClusterAccess,
  step: ReleaseStep,
  source: ChartSource,
  values: string,
): Promise<string> {
  const result = await runStep(access, step.name, {
    program: 'helm',
    args: ['template', ...releaseArguments(step, source), '--no-hooks', '--dry-run=server'],
    input: values,
  })
  if (result.code === 0) return result.stdout
  throw failed(step, result.stderr)
}
