// A plan onto a cluster by helm and kubectl: a real API server, scheduler and controllers; the charts and what operators make are
// stood in for (test/e2e/cluster-fixture.ts). Every fault ends with clear words and exit status 3, and the second run completes.

import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalog } from '../../src/catalog/index.gen.ts'
import { kubernetesRenderers } from '../../src/catalog/kubernetes.gen.ts'
import { loadPlan } from '../../src/cli/load-plan.ts'
import { writeArtifacts } from '../../src/cli/write-artifacts.ts'
import type { Plan } from '../../src/model/plan.ts'
import { applyPlan } from '../../src/operate/kubernetes/apply-plan.ts'
import { Cluster } from '../../src/rehearsal/cluster/cluster.ts'
import { clusterPlace } from '../../src/rehearsal/cluster/cluster-place.ts'
import { type Kubectl, runKubectl } from '../../src/rehearsal/cluster/kubectl.ts'
import { reportReady } from '../../src/rehearsal/cluster/nodes.ts'
import { type Installation, installation } from '../../src/renderers/kubernetes/installation.ts'
import { renderKubernetes } from '../../src/renderers/kubernetes/render-kubernetes.ts'
import { defaultCacheDirectory } from '../../src/software/cache.ts'
import { ensureKubernetesPrograms, type KubernetesPrograms } from '../../src/software/kubernetes-programs.ts'
import { actAsOperators, podNodes, writeCharts } from './cluster-fixture.ts'
import { earlierInstallation, holdUpgrades, writeEarlierCharts } from './upgrade-fixture.ts'

const definitions = [join(process.cwd(), '..', 'shared', 'crds')].find((folder) => existsSync(folder))
const main = join(process.cwd(), 'src', 'cli', 'main.ts')
const tsx = join(process.cwd(), 'node_modules', '.bin', 'tsx')

let folder: string
let cluster: Cluster
let programs: KubernetesPrograms
let kubectl: Kubectl
let plan: Plan
let installed: Installation
const render = async (directory: string) => cpSync(join(folder, 'rendered'), directory, { recursive: true })
const operators = new AbortController()
let acting: Promise<void> = Promise.resolve()

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** How long apply waits for pods here. */
const wait = ['--wait', '1.5']

/** Calls hanok as a user would, in a folder of its own. `during` sees everything that it has said so far, and may end it. */
async function hanok(
  words: readonly string[],
  during?: (said: string, kill: (signal: 'SIGINT' | 'SIGKILL') => void) => void,
): Promise<Ended> {
  return await new Promise((resolve, reject) => {
    const child = spawn(tsx, [main, ...words, '--lang', 'en'], {
      cwd: folder,
      env: { ...process.env, KUBECONFIG: '' },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [out, err] = ['', '']
    const timer = setTimeout(() => kill('SIGKILL'), 240_000)
    // The whole group: helm and kubectl go with it, as they do when a terminal is closed or a machine dies.
    const kill = (signal: 'SIGINT' | 'SIGKILL') => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal)
    }
    const heard = () => during?.(out + err, kill)
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      heard()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString()
      heard()
    })
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code, out, err })
    })
  })
}

async function reportUntil(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await reportReady(kubectl)
    await sleep(2_000)
  }
}

const where = () => ['--kubeconfig', cluster.place.kubeconfig, '--charts', join(folder, 'charts')]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hanok-apply-'))
  cluster = new Cluster(clusterPlace({ XDG_STATE_HOME: join(folder, 'state') }))
  programs = await ensureKubernetesPrograms({
    cacheDirectory: defaultCacheDirectory(),
    report: ({ what, step, steps }) => process.stderr.write(`control plane: ${what}, ${step} of ${steps}\n`),
  })
  kubectl = { kubectl: programs.kubectl, place: cluster.place }
  plan = await loadPlan('minimum', 'kubernetes')
  const rendered = join(folder, 'rendered')
  await writeArtifacts(rendered, renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' }))
  installed = installation(plan, catalog, kubernetesRenderers, { size: 'production' })
  writeCharts(join(folder, 'charts'), rendered, installed, definitions)
  await cluster.start({ plan, render, programs })
})

afterAll(async () => {
  operators.abort()
  await acting
  await cluster?.down()
  rmSync(folder, { recursive: true, force: true })
})

describe('a cluster that is not the right one', () => {
  it('is told apart from one that does not answer', async () => {
    const file = join(folder, 'wrong.kubeconfig')
    writeFileSync(
      file,
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Config',
        'current-context': 'a',
        clusters: [{ name: 'a', cluster: { server: 'https://127.0.0.1:1' } }],
        contexts: [{ name: 'a', context: { cluster: 'a', user: 'a' } }],
        users: [{ name: 'a', user: {} }],
      }),
    )
    const { code, err } = await hanok(['apply', 'minimum', '--kubeconfig', file])
    expect(err).toContain('No Kubernetes cluster answers')
    expect(code).toBe(3)
  })

  it('is refused where it has not the nodes of the plan, and nothing is made', async () => {
    const { code, err } = await hanok(['apply', 'medium-32', ...where()])
    expect(err).toMatch(/too small for the plan: .*hanok\.dev\/group=compute 3\/8/)
    expect(code).toBe(3)
    const namespaces = await runKubectl(kubectl, ['get', 'namespaces', '--output=name'])
    expect(namespaces).not.toContain('medium-32')
  })

  it('is refused where its namespaces are somebody else’s', async () => {
    await runKubectl(kubectl, ['create', 'namespace', 'minimum-trino'])
    const { code, err } = await hanok(['apply', 'minimum', ...where(), ...wait])
    expect(err).toContain('that are not of platform minimum: minimum-trino')
    expect(code).toBe(3)
    await runKubectl(kubectl, ['delete', 'namespace', 'minimum-trino', '--wait=true'])
  })
})

describe('apply', () => {
  it('asks about everything and changes nothing in a dry run', async () => {
    const { code, out } = await hanok(['apply', 'minimum', '--dry-run', ...where()])
    expect(out).toContain('Dry run: nothing was changed.')
    expect(code).toBe(0)
    expect(await runKubectl(kubectl, ['get', 'namespaces', '--output=name'])).not.toContain('minimum-')
  })

  it('names the missing operator where nobody acts on its objects, and ends with 3', async () => {
    const { code, err } = await hanok(['apply', 'minimum', ...where(), '--wait', '0.3'])
    if (definitions === undefined) expect(err).toContain('Its operator is missing.')
    else expect(err).toMatch(/postgres\.server 0\/3 \(no pod was made; is its operator running\?\)/)
    expect(code).toBe(3)
  })
})

describe.skipIf(definitions === undefined)('apply that is cut off', () => {
  beforeAll(() => {
    acting = actAsOperators(kubectl, operators.signal)
  })

  it('is taken up by the next run, even where helm was killed in the middle of a release', async () => {
    const killed = await hanok(['apply', 'minimum', ...where(), ...wait], (said, kill) => {
      if (said.includes('11-postgres')) kill('SIGKILL')
    })
    expect(killed.code).not.toBe(0)
    // As helm leaves it when it is killed between its record and its end.
    const secrets = [
      'get',
      'secrets',
      '--namespace=minimum-load-balancer',
      '--selector=owner=helm,name=haproxy',
    ]
    const [record = ''] = (await runKubectl(kubectl, [...secrets, '--output=name'])).trim().split('\n')
    expect(record).toContain('sh.helm.release.v1.haproxy.v1')
    const status = await hanok(['status', 'minimum', '--kubeconfig', cluster.place.kubeconfig])
    expect(status.out).toContain('The last apply was cut off at')
    expect(status.code).toBe(1)
  })

  it('ends with 3 while the API server is dead, and the second run completes', async () => {
    const api = cluster.record()?.processes['kube-apiserver']
    if (api === undefined) throw new Error('no API server is remembered')
    let killed = false
    const dying = await hanok(['apply', 'minimum', ...where(), ...wait], (said) => {
      if (killed || !said.includes('10-redis')) return
      killed = true
      process.kill(api.pid, 'SIGKILL')
    })
    expect(dying.err).toContain('the API server did not answer for')
    expect(dying.code).toBe(3)
    await cluster.start({ plan, render, programs })
    await runKubectl(kubectl, ['wait', 'nodes', '--all', '--for=condition=Ready', '--timeout=60s'], {
      timeoutMs: 70_000,
    })
    // Nodes count as lost some seconds after the outage, sometimes only now: kubelets would tell that their pods are ready, again and again.
    const finished = new AbortController()
    const reporting = reportUntil(finished.signal)
    const { code, out, err } = await hanok(['apply', 'minimum', ...where(), ...wait])
    finished.abort()
    await reporting
    expect(`${err}${out}`).toContain('All 81 pods are ready.')
    expect(code).toBe(0)
  })

  it('changes nothing when it is done again, and diff agrees', async () => {
    const before = await podNodes(kubectl)
    const again = await hanok(['apply', 'minimum', ...where(), ...wait])
    expect(again.out).toContain(
      '0 objects changed, 172 as they were; releases: 0 installed, 0 upgraded or set back',
    )
    expect(await podNodes(kubectl)).toEqual(before)
    const diff = await hanok(['diff', 'minimum', ...where()])
    expect(diff.out).toMatch(/26 steps: 26 as planned\.\n$/)
    expect(diff.code).toBe(0)
    const status = await hanok(['status', 'minimum', '--kubeconfig', cluster.place.kubeconfig])
    expect(status.out).toContain('32 of 32 roles ready, 12 releases.')
    expect(status.code).toBe(0)
  })
})

describe.skipIf(definitions === undefined)('a platform that was changed by hand', () => {
  it('shows its drift, and is as planned again after apply', async () => {
    await runKubectl(kubectl, [
      'scale',
      'deployment/server',
      '--namespace=minimum-hive-metastore',
      '--replicas=1',
    ])
    await runKubectl(kubectl, [
      'scale',
      'deployment/trino-worker',
      '--namespace=minimum-trino',
      '--replicas=1',
    ])
    const diff = await hanok(['diff', 'minimum', ...where()])
    expect(diff.out).toContain('-  replicas: 1\n+  replicas: 2')
    expect(diff.out).toContain('-  replicas: 1\n+  replicas: 3')
    expect(diff.code).toBe(1)
    const { out, err } = await hanok(['apply', 'minimum', ...where(), ...wait])
    expect(err).toMatch(/set back as planned: .*"kubectl"/)
    expect(err).toContain('trino 1.42.2: set back as planned')
    expect(out).toContain('All 81 pods are ready.')
  })

  it('keeps what is no longer in the plan until it is asked to delete it, and never a volume', async () => {
    const labels = { 'app.kubernetes.io/part-of': 'minimum', 'app.kubernetes.io/managed-by': 'hanok' }
    const namespace = 'minimum-trino'
    const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }
    const items = [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'old', namespace, labels }, data: { a: 'b' } },
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'old', namespace, labels },
        spec: claim,
      },
    ]
    await runKubectl(kubectl, ['apply', '--server-side', '--field-manager=hanok', '--filename=-'], {
      input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    })
    const kept = await hanok(['apply', 'minimum', ...where(), ...wait])
    expect(kept.out).toContain('no longer in the plan (--prune deletes it): ConfigMap minimum-trino/old')
    expect(kept.out).toMatch(/never deleted by hanok .*: PersistentVolumeClaim minimum-trino\/old/)
    const pruned = await hanok(['apply', 'minimum', '--prune', ...where(), ...wait])
    expect(pruned.out).toContain('deleted, no longer in the plan: ConfigMap minimum-trino/old')
    await sleep(1_000)
    const left = await runKubectl(kubectl, [
      'get',
      'configmap/old',
      'persistentvolumeclaim/old',
      '--namespace=minimum-trino',
      '--ignore-not-found',
      '--output=name',
    ])
    expect(left.trim()).toBe('persistentvolumeclaim/old')
  })
})

describe.skipIf(definitions === undefined)('an upgrade', () => {
  const images = async () => {
    const words = [
      'get',
      'pods',
      '--namespace=minimum-trino',
      '--selector=hanok.dev/role',
      '--output=jsonpath={.items[*].spec.containers[*].image}',
    ]
    return new Set((await runKubectl(kubectl, words)).trim().split(' '))
  }

  const releaseStatus = async () => {
    const words = [
      'get',
      'secrets',
      '--all-namespaces',
      '--selector=owner=helm',
      '--output=jsonpath={.items[*].metadata.labels.status}',
    ]
    return (await runKubectl(kubectl, words)).split(' ')
  }

  it('is what apply refuses to do by itself, and names', async () => {
    // What an earlier release of hanok installed: the same platform with Trino 479.
    const before = earlierInstallation(installed)
    const directory = join(folder, 'charts-before')
    writeEarlierCharts(
      directory,
      { now: join(folder, 'rendered'), before: join(folder, 'rendered-before') },
      before,
      definitions,
    )
    const access = {
      kubectl: programs.kubectl,
      helm: programs.helm,
      kubeconfig: cluster.place.kubeconfig,
      context: undefined,
      signal: AbortSignal.timeout(240_000),
    }
    await applyPlan(access, {
      plan,
      installation: before,
      charts: { directory },
      makeSecret: () => {
        throw new Error('every secret has its value on the cluster')
      },
      isUpgrade: true,
      force: false,
      prune: false,
      labelNodes: false,
      readyWithinMs: 90_000,
      report: () => undefined,
    })
    expect([...(await images())]).toEqual(['docker.io/trinodb/trino:479'])
    const { code, err } = await hanok(['apply', 'minimum', ...where(), ...wait])
    expect(err).toContain(
      'Versions would change: trino 479 → 480, chart trino 1.41.0 → 1.42.2. That is an upgrade.',
    )
    expect(code).toBe(2)
    expect([...(await images())]).toEqual(['docker.io/trinodb/trino:479'])
  })

  it('that is killed while helm holds a release as pending is taken up by the next one', async () => {
    const release = holdUpgrades(join(folder, 'charts'), 'trino')
    let watching: Promise<void> | undefined
    const killed = await hanok(['upgrade', 'minimum', ...where(), ...wait], (_said, kill) => {
      watching ??= (async () => {
        for (let tries = 0; tries < 300 && !(await releaseStatus()).includes('pending-upgrade'); tries += 1) {
          await sleep(200)
        }
        kill('SIGKILL')
      })()
    })
    await watching
    expect(killed.code).not.toBe(0)
    expect(await releaseStatus()).toContain('pending-upgrade')
    release()
    const { code, out, err } = await hanok(['upgrade', 'minimum', ...where(), ...wait])
    expect(err).toContain("helm's memory of the run that was cut off is removed")
    expect(out).toMatch(
      /releases: 0 installed, 2 upgraded or set back, 10 as they were\. All 81 pods are ready/,
    )
    expect(code).toBe(0)
    expect(await releaseStatus()).not.toContain('pending-upgrade')
    expect([...(await images())]).toEqual(['docker.io/trinodb/trino:480'])
  })

  it('is refused while something is not ready, and names it', async () => {
    const scale = (replicas: number) =>
      runKubectl(kubectl, [
        'scale',
        'deployment/server',
        '--namespace=minimum-hive-metastore',
        `--replicas=${replicas}`,
      ])
    await scale(1)
    await sleep(3_000)
    const { code, err } = await hanok(['upgrade', 'minimum', ...where(), ...wait])
    await scale(2)
    expect(err).toMatch(/Nothing is upgraded while something is not ready: hive-metastore\.server 1\/2/)
    expect(code).toBe(3)
  })
})
