// Builds a program of a Go module: the Go client fetches it from its module proxy and checks it.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findCommand } from './apt.ts'
import { isDiskFull } from './disk.ts'
import { softwareErrors } from './errors.ts'
import { runClient } from './run-client.ts'

/** A module at one version, and what its contents must be. */
export interface GoModule {
  readonly path: string
  readonly version: string
  /** Hash of the module as `go.sum` has it. */
  readonly sum: string
  /** Version of the modules that its go.mod replaces by folders of its repository, where it does that. */
  readonly staging?: string
}

/** What to build, and where. */
export interface GoBuild {
  /** Folder for Go's caches and for the module that asks for the program. */
  readonly workshop: string
  readonly module: GoModule
  /** Folder of the program in the module, such as `cmd/kube-apiserver`. */
  readonly folder: string
  readonly to: string
  readonly signal?: AbortSignal | undefined
}

/** Go of this version fetches a newer one of itself where a module asks for it (Go, "Toolchains"). */
const leastGo = [1, 21] as const

/** Where Go's own archive is unpacked (Go, "Download and install"): sudo's path often lacks it. */
const usualGo = '/usr/local/go/bin/go'

/** The Go of this machine; undefined where there is none. */
export function findGo(path?: string): string | undefined {
  return findCommand('go', path) ?? (existsSync(usualGo) ? usualGo : undefined)
}

/** Version of a Go, such as `go1.24.4`; undefined where it does not say one that is new enough. */
export async function goVersion(
  go: string,
  signal?: AbortSignal,
): Promise<{ readonly version: string; readonly isEnough: boolean }> {
  const { stdout, output } = await runClient([go, 'version'], { cwd: '/', signal })
  const [version = '', major = '0', minor = '0'] = /go(\d+)\.(\d+)\S*/.exec(stdout) ?? []
  const isEnough = Number(major) > leastGo[0] || (Number(major) === leastGo[0] && Number(minor) >= leastGo[1])
  return { version: version === '' ? (output.split('\n')[0] ?? '') : version, isEnough }
}

/** Gives the Go that builds. Throws `software.goMissing` where there is none, or one that is too old. */
export async function requireGo(signal?: AbortSignal): Promise<string> {
  const go = findGo()
  if (go === undefined) throw softwareErrors.goMissing({ found: '' })
  const { version, isEnough } = await goVersion(go, signal)
  if (signal?.aborted === true) throw softwareErrors.interrupted({})
  if (!isEnough) throw softwareErrors.goMissing({ found: version || go })
  return go
}

/**
 * Go's environment: every cache inside the workshop, nothing of the user's but where modules come from. A module that asks for a newer Go
 * gets it, also where a distribution forbids that by default.
 */
export function goEnvironment(workshop: string): Readonly<Record<string, string>> {
  return {
    GOPATH: join(workshop, 'path'),
    GOMODCACHE: join(workshop, 'path', 'pkg', 'mod'),
    GOCACHE: join(workshop, 'cache'),
    // A build that is killed leaves hundreds of megabytes there.
    GOTMPDIR: join(workshop, 'tmp'),
    GOFLAGS: '-mod=mod -trimpath',
    GOTOOLCHAIN: 'auto',
    GO111MODULE: 'on',
    GOWORK: 'off',
    CGO_ENABLED: '0',
  }
}

/** Where Go keeps the sources of a module that it has fetched. */
export function moduleDirectory(workshop: string, { path, version }: GoModule): string {
  return join(workshop, 'path', 'pkg', 'mod', `${path}@${version}`)
}

/** Builds the program. Errors are `software.*`. */
export async function buildGoProgram({ workshop, module, folder, to, signal }: GoBuild): Promise<void> {
  const go = await requireGo(signal)
  const home = join(workshop, module.path.replaceAll('/', '-'))
  const env = goEnvironment(workshop)
  mkdirSync(home, { recursive: true })
  // What a run that was killed left: nobody else works here.
  rmSync(join(workshop, 'tmp'), { recursive: true, force: true })
  mkdirSync(join(workshop, 'tmp'))
  const name = `${module.path}@${module.version}`
  const run = async (argv: readonly string[]) => {
    const result = await runClient([go, ...argv], { cwd: home, env, signal })
    if (signal?.aborted === true) throw softwareErrors.interrupted({})
    if (result.ok) return result.stdout
    if (isDiskFull(result.output)) throw softwareErrors.diskFilledUp({ directory: workshop })
    throw softwareErrors.downloadFailed({ software: name, client: 'go', output: result.output })
  }
  const fetched = await run(['mod', 'download', '-json', name])
  const { Sum: found = '' } = JSON.parse(fetched) as { readonly Sum?: string }
  if (found !== module.sum) {
    throw softwareErrors.wrongChecksum({ file: name, expected: module.sum, found })
  }
  // Written anew each time: half of one would stop every run after it.
  writeFileSync(join(home, 'go.mod'), goMod(workshop, module))
  const flags = `-s -w -X k8s.io/component-base/version.gitVersion=${module.version}`
  await run(['build', '-ldflags', flags, '-o', to, `${module.path}/${folder}`])
}

/** Removes a workshop. Go's module cache is read-only, and Go knows how to remove it. */
export async function removeWorkshop(workshop: string): Promise<void> {
  if (!existsSync(workshop)) return
  const go = findGo()
  if (go !== undefined) {
    await runClient([go, 'clean', '-modcache'], { cwd: workshop, env: goEnvironment(workshop) })
  }
  rmSync(workshop, { recursive: true, force: true })
}

/** A module that needs only the one that is built, with the parts that it has in its own repository at their released versions. */
function goMod(workshop: string, module: GoModule): string {
  const upstream = readFileSync(join(moduleDirectory(workshop, module), 'go.mod'), 'utf8')
  const [, goVersion = '1.24'] = /^go (\S+)$/m.exec(upstream) ?? []
  const parts = [...upstream.matchAll(/^\s*(?:replace )?(\S+) => \.\/staging\//gm)].map(([, part]) => part)
  return [
    'module hanok.invalid/build',
    '',
    `go ${goVersion}`,
    '',
    `require ${module.path} ${module.version}`,
    '',
    ...parts.map((part) => `replace ${part} => ${part} ${module.staging}`),
    '',
  ].join('\n')
}
