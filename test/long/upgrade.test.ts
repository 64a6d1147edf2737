// What comes after the first apply: what the plan no longer has, and another catalog's versions. By `npm run long` (docs/ci.md).

import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyPlan } from '../../src/operate/kubernetes/apply-plan.ts'
import { applyArguments, runKubectl } from '../../src/rehearsal/cluster/kubectl.ts'
import { ApplySite, definitions } from '../e2e/apply-site.ts'
import {
  earlierInstallation,
  holdUpgrades,
  releaseStates,
  trinoImages,
  writeEarlierCharts,
} from '../e2e/upgrade-fixture.ts'

let site: ApplySite

/** How long apply waits for pods here. */
const wait = ['--wait', '1.5']

beforeAll(async () => {
  site = await ApplySite.start('minimum')
  if (definitions === undefined) return
  site.actAsOperators()
  const { code, err } = await site.hanok(['apply', 'minimum', ...site.where, '--wait', '4'])
  if (code !== 0) throw new Error(err)
})

afterAll(async () => {
  await site?.stop()
})

describe.skipIf(definitions === undefined)('what the plan no longer has', () => {
  it('is kept until hanok is asked to delete it, and a volume always', async () => {
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
    await runKubectl(site.kubectl, applyArguments, {
      input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    })
    const kept = await site.hanok(['apply', 'minimum', ...site.where, ...wait])
    expect(kept.out).toContain('no longer in the plan (--prune deletes it): ConfigMap minimum-trino/old')
    expect(kept.out).toMatch(/never deleted by hanok .*: PersistentVolumeClaim minimum-trino\/old/)
    const pruned = await site.hanok(['apply', 'minimum', '--prune', ...site.where, ...wait])
    expect(pruned.out).toContain('deleted, no longer in the plan: ConfigMap minimum-trino/old')
    await sleep(1_000)
    const left = await site.run(
      'get',
      'configmap/old',
      'persistentvolumeclaim/old',
      '--namespace=minimum-trino',
      '--ignore-not-found',
      '--output=name',
    )
    expect(left.trim()).toBe('persistentvolumeclaim/old')
  })
})

describe.skipIf(definitions === undefined)('an upgrade', () => {
  it('is what apply refuses to do by itself, and names', async () => {
    // What an earlier release of hanok installed: the same platform with Trino 479.
    const before = earlierInstallation(site.installed)
    const directory = join(site.folder, 'charts-before')
    writeEarlierCharts(
      directory,
      { now: site.rendered, before: join(site.folder, 'rendered-before') },
      before,
      definitions,
    )
    const access = {
      kubectl: site.programs.kubectl,
      helm: site.programs.helm,
      kubeconfig: site.cluster.place.kubeconfig,
      context: undefined,
      signal: AbortSignal.timeout(240_000),
    }
    await applyPlan(access, {
      plan: site.plan,
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
    expect(await trinoImages(site)).toEqual(['docker.io/trinodb/trino:479'])
    const { code, err } = await site.hanok(['apply', 'minimum', ...site.where, ...wait])
    expect(err).toContain(
      'Versions would change: trino 479 → 480, chart trino 1.41.0 → 1.42.2. That is an upgrade.',
    )
    expect(code).toBe(2)
    expect(await trinoImages(site)).toEqual(['docker.io/trinodb/trino:479'])
  })

  it('that is killed while helm holds a release as pending is taken up by the next one', async () => {
    const release = holdUpgrades(site.charts, 'trino')
    let watching: Promise<void> | undefined
    const killed = await site.hanok(['upgrade', 'minimum', ...site.where, ...wait], (_said, kill) => {
      watching ??= (async () => {
        for (
          let tries = 0;
          tries < 300 && !(await releaseStates(site)).includes('pending-upgrade');
          tries += 1
        ) {
          await sleep(200)
        }
        kill('SIGKILL')
      })()
    })
    await watching
    expect(killed.code).not.toBe(0)
    expect(await releaseStates(site)).toContain('pending-upgrade')
    release()
    const { code, out, err } = await site.hanok(['upgrade', 'minimum', ...site.where, ...wait])
    expect(err).toContain("helm's memory of the run that was cut off is removed")
    expect(out).toMatch(
      /releases: 0 installed, 2 upgraded or set back, 10 as they were\. All \d+ pods are ready/,
    )
    expect(code).toBe(0)
    expect(await releaseStates(site)).not.toContain('pending-upgrade')
    expect(await trinoImages(site)).toEqual(['docker.io/trinodb/trino:480'])
  })

  it('is refused while something is not ready, and names it', async () => {
    const scale = (replicas: number) =>
      site.run('scale', 'deployment/server', '--namespace=minimum-hive-metastore', `--replicas=${replicas}`)
    await scale(1)
    await sleep(3_000)
    const { code, err } = await site.hanok(['upgrade', 'minimum', ...site.where, ...wait])
    await scale(2)
    expect(err).toMatch(/Nothing is upgraded while something is not ready: hive-metastore\.server 1\/2/)
    expect(code).toBe(3)
  })
})
