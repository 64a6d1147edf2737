// Secrets whose values only the user has: which of them a platform wants, and what may be given.

import { catalog } from '../catalog/index.gen.ts'
import { kubernetesRenderers } from '../catalog/kubernetes.gen.ts'
import { HanokError } from '../model/errors.ts'
import type { Plan } from '../model/plan.ts'
import { isGivenSecret, secretsIn } from '../model/secrets.ts'
import { renderHosts } from '../renderers/hosts/render-hosts.ts'
import { renderKubernetes } from '../renderers/kubernetes/render-kubernetes.ts'
import { loadPlan } from './load-plan.ts'

/** Names of them, in order, and the name of the platform: of a declaration for whichever target, of a plan for its own. Throws as `loadPlan`. */
export async function givenSecrets(file: string): Promise<{ platform: string; names: readonly string[] }> {
  const plan = await loadPlan(file)
  const plans = [plan, await onKubernetes(file)].filter((one) => one !== undefined)
  return { platform: plan.name, names: [...new Set(plans.flatMap(namesIn))].sort() }
}

/** A declaration says nothing of Kubernetes that it could not be rendered for; undefined for what has targets of its own. */
async function onKubernetes(file: string): Promise<Plan | undefined> {
  try {
    return await loadPlan(file, 'kubernetes')
  } catch (error) {
    const own = ['cli.planHasTarget', 'cli.clustersHaveTargets']
    if (error instanceof HanokError && own.includes(error.code)) return undefined
    throw error
  }
}

function namesIn(plan: Plan): readonly string[] {
  const artifacts =
    plan.clusters[0]?.target === 'kubernetes'
      ? renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' })
      : renderHosts(plan, catalog, 'production')
  return artifacts.flatMap(({ content }) => secretsIn(content)).filter(isGivenSecret)
}

/** A value as it is kept: one line, or the lines of PEM (certificates and keys). Undefined for anything else. */
export function givenValue(input: string): string | undefined {
  const value = input.replace(/\r\n/g, '\n').replace(/\n$/, '')
  const isPem = /^-----BEGIN [A-Z0-9 ]+-----\n[\s\S]*\n-----END [A-Z0-9 ]+-----\n*$/.test(value)
  return value !== '' && (isPem || !/[\r\n]/.test(value)) ? value.trimEnd() : undefined
}
