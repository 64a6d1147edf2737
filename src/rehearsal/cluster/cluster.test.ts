// A cluster whose programs do not want to run: shell scripts in their place.

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { catalog } from '../../catalog/index.gen.ts'
import { parseDeclaration } from '../../model/parse-declaration.ts'
import { planPlatform } from '../../planner/plan-platform.ts'
import { shapes } from '../../planner/shapes.ts'
import { takeCommandLock } from '../command-lock.ts'
import { Cluster, type ClusterPrograms, type ClusterStartOptions } from './cluster.ts'
import { clusterPlace, writeCluster } from './cluster-place.ts'
import { runKubectl } from './kubectl.ts'
import { waitUntilPlaced } from './pods.ts'

const folder = mkdtempSync(join(tmpdir(), 'hanok-cluster-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}
const plan = planPlatform(
  parseDeclaration('shape: starter\ntarget: kubernetes\n', 'platform.yaml', words),
  catalog,
)

function program(name: string, script: string): string {
  const file = join(mkdtempSync(join(folder, 'bin-')), name)
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return file
}

function options(script: string): ClusterStartOptions {
  const names = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kwok', 'kubectl']
  const programs = Object.fromEntries(names.map((name) => [name, program(name, script)]))
  return {
    plan,
    programs: { ...programs, stages: '/nowhere' } as unknown as ClusterPrograms,
    render: async (directory) => {
      mkdirSync(join(directory, 'kubernetes'), { recursive: true })
      writeFileSync(join(directory, 'kubernetes', 'nodes.yaml'), 'items: []\n')
    },
  }
}

function newCluster(): Cluster {
  return new Cluster(clusterPlace({ XDG_STATE_HOME: mkdtempSync(join(folder, 'state-')) }))
}

describe('a control plane', () => {
  it('that ends as soon as it is started is told with its last words, and down leaves nothing', async () => {
    const cluster = newCluster()
    await expect(
      cluster.start(options('echo "bind: address already in use" >&2; exit 1')),
    ).rejects.toMatchObject({
      code: 'cluster.notStarted',
      message: expect.stringContaining('bind: address already in use'),
    })
    // What was tried is remembered, so that it can be gone on with and taken down.
    expect(cluster.plan().name).toBe(plan.name)
    await cluster.down()
    expect(existsSync(join(cluster.place.directory, '..'))).toBe(false)
  })

  it('that is interrupted while it starts is told so, and its programs are ended by down', async () => {
    const cluster = newCluster()
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 300)
    await expect(cluster.start({ ...options('exec sleep 60'), signal: abort.signal })).rejects.toMatchObject({
      code: 'cluster.interrupted',
    })
    expect((await cluster.down()).processes).toBe(2)
  })

  it('of which nothing is remembered is begun anew, but for the secrets that data was made with', async () => {
    const cluster = newCluster()
    const { directory } = cluster.place
    mkdirSync(directory, { recursive: true })
    for (const file of ['cluster.json', 'tokens.csv', 'secrets.json'])
      writeFileSync(join(directory, file), '{')
    const after: string[] = []
    const render = async () => {
      after.push(...readdirSync(directory))
      throw new Error('as far as here')
    }
    await expect(cluster.start({ ...options('exit 1'), render })).rejects.toThrow('as far as here')
    expect(after).toEqual(['secrets.json'])
  })

  it('is not touched while another command is at work on it', async () => {
    const cluster = newCluster()
    const unlock = takeCommandLock(cluster.place.lockFile, 'up')
    await expect(cluster.start(options('exit 1'))).rejects.toThrow(/Another `hanok up` is at work/)
    await expect(cluster.down()).rejects.toThrow(/Another `hanok up` is at work/)
    unlock()
    expect(await cluster.down()).toEqual({ processes: 0, wasUp: false })
  })

  it('without its store gives no pods, and asks nobody for them', async () => {
    const cluster = newCluster()
    writeCluster(cluster.place, {
      schemaVersion: 1,
      platform: 'minimum',
      planSha256: '',
      ports: { etcd: 1, etcdPeer: 2, api: 3, controllerManager: 4, scheduler: 5, kwok: 6 },
      processes: {},
      lostNodes: [],
    })
    const status = await cluster.status('/nowhere/kubectl')
    expect(status).toMatchObject({ pods: undefined, dead: expect.arrayContaining(['etcd', 'kwok']) })
  })
})

describe('kubectl', () => {
  const place = { kubeconfig: join(folder, 'admin.kubeconfig') }

  it('that is cut off by the user is an interruption, and by time is named', async () => {
    const kubectl = program('kubectl', 'exec sleep 30')
    const signal = AbortSignal.timeout(100)
    await expect(runKubectl({ kubectl, place, signal }, ['get', 'pods'])).rejects.toMatchObject({
      code: 'cluster.interrupted',
    })
    await expect(runKubectl({ kubectl, place }, ['get', 'pods'], { timeoutMs: 100 })).rejects.toMatchObject({
      code: 'cluster.kubectlFailed',
      message: '`kubectl get pods` failed: no end within 0.1 s',
    })
  })

  it('that fails for a moment does not end the wait for pods; one that always fails does, in its own words', async () => {
    const flag = join(folder, 'answers')
    const kubectl = program(
      'kubectl',
      `test -e ${flag} || { echo refused >&2; exit 1; }; echo '{"items": []}'`,
    )
    await expect(waitUntilPlaced({ kubectl, place }, { timeoutMs: 100 })).rejects.toThrow(/refused/)
    const wanted = waitUntilPlaced(
      { kubectl, place },
      { timeoutMs: 3_000, report: (_ready, all) => expect(all).toBe(0) },
    )
    writeFileSync(flag, '')
    await expect(wanted).rejects.toMatchObject({ code: 'cluster.notPlaced' })
  })
})
