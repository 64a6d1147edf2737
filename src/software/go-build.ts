// Builds a program of a Go module: the Go client fetches it from its module proxy and checks it.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasCommand } from './apt.ts'
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

/** Throws where there is no Go, or one that is too old. */
export async function requireGo(signal?: AbortSignal): Promise<void> {
  if (!hasCommand('go')) throw softwareErrors.goMissing({ found: '' })
  const { stdout } = await runClient(['go', 'env', 'GOVERSION'], { cwd: '/', signal })
  const [, major = 0, minor = 0] = (/go(\d+)\.(\d+)/.exec(stdout) ?? []).map(Number)
  if (major > leastGo[0] || (major === leastGo[0] && minor >= leastGo[1])) return
  throw softwareErrors.goMissing({ found: stdout.trim() })
}

/** Go's environment: every cache inside the workshop, nothing of the user's. */
export function goEnvironment(workshop: string): Readonly<Record<string, string>> {
  return {
    GOPATH: join(workshop, 'path'),
    GOCACHE: join(workshop, 'cache'),
    GOFLAGS: '-mod=mod -trimpath',
    CGO_ENABLED: '0',
  }
}

/** Where Go keeps the sources of a module that it has fetched. */
export function moduleDirectory(workshop: string, { path, version }: GoModule): string {
  return join(workshop, 'path', 'pkg', 'mod', `${path}@${version}`)
}

/** Builds the program. Errors are `software.*`. */
export async function buildGoProgram({ workshop, module, folder, to, signal }: GoBuild): Promise<void> {
  const home = join(workshop, module.path.replaceAll('/', '-'))
  mkdirSync(home, { recursive: true })
  const run = (argv: readonly string[]) =>
    runClient(argv, { cwd: home, env: goEnvironment(workshop), signal })
  const fail = (output: string) =>
    signal?.aborted === true
      ? softwareErrors.interrupted({})
      : softwareErrors.downloadFailed({ software: `${module.path}@${module.version}`, client: 'go', output })
  const fetched = await run(['go', 'mod', 'download', '-json', `${module.path}@${module.version}`])
  if (!fetched.ok) throw fail(fetched.output)
  const { Sum: found = '' } = JSON.parse(fetched.stdout) as { readonly Sum?: string }
  if (found !== module.sum) {
    throw softwareErrors.wrongChecksum({
      file: `${module.path}@${module.version}`,
      expected: module.sum,
      found,
    })
  }
  if (!existsSync(join(home, 'go.mod'))) writeFileSync(join(home, 'go.mod'), goMod(workshop, module))
  const flags = `-s -w -X k8s.io/component-base/version.gitVersion=${module.version}`
  const built = await run(['go', 'build', '-ldflags', flags, '-o', to, `${module.path}/${folder}`])
  if (!built.ok) throw fail(built.output)
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
