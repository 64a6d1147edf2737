// Rehearsal: lays out what a host finds on its disk: the rendered files with their secrets filled in, the directories
// of its processes, and the few files of /etc that every host has its own copy of. The only place where the value of
// a secret is written.

import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { AccountDefinition, HostFileEntry, HostProcesses } from '../model/artifacts.ts'
import { hostPaths } from '../model/artifacts.ts'
import { fillSecrets } from '../model/secrets.ts'
import { rehearsalErrors } from './errors.ts'
import { hostDir, onMachine, type Place, privateTrees } from './place.ts'

/** `hosts/HOST` of the rendered artifacts, read. */
export interface HostArtifacts {
  readonly folder: string
  readonly processes: HostProcesses
}

/** Reads every host of the rendered artifacts, in order of name. Throws `badArtifacts`. */
export function readArtifacts(artifactsDir: string): HostArtifacts[] {
  const root = join(artifactsDir, 'hosts')
  if (!existsSync(root)) {
    throw rehearsalErrors.badArtifacts({ folder: artifactsDir, why: 'there is no folder "hosts"' })
  }
  return readdirSync(root)
    .sort()
    .map((name) => {
      const folder = join(root, name)
      const file = join(folder, 'processes.json')
      try {
        return { folder, processes: JSON.parse(readFileSync(file, 'utf8')) as HostProcesses }
      } catch (cause) {
        throw rehearsalErrors.badArtifacts({ folder, why: String(cause) }, { cause })
      }
    })
}

/** Writes a host's rendered files into its private trees. Written anew each time; data is left alone. */
export function layOutFiles(place: Place, host: HostArtifacts, lookUp: (name: string) => string): void {
  const { hostname } = host.processes
  for (const [, folder] of privateTrees)
    mkdirSync(join(hostDir(place, hostname), folder), { recursive: true })
  for (const file of renderedFiles(host)) layOutFile(place, host, file, lookUp)
}

/** A rendered file, secrets not filled in. */
export interface RenderedFile extends HostFileEntry {
  readonly content: string
}

/** The rendered files of a host. */
export function renderedFiles(host: HostArtifacts): readonly RenderedFile[] {
  return readEntries(host.folder).map((entry) => ({
    ...entry,
    content: readFileSync(join(host.folder, 'files', entry.path), 'utf8'),
  }))
}

/** Writes one file with its secrets: whole or not at all, since what reads it may be running. */
export function layOutFile(
  place: Place,
  host: HostArtifacts,
  file: RenderedFile,
  lookUp: (name: string) => string,
): void {
  const { hostname, accounts } = host.processes
  const target = onMachine(place, hostname, file.path)
  // What a real server takes elsewhere (sysctl.d, sysusers.d) the rehearsal does by itself.
  if (target === undefined) return
  const mode = Number.parseInt(file.mode, 8)
  const uid = uidOf(accounts, file.owner)
  const next = `${target}.new`
  mkdirSync(dirname(target), { recursive: true })
  rmSync(next, { force: true })
  writeFileSync(next, fillSecrets(file.content, lookUp), { mode })
  // What its group may read, its account need not own: a daemon cannot rewrite its own configuration then.
  const groupReads = (mode & 0o040) !== 0
  chownSync(next, groupReads ? 0 : uid, uid)
  renameSync(next, target)
}

function readEntries(folder: string): readonly HostFileEntry[] {
  const file = join(folder, 'files.json')
  if (!existsSync(file)) return []
  return JSON.parse(readFileSync(file, 'utf8')) as HostFileEntry[]
}

/** Makes everything that must be there before the host's first process starts, and clears what a boot clears. */
export function prepareDisk(place: Place, host: HostArtifacts, hostsLines: string): void {
  const { hostname, accounts, processes, sysctls } = host.processes
  const root = hostDir(place, hostname)
  mkdirSync(root, { recursive: true, mode: 0o755 })
  for (const volatile of [join(root, 'tmp'), onMachine(place, hostname, hostPaths.run)]) {
    if (volatile !== undefined) rmSync(volatile, { recursive: true, force: true })
  }
  for (const [, folder] of privateTrees) mkdirSync(join(root, folder), { recursive: true })
  for (const path of [hostPaths.software, hostPaths.config, hostPaths.data, hostPaths.logs, hostPaths.run]) {
    mkdirSync(onMachine(place, hostname, path) ?? '', { recursive: true })
  }
  letReadLogs(onMachine(place, hostname, hostPaths.logs) ?? '', host.processes)
  for (const process of processes) {
    for (const directory of process.directories) {
      makeDirectory(place, hostname, directory.path, directory.mode, uidOf(accounts, process.user))
    }
  }
  const etc = join(root, 'machine-etc')
  mkdirSync(etc, { recursive: true })
  writeFileSync(join(etc, 'hosts'), `127.0.0.1 localhost\n${hostsLines}`)
  writeFileSync(join(etc, 'resolv.conf'), '# No name server: names are in /etc/hosts.\n')
  writeFileSync(join(etc, 'passwd'), withAccounts('/etc/passwd', accounts, passwdLine))
  writeFileSync(
    join(etc, 'group'),
    withAccounts('/etc/group', accounts, (a) => `${a.name}:x:${a.uid}:`),
  )
  writeFileSync(
    join(root, 'sysctl'),
    Object.entries(sysctls)
      .map(([key, value]) => `${key.replaceAll('.', '/')} ${value}\n`)
      .join(''),
  )
}

/** Logs are root's. Files in the folder take over its group, whose members read them. */
function letReadLogs(folder: string, { accounts, processes }: HostProcesses): void {
  const reader = processes.find(({ readsLogs }) => readsLogs !== undefined)
  chownSync(folder, 0, reader === undefined ? 0 : uidOf(accounts, reader.user))
  chmodSync(folder, 0o2750)
}

/** Makes a directory of a process, owned by its account. Parents belong to root. Missing trees are the host's own tmpfs. */
function makeDirectory(place: Place, hostname: string, path: string, mode: number, uid: number): void {
  const target = onMachine(place, hostname, path)
  if (target === undefined) {
    throw rehearsalErrors.badArtifacts({
      folder: path,
      why: `directories must lie below ${privateTrees.map(([tree]) => tree).join(', ')}`,
    })
  }
  mkdirSync(target, { recursive: true, mode })
  chownSync(target, uid, uid)
}

/** The uid of an account of this host; `root` is 0. Throws `badArtifacts` for one that is not declared. */
export function uidOf(accounts: readonly AccountDefinition[], name: string): number {
  if (name === 'root') return 0
  const account = accounts.find((candidate) => candidate.name === name)
  if (account === undefined) {
    throw rehearsalErrors.badArtifacts({ folder: 'processes.json', why: `there is no account "${name}"` })
  }
  return account.uid
}

function passwdLine(account: AccountDefinition): string {
  return `${account.name}:x:${account.uid}:${account.uid}:Hanok:${hostPaths.data}:/usr/sbin/nologin`
}

// The machine's own accounts stay known (packages look theirs up); one of the same name or number gives way.
function withAccounts(
  file: string,
  accounts: readonly AccountDefinition[],
  line: (account: AccountDefinition) => string,
): string {
  const own = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const kept = own.filter((entry) => {
    const [name, , id] = entry.split(':')
    return !accounts.some((account) => account.name === name || `${account.uid}` === id)
  })
  return `${[...kept, ...accounts.map(line)].join('\n')}\n`
}
