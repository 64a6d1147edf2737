// Programs that nothing remembers.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { processRef } from '../proc.ts'
import { Cluster } from './cluster.ts'
import { type ClusterPlace, clusterPlace } from './cluster-place.ts'
import { clusterProcesses } from './strays.ts'

let folder: string
let place: ClusterPlace
const started: number[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanok-strays-'))
  place = clusterPlace({ XDG_STATE_HOME: join(folder, 'state') })
  mkdirSync(place.directory, { recursive: true })
})

afterEach(() => {
  for (const pid of started.splice(0)) {
    if (processRef(pid) !== undefined) process.kill(pid, 'SIGKILL')
  }
  rmSync(folder, { recursive: true, force: true })
})

/** A program that sleeps under another one's name, with one more argument that it does not read. */
async function sleeper(name: string, argument: string): Promise<number> {
  const program = join(folder, name)
  if (!existsSync(program)) symlinkSync(process.execPath, program)
  const child = spawn(program, ['-e', 'setTimeout(() => undefined, 60_000)', '--', argument], {
    stdio: 'ignore',
  })
  await once(child, 'spawn')
  const { pid = 0 } = child
  started.push(pid)
  return pid
}

test('a cluster’s own programs are found by their folder, and nobody else’s', async () => {
  const ours = await sleeper('etcd', `--data-dir=${place.directory}/etcd`)
  await sleeper('etcd', `--data-dir=${place.directory}-2/etcd`)
  await sleeper('tail', `--file=${place.directory}/etcd.log`)
  await expect.poll(() => clusterProcesses(place).map(({ pid }) => pid)).toEqual([ours])
})

test('down ends them, though the record is gone, and leaves no folder', async () => {
  const pid = await sleeper('kube-apiserver', `--cert-dir=${place.directory}/certificates`)
  writeFileSync(place.recordFile, '{"half')
  await expect.poll(() => clusterProcesses(place)).toHaveLength(1)
  expect(await new Cluster(place).down()).toEqual({ processes: 1, wasUp: true })
  expect(processRef(pid)).toBeUndefined()
  expect(readdirSync(join(folder, 'state'))).toEqual([])
})

test('down where nothing is makes nothing', async () => {
  const nowhere = clusterPlace({ XDG_STATE_HOME: join(folder, 'nothing') })
  expect(await new Cluster(nowhere).down()).toEqual({ processes: 0, wasUp: false })
  expect(existsSync(join(folder, 'nothing'))).toBe(false)
})
