// Distribution packages: only what is missing, listed before, and no daemon of theirs left to start by itself.

import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { closurePython } from '../catalog/package-clients/pip.ts'
import type { Software } from '../catalog/software.ts'
import { softwareErrors } from './errors.ts'
import { forbidStarting } from './policy-rc.ts'
import { runClient } from './run-client.ts'

/** What is missing on this machine, and whose daemons must stay quiet. */
export interface MissingPackages {
  readonly packages: readonly string[]
  readonly daemons: readonly string[]
}

/** Commands that Hanok itself uses, with the package that has each. */
const ownTools: readonly (readonly [command: string, packageName: string])[] = [
  ['ip', 'iproute2'],
  ['ss', 'iproute2'],
  ['nft', 'nftables'],
  ['unshare', 'util-linux'],
  ['setpriv', 'util-linux'],
  ['python3', 'python3'],
  ['mount', 'mount'],
  ['tar', 'tar'],
]

/** Time that apt may wait for another apt on this machine. */
const packageLockSeconds = 300

/** Where a command is that may be run: on the path, or where administrators' commands are. */
export function findCommand(command: string, path: string = process.env.PATH ?? ''): string | undefined {
  return [...path.split(delimiter), '/usr/sbin', '/sbin']
    .map((directory) => join(directory, command))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK)
        return statSync(file).isFile()
      } catch {
        return false
      }
    })
}

/** Whether a command is on the path. */
export function hasCommand(command: string, path?: string): boolean {
  return findCommand(command, path) !== undefined
}

/** The packages that are missing: of the software itself, of Hanok's own tools, and of the clients still needed. */
export async function missingPackages(
  softwares: readonly Software[],
  clients: { maven: boolean; pip: boolean; closure: boolean },
  isThere: (path: string) => boolean = existsSync,
): Promise<MissingPackages> {
  const absent = softwares.flatMap(({ source }) =>
    source.kind === 'apt' && !source.provides.every(isThere) ? [source] : [],
  )
  const tools = ownTools.filter(([command]) => !hasCommand(command)).map(([, name]) => name)
  const maven = clients.maven && !hasCommand('mvn') ? ['maven'] : []
  const pip = clients.pip && !(await hasPip()) ? ['python3-pip'] : []
  const builders = ['python3-pip', 'python3-setuptools', 'python3-wheel']
  const closure = clients.closure && !(await canBuild()) ? builders : []
  return {
    packages: [
      ...new Set([...tools, ...maven, ...pip, ...closure, ...absent.flatMap((source) => source.packages)]),
    ].sort(),
    daemons: [...new Set(absent.flatMap((source) => source.daemons))].sort(),
  }
}

async function hasPip(): Promise<boolean> {
  return hasCommand('python3') && (await runClient(['python3', '-m', 'pip', '--version'], { cwd: '/' })).ok
}

async function canBuild(): Promise<boolean> {
  // Looked for, not imported: pip and setuptools, each imported after the other, quarrel over distutils.
  const looks =
    'import importlib.util, sys; sys.exit(not all(map(importlib.util.find_spec, ("pip", "setuptools", "wheel"))))'
  return (await runClient([closurePython, '-c', looks], { cwd: '/' })).ok
}

/**
 * Installs packages. While it runs, nothing may start a daemon; afterwards those daemons are kept off.
 * An abort lets apt bring to its end what dpkg has begun: half-installed packages would stop the next run.
 */
export async function installPackages(missing: MissingPackages, signal?: AbortSignal): Promise<void> {
  const packages = missing.packages.join(' ')
  if (process.getuid?.() !== 0) throw softwareErrors.needsRoot({ packages })
  if (!hasCommand('apt-get')) throw softwareErrors.commandMissing({ command: 'apt-get', package: packages })
  const stopped = () => signal?.aborted === true
  const allowAgain = forbidStarting()
  try {
    const first = await install(missing.packages, signal)
    if (!first.ok && !stopped()) {
      // The lists of a fresh machine are empty or old.
      const update = await aptGet(['update'], signal)
      const second = update.ok ? await install(missing.packages, signal) : update
      if (!second.ok && !stopped()) throw softwareErrors.installFailed({ packages, output: second.output })
    }
    for (const daemon of missing.daemons) await keepOff(daemon)
    if (stopped()) throw softwareErrors.interrupted({})
  } finally {
    allowAgain()
  }
}

function install(packages: readonly string[], signal: AbortSignal | undefined) {
  return aptGet(['install', '--yes', '--no-install-recommends', ...packages], signal)
}

function aptGet(argv: readonly string[], signal: AbortSignal | undefined) {
  const options = ['-q', '-o', 'Dpkg::Use-Pty=0', '-o', `DPkg::Lock::Timeout=${packageLockSeconds}`]
  return runClient(['apt-get', ...options, ...argv], {
    cwd: '/',
    env: { DEBIAN_FRONTEND: 'noninteractive', NEEDRESTART_SUSPEND: '1' },
    signal,
    onAbort: 'finish',
  })
}

/** Takes a packaged daemon out of the boot, with systemd and without. */
async function keepOff(daemon: string): Promise<void> {
  await runClient(['deb-systemd-helper', 'disable', `${daemon}.service`], { cwd: '/' })
  await runClient(['update-rc.d', daemon, 'disable'], { cwd: '/' })
}
