// Distribution packages: only what is missing, listed before, and no daemon of theirs left to start by itself.

import { accessSync, constants, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Software } from '../catalog/software.ts'
import { softwareErrors } from './errors.ts'
import { runClient } from './run-client.ts'

/** What is missing on this machine, and whose daemons must stay quiet. */
export interface MissingPackages {
  readonly packages: readonly string[]
  readonly daemons: readonly string[]
}

const policyFile = '/usr/sbin/policy-rc.d'
const policyAside = '/usr/sbin/policy-rc.d.hanok-aside'

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

/** Whether a command is on the path. */
export function hasCommand(command: string, path: string = process.env.PATH ?? ''): boolean {
  return [...path.split(delimiter), '/usr/sbin', '/sbin'].some((directory) => {
    try {
      accessSync(join(directory, command), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** The packages that are missing: of the software itself, of Hanok's own tools, and of the clients still needed. */
export async function missingPackages(
  softwares: readonly Software[],
  clients: { maven: boolean; pip: boolean },
): Promise<MissingPackages> {
  const absent = softwares.flatMap((software) => {
    const { source } = software
    return source.kind === 'apt' && !source.provides.every((path) => existsSync(path)) ? [source] : []
  })
  const tools = ownTools.filter(([command]) => !hasCommand(command)).map(([, name]) => name)
  const maven = clients.maven && !hasCommand('mvn') ? ['maven'] : []
  const pip = clients.pip && !(await hasPip()) ? ['python3-pip'] : []
  return {
    packages: [
      ...new Set([...tools, ...maven, ...pip, ...absent.flatMap((source) => source.packages)]),
    ].sort(),
    daemons: [...new Set(absent.flatMap((source) => source.daemons))].sort(),
  }
}

async function hasPip(): Promise<boolean> {
  return hasCommand('python3') && (await runClient(['python3', '-m', 'pip', '--version'], { cwd: '/' })).ok
}

/** Installs packages. While it runs, nothing may start a daemon; afterwards those daemons are kept off. */
export async function installPackages(missing: MissingPackages, signal?: AbortSignal): Promise<void> {
  const packages = missing.packages.join(' ')
  if (process.getuid?.() !== 0) throw softwareErrors.needsRoot({ packages })
  if (!hasCommand('apt-get')) throw softwareErrors.commandMissing({ command: 'apt-get', package: packages })
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  forbidStarting()
  try {
    const install = ['apt-get', 'install', '--yes', '--no-install-recommends', ...missing.packages]
    const first = await runClient(install, { cwd: '/', env, signal })
    if (!first.ok && signal?.aborted !== true) {
      await runClient(['apt-get', 'update'], { cwd: '/', env, signal })
      const second = await runClient(install, { cwd: '/', env, signal })
      if (!second.ok) throw softwareErrors.installFailed({ packages, output: second.output })
    }
    if (signal?.aborted === true) throw softwareErrors.interrupted({})
    for (const daemon of missing.daemons) {
      await runClient(['deb-systemd-helper', 'disable', `${daemon}.service`], { cwd: '/' })
      await runClient(['update-rc.d', daemon, 'disable'], { cwd: '/' })
    }
  } finally {
    allowStarting()
  }
}

/** Debian asks policy-rc.d before it starts a packaged daemon; 101 means no. An existing one is put aside. */
function forbidStarting(): void {
  if (existsSync(policyFile) && !existsSync(policyAside)) renameSync(policyFile, policyAside)
  writeFileSync(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
}

function allowStarting(): void {
  rmSync(policyFile, { force: true })
  if (existsSync(policyAside)) renameSync(policyAside, policyFile)
}
