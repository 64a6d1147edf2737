// Rehearsal: `down`: removes everything that a rehearsal made on this machine, with or without a supervisor, after a
// crash too. Finds it by the names of namespaces and control groups and by what was recorded; kills nothing else.

import { existsSync, rmdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { Cgroups } from './cgroups.ts'
import { command, tryCommand } from './command.ts'
import { takeCommandLock } from './command-lock.ts'
import { livingSupervisor } from './control-client.ts'
import { endDialer } from './dialer.ts'
import { rehearsalErrors } from './errors.ts'
import { readArtifacts } from './host-files.ts'
import { killNamespace, removeNetnsDir } from './host-namespaces.ts'
import { ourNamespaces } from './network.ts'
import { netnsDir, type Place, readPointer } from './place.ts'
import { isAlive, processRef, signal, waitGone } from './proc.ts'
import { readState } from './state.ts'

/** What `down` removed. All zero when there was nothing. */
export interface DownResult {
  readonly processes: number
  readonly namespaces: number
  readonly dataRemoved: boolean
}

/** Removes the rehearsal; with `keepData` its processes are stopped as they want to be and the hosts' data stays. Throws `leftOver`. */
export async function takeDown(place: Place, options: { keepData?: boolean } = {}): Promise<DownResult> {
  const unlock = takeCommandLock(place.commandLock, 'down')
  try {
    const netnsDirExisted = readPointer(place.pointerFile)?.netnsDirExisted ?? true
    await endSupervisor(place)
    await endDialer(place)
    if (options.keepData === true) await stopOrderly(place)
    const { processes, namespaces } = await removeNamespaces(place)
    await removeUserLeg(place)
    await removeCgroups(place)
    if (!netnsDirExisted && (await tryCommand(['ip', 'netns', 'list'])).stdout.trim() === '') {
      if (existsSync(netnsDir)) await removeNetnsDir()
    }
    const dataRemoved = removeState(place, options.keepData === true)
    return { processes, namespaces, dataRemoved }
  } finally {
    unlock()
    rmSync(place.runDir, { recursive: true, force: true })
  }
}

// The supervisor first: it would start again what we kill. Its dialer ends with it.
async function endSupervisor(place: Place): Promise<void> {
  const supervisor = livingSupervisor(place)
  if (supervisor === undefined) return
  signal(supervisor.pid, 'SIGTERM')
  if ((await waitGone([supervisor], 3_000)).length === 0) return
  signal(supervisor.pid, 'SIGKILL')
  if ((await waitGone([supervisor], 3_000)).length > 0) {
    throw rehearsalErrors.leftOver({ what: `PID ${supervisor.pid}` })
  }
}

/** Sends every main process its stop signal, all at once, and waits as long as the most patient one may take. */
async function stopOrderly(place: Place): Promise<void> {
  if (!existsSync(place.artifactsDir)) return
  const { instances } = readState(place.stateFile)
  const stopping = readArtifacts(place.artifactsDir).flatMap((host) =>
    host.processes.processes.flatMap((definition) => {
      const process = instances[definition.id]?.process
      if (process === undefined || !isAlive(process)) return []
      signal(process.pid, definition.stop.signal)
      return [{ process, timeoutMs: definition.stop.timeoutMs }]
    }),
  )
  const longestMs = Math.max(0, ...stopping.map((one) => one.timeoutMs))
  await waitGone(
    stopping.map((one) => one.process),
    longestMs,
  )
}

async function removeNamespaces(place: Place): Promise<{ processes: number; namespaces: number }> {
  const names = await ourNamespaces(place)
  const { hosts } = readState(place.stateFile)
  const running = new Cgroups(place.name).allPids().length
  // All PID 1s first: every process of every host goes with them at once.
  for (const { init } of Object.values(hosts))
    if (init !== undefined && isAlive(init)) signal(init.pid, 'SIGKILL')
  const counts = await Promise.all(names.map((name) => killNamespace(name, undefined, [])))
  const rest = new Cgroups(place.name).allPids().flatMap((pid) => processRef(pid) ?? [])
  for (const one of rest) signal(one.pid, 'SIGKILL')
  const left = await waitGone(rest, 5_000)
  if (left.length > 0)
    throw rehearsalErrors.leftOver({ what: `PID ${left.map((one) => one.pid).join(', ')}` })
  if (names.length > 0) {
    await command(['ip', '-batch', '-'], {
      input: `${names.map((name) => `netns delete ${name}`).join('\n')}\n`,
    })
  }
  const found = counts.reduce((sum, count) => sum + count, rest.length)
  // Where there are no control groups only what outlived its PID 1 was counted.
  return { processes: Math.max(running, found), namespaces: names.length }
}

async function removeUserLeg(place: Place): Promise<void> {
  const there = () => existsSync(`/sys/class/net/${place.userInterface}`)
  // Gone with the switch namespace, a moment later; deleting it ourselves makes sure, and may lose that race.
  if (there()) await tryCommand(['ip', 'link', 'delete', place.userInterface])
  if (there()) throw rehearsalErrors.leftOver({ what: place.userInterface })
}

async function removeCgroups(place: Place): Promise<void> {
  const left = await new Cgroups(place.name).removeAll()
  if (left.length > 0) throw rehearsalErrors.leftOver({ what: left.join(', ') })
}

/** Removes the state folder, or with `keepData` only what would be taken over; then the parents that are empty. */
function removeState(place: Place, keepData: boolean): boolean {
  rmSync(place.stateFile, { force: true })
  if (keepData) return false
  if (!existsSync(place.stateDir)) return false
  rmSync(place.stateDir, { recursive: true, force: true })
  try {
    rmdirSync(dirname(place.stateDir))
  } catch {
    return true
  }
  return true
}
