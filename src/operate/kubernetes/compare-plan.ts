// What applying would change, asked of the API server: nothing is kept.

import type { Plan } from '../../model/plan.ts'
import { fillSecrets, secretPlaceholder } from '../../model/secrets.ts'
import { fieldManager } from '../../rehearsal/cluster/kubectl.ts'
import type { Installation, InstallationStep } from '../../renderers/kubernetes/installation.ts'
import { refuseOtherVersions } from './apply-plan.ts'
import type { ClusterAccess } from './clients.ts'
import { type Leftover, leftovers } from './leftovers.ts'
import { dryRun, listOf } from './manifests-step.ts'
import { asInstalled, type ObjectDifference } from './object-difference.ts'
import { readRecord } from './platform-record.ts'
import { readSecrets } from './platform-secrets.ts'
import {
  type ClusterFacts,
  clusterNodes,
  findCluster,
  type Lack,
  lacksOf,
  ownNamespaces,
} from './preflight.ts'
import { type ChartSource, installedReleases, templateRelease } from './release-step.ts'
import { serverDiff } from './server-diff.ts'

/** What a step would do. */
export interface StepDifference {
  readonly step: string
  readonly kind: InstallationStep['kind']
  /**
   * `accepted`: a dry run that the API server would take. `new`: its namespace is not there yet, so that it cannot be asked.
   * `unknown`: its kinds are missing.
   */
  readonly state: 'same' | 'accepted' | 'different' | 'new' | 'unknown'
  /** Objects that differ, with unified diffs from what is there to what is planned. */
  readonly objects: readonly ObjectDifference[]
  /** Kinds that are missing, where the state is unknown. */
  readonly missing: readonly string[]
}

/** What would change altogether. */
export interface PlanDifference {
  readonly cluster: ClusterFacts
  readonly steps: readonly StepDifference[]
  readonly leftovers: readonly Leftover[]
  readonly lacks: readonly Lack[]
}

/** How to compare. */
export interface CompareOptions {
  readonly plan: Plan
  readonly installation: Pick<Installation, 'waves' | 'about'>
  readonly charts: ChartSource
  /** `diff` shows every difference; `dry-run` asks the server whether it would take it all, with admission and validation. */
  readonly mode: 'diff' | 'dry-run'
  readonly report: (step: string) => void
}

/** Compares everything. Throws `apply.*`; a dry run refuses what apply would refuse. */
export async function comparePlan(access: ClusterAccess, options: CompareOptions): Promise<PlanDifference> {
  const { plan, installation, charts, mode, report } = options
  const cluster = await findCluster(access)
  const namespaces = await ownNamespaces(access, plan, cluster.context)
  if (mode === 'dry-run') refuseOtherVersions(await readRecord(access, plan), installation.about)
  const held = await readSecrets(access, plan)
  // Nothing is made here: what has no value yet is new in any case.
  const secrets = (name: string) => held[name] ?? 'new'
  const steps: StepDifference[] = []
  const all = installation.waves.flatMap((wave) => wave.steps)
  for (const step of all) {
    report(step.name)
    const compared = await compareStep(access, { charts, mode, secrets, namespaces }, step)
    steps.push(withoutSecrets(compared, held))
  }
  return {
    cluster,
    steps,
    leftovers: await leftovers(access, plan, all, await installedReleases(access, plan)),
    lacks: lacksOf(plan, await clusterNodes(access)),
  }
}

/** kubectl takes values out of Secrets only; charts and custom resources may have them elsewhere. */
function withoutSecrets(difference: StepDifference, held: Readonly<Record<string, string>>): StepDifference {
  const hidden = (text: string) =>
    Object.entries(held).reduce(
      (rest, [name, value]) => (value === '' ? rest : rest.replaceAll(value, secretPlaceholder(name))),
      text,
    )
  return {
    ...difference,
    objects: difference.objects.map(({ object, hunks }) => ({ object, hunks: hidden(hunks) })),
  }
}

interface Comparing extends Pick<CompareOptions, 'charts' | 'mode'> {
  readonly secrets: (name: string) => string
  readonly namespaces: ReadonlySet<string>
}

async function compareStep(
  access: ClusterAccess,
  { charts, mode, secrets, namespaces }: Comparing,
  step: InstallationStep,
): Promise<StepDifference> {
  const { name, kind } = step
  const found = (state: StepDifference['state']): StepDifference => ({
    step: name,
    kind,
    state,
    objects: [],
    missing: [],
  })
  if (step.kind === 'release') {
    const values = fillSecrets(step.values, secrets)
    const text = await templateRelease(access, step, charts, values)
    if (!namespaces.has(step.namespace)) return found('new')
    const input = asInstalled(text, step)
    return await compareText(access, { mode, name, input, namespace: step.namespace, found })
  }
  const isThere = ({ metadata }: (typeof step.objects)[number]) =>
    metadata.namespace === undefined || namespaces.has(metadata.namespace)
  const objects = step.objects.filter(isThere)
  if (objects.length === 0) return found('new')
  const input = listOf(objects, secrets)
  const compared = await compareText(access, { mode, name, input, namespace: undefined, found })
  const isPartlyNew =
    objects.length < step.objects.length && (compared.state === 'same' || compared.state === 'accepted')
  return isPartlyNew ? found('new') : compared
}

interface TextComparison extends Pick<CompareOptions, 'mode'> {
  readonly name: string
  readonly input: string
  readonly namespace: string | undefined
  readonly found: (state: StepDifference['state']) => StepDifference
}

async function compareText(access: ClusterAccess, comparison: TextComparison): Promise<StepDifference> {
  const { mode, name, input, namespace, found } = comparison
  if (mode === 'dry-run' && namespace === undefined) {
    await dryRun(access, name, input)
    return found('accepted')
  }
  const { objects, missing } = await serverDiff(access, {
    step: name,
    objects: input,
    namespace,
    fieldManager: namespace === undefined ? fieldManager : 'helm',
  })
  if (missing.length > 0) return { ...found('unknown'), missing }
  return objects.length === 0 ? found('same') : { ...found('different'), objects }
}
