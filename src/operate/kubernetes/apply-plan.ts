// A plan onto a real cluster: wave after wave, each ready before the next; taken up again where it was cut off.

import type { Plan } from '../../model/plan.ts'
import { fillSecrets } from '../../model/secrets.ts'
import type { Installation, InstallationStep } from '../../renderers/kubernetes/installation.ts'
import { type ClusterAccess, setObjects } from './clients.ts'
import { applyErrors } from './errors.ts'
import { type Leftover, leftovers, prune } from './leftovers.ts'
import { type AppliedManifests, applyManifests } from './manifests-step.ts'
import { type PlatformRecord, readRecord, writeRecord } from './platform-record.ts'
import { readSecrets, secretValues, writeSecrets } from './platform-secrets.ts'
import { type ClusterFacts, clusterNodes, findCluster, ownNamespaces, requireNodes } from './preflight.ts'
import {
  applyRelease,
  type ChartSource,
  chartArguments,
  type InstalledRelease,
  installedReleases,
  type ReleaseOutcome,
} from './release-step.ts'
import { missingWords, roleReadiness, waitForRoles } from './role-readiness.ts'

/** What is told while it goes on. */
export type ApplyReport =
  | { readonly kind: 'cluster'; readonly cluster: ClusterFacts }
  | {
      readonly kind: 'manifests'
      readonly number: number
      readonly step: string
      readonly done: AppliedManifests
    }
  | {
      readonly kind: 'release'
      readonly number: number
      readonly step: string
      readonly version: string
      readonly outcome: ReleaseOutcome
    }
  | { readonly kind: 'forgotten'; readonly step: string }
  | { readonly kind: 'ready'; readonly ready: number; readonly wanted: number }

/** How to apply. */
export interface ApplyOptions {
  readonly plan: Plan
  readonly installation: Installation
  readonly charts: ChartSource
  /** Gives a secret its value where the cluster holds none. */
  readonly makeSecret: (name: string, held?: string) => string
  /** Versions may change. */
  readonly isUpgrade: boolean
  /** Upgrade though something is not ready. */
  readonly force: boolean
  readonly prune: boolean
  /** Labels and taints of the plan are set on nodes with its names. */
  readonly labelNodes: boolean
  readonly readyWithinMs: number
  readonly report: (report: ApplyReport) => void
}

/** What stands at the end. */
export interface AppliedPlan {
  readonly cluster: ClusterFacts
  readonly changed: number
  readonly unchanged: number
  readonly releases: Readonly<Record<ReleaseOutcome, number>>
  readonly leftovers: readonly Leftover[]
  readonly pods: number
}

/** Applies everything. Throws `apply.*`; whatever was done stays, and the same call goes on from there. */
export async function applyPlan(access: ClusterAccess, options: ApplyOptions): Promise<AppliedPlan> {
  const { plan, report } = options
  const { waves, about } = options.installation
  const cluster = await findCluster(access)
  report({ kind: 'cluster', cluster })
  await ownNamespaces(access, plan, cluster.context)
  if (options.labelNodes) await labelNodes(access, options.installation.nodes)
  // What is missing from a folder is known now, and not after half of it is installed.
  for (const step of waves.flatMap(({ steps }) => steps)) {
    if (step.kind === 'release') chartArguments(step, options.charts)
  }
  await requireNodes(access, plan, cluster.context)
  const before = await readRecord(access, plan)
  if (options.isUpgrade) await requireUpgradable(access, options, before, cluster)
  else refuseOtherVersions(before, about)
  const record = (step: string, unfinished: readonly string[]): PlatformRecord => ({
    schemaVersion: 1,
    state: step === '' ? 'applied' : 'applying',
    step,
    unfinished,
    ...about,
  })
  await writeRecord(access, plan, before ?? record('secrets', []))
  const held = await readSecrets(access, plan)
  const values = secretValues(plan, waves, held, options.makeSecret)
  await writeSecrets(access, plan, values)
  const done = await takeSteps(access, options, {
    before,
    secrets: (name) => values[name] ?? '',
    begin: (step, unfinished) => writeRecord(access, plan, record(step, unfinished)),
  })
  const steps = waves.flatMap((wave) => wave.steps)
  const left = await leftovers(access, plan, steps, await installedReleases(access, plan))
  if (options.prune) await prune(access, left)
  await writeRecord(access, plan, record('', []))
  const pods = waves.flatMap(({ wanted }) => wanted).reduce((sum, { count }) => sum + count, 0)
  return { cluster, ...done, leftovers: left, pods }
}

interface Begun {
  readonly before: PlatformRecord | undefined
  readonly secrets: (name: string) => string
  /** Remembers that a step is begun, and which releases nobody has seen end. */
  begin(step: string, unfinished: readonly string[]): Promise<void>
}

async function takeSteps(
  access: ClusterAccess,
  options: ApplyOptions,
  { before, secrets, begin }: Begun,
): Promise<Pick<AppliedPlan, 'changed' | 'unchanged' | 'releases'>> {
  const { plan, installation, readyWithinMs, report } = options
  const releases = { installed: 0, upgraded: 0, repaired: 0, unchanged: 0 }
  let [changed, unchanged, number] = [0, 0, 0]
  let installed: readonly InstalledRelease[] = await installedReleases(access, plan)
  // Of every run since: one that was cut off earlier than the one before it says nothing of what that one left.
  const unfinished = new Set(before?.unfinished ?? [])
  for (const { steps, wanted } of installation.waves) {
    for (const step of steps) {
      number += 1
      const name = stepName(step)
      const wasCutOff = unfinished.has(name)
      if (step.kind === 'release') unfinished.add(name)
      await begin(name, [...unfinished])
      if (step.kind === 'manifests') {
        const done = await applyManifests(access, step, secrets)
        changed += done.changed
        unchanged += done.unchanged
        report({ kind: 'manifests', number, step: step.name, done })
        continue
      }
      const own = installed.find((one) => one.name === step.name && one.namespace === step.namespace)
      if (wasCutOff && own?.status.startsWith('pending-') === true)
        report({ kind: 'forgotten', step: step.name })
      const values = fillSecrets(step.values, secrets)
      const outcome = await applyRelease(access, {
        step,
        source: options.charts,
        values,
        installed: own,
        wasCutOff,
      })
      unfinished.delete(name)
      releases[outcome] += 1
      report({ kind: 'release', number, step: step.name, version: step.chart.version, outcome })
    }
    await waitForRoles(access, wanted, {
      timeoutMs: readyWithinMs,
      step: steps.map(({ name }) => name).join(', '),
      report: (ready, all) => report({ kind: 'ready', ready, wanted: all }),
    })
    installed = await installedReleases(access, plan)
  }
  return { changed, unchanged, releases }
}

/** `manifests 12-seaweedfs`, `release minimum-trino/trino`. */
function stepName(step: InstallationStep): string {
  return step.kind === 'manifests' ? `manifests ${step.name}` : `release ${step.namespace}/${step.name}`
}

/** The plan's labels and taints on nodes that have the names of its hosts. Nodes without a name in the plan stay as they are. */
async function labelNodes(access: ClusterAccess, nodes: Installation['nodes']): Promise<void> {
  const there = new Set((await clusterNodes(access)).map(({ name }) => name))
  const items = nodes.filter(({ metadata }) => there.has(metadata.name))
  if (items.length === 0) return
  await setObjects(access, 'nodes', items)
}

/** Services whose version differs: `trino 479 → 480`. */
export function versionChanges(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly string[] {
  return Object.entries(after)
    .filter(([name, version]) => before[name] !== undefined && before[name] !== version)
    .map(([name, version]) => `${name} ${before[name]} → ${version}`)
}

function changesOf(before: PlatformRecord, about: Installation['about']): readonly string[] {
  const services = versionChanges(before.versions, about.versions)
  const charts = versionChanges(before.charts, about.charts)
  return [...services, ...charts.map((change) => `chart ${change}`)]
}

/** Throws `apply.versionsChange` where another plan's versions run: that is an upgrade. */
export function refuseOtherVersions(before: PlatformRecord | undefined, about: Installation['about']): void {
  if (before === undefined) return
  const changes = changesOf(before, about)
  // A run that was cut off has some of them already: going on is no news.
  const isSameRun = before.state === 'applying' && before.planSha256 === about.planSha256
  if (changes.length > 0 && !isSameRun) throw applyErrors.versionsChange({ changes: changes.join(', ') })
}

async function requireUpgradable(
  access: ClusterAccess,
  { plan, installation: { waves }, force }: ApplyOptions,
  before: PlatformRecord | undefined,
  { context }: ClusterFacts,
): Promise<void> {
  if (before === undefined) throw applyErrors.notApplied({ platform: plan.name, context })
  if (force || before.state === 'applying') return
  const roles = await roleReadiness(
    access,
    waves.flatMap(({ wanted }) => wanted),
  )
  // A role that the new plan adds has no pods yet, and is no reason to stop.
  const broken = roles.filter(({ ready, count, nodes }) => ready < count && nodes.length > 0)
  if (broken.length > 0) throw applyErrors.notHealthy({ what: missingWords(broken) })
}
