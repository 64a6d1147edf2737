// A plan onto a cluster by helm and kubectl: a real API server, scheduler and controllers; the charts and what operators make are
// stood in for (test/e2e/cluster-fixture.ts). Every fault ends with clear words and exit status 3, and the second run completes.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApplySite, definitions } from './apply-site.ts'
import { podNodes } from './cluster-fixture.ts'

let site: ApplySite

/** How long apply waits for pods here. */
const wait = ['--wait', '1.5']

beforeAll(async () => {
  site = await ApplySite.start('minimum')
})

afterAll(async () => {
  await site?.stop()
})

describe('a cluster that is not the right one', () => {
  it('is told apart from one that does not answer', async () => {
    const file = join(site.folder, 'wrong.kubeconfig')
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
    const { code, err } = await site.hanok(['apply', 'minimum', '--kubeconfig', file])
    expect(err).toContain('No Kubernetes cluster answers')
    expect(code).toBe(3)
  })

  it('is refused where it has not the nodes of the plan, and nothing is made', async () => {
    const { code, err } = await site.hanok(['apply', 'medium-32', ...site.where])
    expect(err).toMatch(/too small for the plan: .*hanok\.dev\/group=compute 3\/8/)
    expect(code).toBe(3)
    const namespaces = await site.run('get', 'namespaces', '--output=name')
    expect(namespaces).not.toContain('medium-32')
  })

  it('is refused where its namespaces are somebody else’s', async () => {
    await site.run('create', 'namespace', 'minimum-trino')
    const { code, err } = await site.hanok(['apply', 'minimum', ...site.where, ...wait])
    expect(err).toContain('that are not of platform minimum: minimum-trino')
    expect(code).toBe(3)
    await site.run('delete', 'namespace', 'minimum-trino', '--wait=true')
  })
})

describe('apply', () => {
  it('asks about everything and changes nothing in a dry run', async () => {
    const { code, out } = await site.hanok(['apply', 'minimum', '--dry-run', ...site.where])
    expect(out).toContain('Dry run: nothing was changed.')
    expect(code).toBe(0)
    expect(await site.run('get', 'namespaces', '--output=name')).not.toContain('minimum-')
  })

  it('names the missing operator where nobody acts on its objects, and ends with 3', async () => {
    const { code, err } = await site.hanok(['apply', 'minimum', ...site.where, '--wait', '0.3'])
    if (definitions === undefined) expect(err).toContain('Its operator is missing.')
    else expect(err).toMatch(/postgres\.server 0\/3 \(no pod was made; is its operator running\?\)/)
    expect(code).toBe(3)
  })
})

describe.skipIf(definitions === undefined)('apply that is cut off', () => {
  beforeAll(() => {
    site.actAsOperators()
  })

  it('is taken up by the next run, even where helm was killed in the middle of a release', async () => {
    const killed = await site.hanok(['apply', 'minimum', ...site.where, ...wait], (said, kill) => {
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
    const [record = ''] = (await site.run(...secrets, '--output=name')).trim().split('\n')
    expect(record).toContain('sh.helm.release.v1.haproxy.v1')
    const status = await site.hanok(['status', 'minimum', '--kubeconfig', site.cluster.place.kubeconfig])
    expect(status.out).toContain('The last apply was cut off at')
    expect(status.code).toBe(1)
  })

  it('ends with 3 while the API server is dead, and the second run completes', async () => {
    const api = site.cluster.record()?.processes['kube-apiserver']
    if (api === undefined) throw new Error('no API server is remembered')
    let killed = false
    const dying = await site.hanok(['apply', 'minimum', ...site.where, ...wait], (said) => {
      if (killed || !said.includes('10-redis')) return
      killed = true
      process.kill(api.pid, 'SIGKILL')
    })
    expect(dying.err).toContain('the API server did not answer for')
    expect(dying.code).toBe(3)
    await site.startCluster()
    await site.run('wait', 'nodes', '--all', '--for=condition=Ready', '--timeout=60s')
    // Nodes count as lost some seconds after the outage, sometimes only now: kubelets would tell that their pods are ready, again and again.
    const { code, out, err } = await site.withKubelets(() =>
      site.hanok(['apply', 'minimum', ...site.where, ...wait]),
    )
    expect(`${err}${out}`).toMatch(/All \d+ pods are ready\./)
    expect(code).toBe(0)
  })

  it('changes nothing when it is done again, and diff agrees', async () => {
    const before = await podNodes(site.kubectl)
    const again = await site.hanok(['apply', 'minimum', ...site.where, ...wait])
    expect(again.out).toMatch(
      / 0 objects changed, \d+ as they were; releases: 0 installed, 0 upgraded or set back/,
    )
    expect(await podNodes(site.kubectl)).toEqual(before)
    const diff = await site.hanok(['diff', 'minimum', ...site.where])
    expect(diff.out).toMatch(/ (\d+) steps: \1 as planned\.\n$/)
    expect(diff.code).toBe(0)
    const status = await site.hanok(['status', 'minimum', '--kubeconfig', site.cluster.place.kubeconfig])
    expect(status.out).toMatch(/ (\d+) of \1 roles ready, 12 releases\./)
    expect(status.code).toBe(0)
  })
})

describe.skipIf(definitions === undefined)('a platform that was changed by hand', () => {
  it('shows its drift, and is as planned again after apply', async () => {
    await site.run('scale', 'deployment/server', '--namespace=minimum-hive-metastore', '--replicas=1')
    await site.run('scale', 'deployment/trino-worker', '--namespace=minimum-trino', '--replicas=1')
    const diff = await site.hanok(['diff', 'minimum', ...site.where])
    expect(diff.out).toContain('-  replicas: 1\n+  replicas: 2')
    expect(diff.out).toContain('-  replicas: 1\n+  replicas: 3')
    expect(diff.code).toBe(1)
    const { out, err } = await site.hanok(['apply', 'minimum', ...site.where, ...wait])
    expect(err).toMatch(/set back as planned: .*"kubectl"/)
    expect(err).toContain('trino 1.42.2: set back as planned')
    expect(out).toMatch(/All \d+ pods are ready\./)
  })
})
