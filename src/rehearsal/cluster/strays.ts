// Programs of a cluster that run though nothing remembers them: found by their own command lines, which name the cluster's folder.

import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { type ProcessRef, processRef } from '../proc.ts'
import { type ClusterPlace, daemonNames } from './cluster-place.ts'

/** Every living program of the cluster at this place, whoever started it. */
export function clusterProcesses({ directory }: Pick<ClusterPlace, 'directory'>): readonly ProcessRef[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && isOf(directory, commandLine(entry)))
    .flatMap((entry) => processRef(Number(entry)) ?? [])
}

/** Each of them has an option with a file of the folder (daemons.ts); nobody else has both its name and such an option. */
function isOf(directory: string, [program = '', ...options]: readonly string[]): boolean {
  const isOurs = daemonNames.some((name) => name === basename(program))
  return isOurs && options.some((option) => option.includes(`=${directory}/`))
}

function commandLine(pid: string): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    // It has just ended.
    return []
  }
}
