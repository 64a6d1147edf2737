// What apply, diff, upgrade and status are given: a plan for Kubernetes, and the cluster that it is for.

import { existsSync } from 'node:fs'
import { catalog } from '../catalog/index.gen.ts'
import { kubernetesRenderers } from '../catalog/kubernetes.gen.ts'
import { HanokError } from '../model/errors.ts'
import type { Plan } from '../model/plan.ts'
import type { ClusterAccess } from '../operate/kubernetes/clients.ts'
import { applyErrors } from '../operate/kubernetes/errors.ts'
import type { ChartSource } from '../operate/kubernetes/release-step.ts'
import { type Installation, installation } from '../renderers/kubernetes/installation.ts'
import { findCommand } from '../software/apt.ts'
import { defaultCacheDirectory } from '../software/cache.ts'
import { ensureKubernetesClients } from '../software/kubernetes-programs.ts'
import { type CommandInput, optionText } from './command.ts'
import { cliErrors } from './errors.ts'
import { loadPlan } from './load-plan.ts'
import type { Terminal } from './terminal.ts'

/** All of it. */
export interface InstallationInput {
  readonly plan: Plan
  readonly installation: Installation
  readonly access: ClusterAccess
  readonly charts: ChartSource
}

/** Reads a call. Throws user errors of the plan, `cli.notReadable` for what is named and not there, `apply.noClient`. */
export async function installationInput(terminal: Terminal, input: CommandInput): Promise<InstallationInput> {
  const plan = await loadPlan(input.arguments[0] ?? '', 'kubernetes')
  const kubeconfig = existing(optionText(input, 'kubeconfig'))
  const directory = existing(optionText(input, 'charts'))
  const imageRegistry = optionText(input, 'registry')
  return {
    plan,
    installation: installation(plan, catalog, kubernetesRenderers, { size: 'production', imageRegistry }),
    access: {
      ...(await clients(terminal)),
      kubeconfig,
      context: optionText(input, 'context'),
      signal: terminal.signal,
    },
    charts: { directory },
  }
}

function existing(path: string | undefined): string | undefined {
  if (path === undefined || existsSync(path)) return path
  throw cliErrors.notReadable({ file: path, reason: 'ENOENT' })
}

/** kubectl and helm of this machine; where one is missing, both as Hanok keeps them. */
async function clients(terminal: Terminal): Promise<Pick<ClusterAccess, 'kubectl' | 'helm'>> {
  const own = { kubectl: findCommand('kubectl'), helm: findCommand('helm') }
  if (own.kubectl !== undefined && own.helm !== undefined) return { kubectl: own.kubectl, helm: own.helm }
  try {
    const kept = await ensureKubernetesClients({
      cacheDirectory: defaultCacheDirectory(),
      signal: terminal.signal,
    })
    return { kubectl: own.kubectl ?? kept.kubectl, helm: own.helm ?? kept.helm }
  } catch (cause) {
    if (!(cause instanceof HanokError) || terminal.signal.aborted) throw cause
    const program = own.kubectl === undefined ? 'kubectl' : 'helm'
    throw applyErrors.noClient({ program, why: cause.text[terminal.language] }, { cause })
  }
}
