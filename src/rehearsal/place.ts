// Rehearsal: where a rehearsal stands on this machine. Every name that is made on the machine comes from here,
// so that `down` finds all of it again without knowing anything else.

import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** All names and paths of a rehearsal on this machine. */
export interface Place {
  /** Prefix of every namespace, interface and control group; `hanok` unless a test says otherwise. */
  readonly name: string
  /** What outlives a reboot: plan, artifacts, the hosts' files and data, logs. */
  readonly stateDir: string
  /** What does not: sockets, the pointer file, locks. */
  readonly runDir: string
  readonly pointerFile: string
  readonly controlSocket: string
  readonly dialerSocket: string
  /** The process that listens there. */
  readonly dialerProcess: string
  readonly commandLock: string
  readonly planFile: string
  readonly artifactsDir: string
  readonly stateFile: string
  readonly supervisorLog: string
  readonly switchNetns: string
  readonly userInterface: string
}

/** What `/run/hanok/rehearsal.json` holds: enough for `down`, whoever calls it. */
export interface Pointer {
  readonly schemaVersion: 1
  readonly platform: string
  readonly stateDir: string
  readonly softwareDir: string
  /** Hash over all rendered artifacts: the same hash is the same platform. */
  readonly artifactsSha256: string
  /** The directory of named network namespaces was there before us. */
  readonly netnsDirExisted: boolean
  /** How many instances may be starting at once. */
  readonly startingAtOnce: number
  readonly supervisor?: { readonly pid: number; readonly startTime: string }
}

/** Folder in which the kernel's named network namespaces are kept (ip-netns(8)). */
export const netnsDir = '/run/netns'

/**
 * The place of the rehearsal on this machine. A running one's pointer file decides where its state is; otherwise
 * `XDG_STATE_HOME`. `HANOK_REHEARSAL_NAME` gives tests a place of their own beside a real one.
 */
export function currentPlace(env: NodeJS.ProcessEnv = process.env): Place {
  const name = env.HANOK_REHEARSAL_NAME || 'hanok'
  const runDir = `/run/${name}`
  const pointer = readPointer(`${runDir}/rehearsal.json`)
  const stateHome = env.XDG_STATE_HOME || join(homedir(), '.local', 'state')
  return placeAt(name, pointer?.stateDir ?? join(stateHome, name, 'rehearsal'))
}

/** The place with this name and state folder. */
export function placeAt(name: string, stateDir: string): Place {
  const runDir = `/run/${name}`
  return {
    name,
    stateDir,
    runDir,
    pointerFile: `${runDir}/rehearsal.json`,
    controlSocket: `${runDir}/control.sock`,
    dialerSocket: `${runDir}/dialer.sock`,
    dialerProcess: `${runDir}/dialer.json`,
    commandLock: `${runDir}/command.lock`,
    planFile: join(stateDir, 'plan.json'),
    artifactsDir: join(stateDir, 'artifacts'),
    stateFile: join(stateDir, 'state.json'),
    supervisorLog: join(stateDir, 'supervisor.log'),
    switchNetns: `${name}-sw`,
    userInterface: `${name}-user`,
  }
}

/** The pointer of the rehearsal that is up, or undefined where none is (or a half-written one is). */
export function readPointer(file: string): Pointer | undefined {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Pointer
  } catch {
    return undefined
  }
}

/** Name of a host's network namespace. */
export function netnsOf(place: Place, hostname: string): string {
  return `${place.name}-${hostname}`
}

/** The folder on this machine that holds everything of one host. */
export function hostDir(place: Place, hostname: string): string {
  return join(place.stateDir, 'hosts', hostname)
}

/** Where a path of a host lies on this machine, for the trees that are private to each host; undefined elsewhere. */
export function onMachine(place: Place, hostname: string, path: string): string | undefined {
  for (const [tree, folder] of privateTrees) {
    if (path === tree || path.startsWith(`${tree}/`)) {
      return join(hostDir(place, hostname), folder, path.slice(tree.length))
    }
  }
  return undefined
}

/** The trees that each host has for itself, and the folder below `hostDir` that each one is. */
export const privateTrees: readonly (readonly [tree: string, folder: string])[] = [
  ['/etc/opt', 'etc'],
  ['/var/opt', 'var'],
  ['/opt', 'opt'],
  ['/tmp', 'tmp'],
]
