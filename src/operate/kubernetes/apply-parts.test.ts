// The parts of apply that need no cluster.

import bcrypt from 'bcryptjs'
import { describe, expect, it } from 'vitest'
import { catalog } from '../../catalog/index.gen.ts'
import { kubernetesRenderers } from '../../catalog/kubernetes.gen.ts'
import { parseDeclaration } from '../../model/parse-declaration.ts'
import { authorityKey, hashOf, secretKind } from '../../model/secrets.ts'
import { planPlatform } from '../../planner/plan-platform.ts'
import { shapes } from '../../planner/shapes.ts'
import { installation } from '../../renderers/kubernetes/installation.ts'
import { newPrivateKey } from '../secrets/certificates.ts'
import { versionChanges } from './apply-plan.ts'
import { shortened } from './clients.ts'
import { listOf, missingKinds } from './manifests-step.ts'
import { asInstalled, objectDifferences } from './object-difference.ts'
import { secretValues } from './platform-secrets.ts'
import { type ClusterNode, lacksOf } from './preflight.ts'
import { chartArguments } from './release-step.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}
const plan = planPlatform(
  parseDeclaration('shape: minimum-kafka\ntarget: kubernetes\n', 'platform.yaml', words),
  catalog,
)
const { waves, nodes, plannedOnly } = installation(plan, catalog, kubernetesRenderers, { size: 'production' })
const steps = waves.flatMap((wave) => wave.steps)

describe('an installation', () => {
  it('has namespaces first, and every operator before the objects of its kinds', () => {
    // Manifests bear the number of their wave.
    const order = steps.map(({ name }) => name.replace(/^1\d-/, 'manifests of '))
    expect(order[0]).toBe('00-namespaces')
    expect(order.indexOf('strimzi')).toBeLessThan(order.indexOf('manifests of kafka'))
    expect(order.indexOf('cloudnative-pg')).toBeLessThan(order.indexOf('manifests of postgres'))
    expect(order.indexOf('manifests of postgres')).toBeLessThan(order.indexOf('manifests of hive-metastore'))
    expect(order.indexOf('manifests of hive-metastore')).toBeLessThan(order.indexOf('trino'))
    expect(plannedOnly).toEqual([])
  })

  it('waits for every role of the plan once, with as many pods as it has instances', () => {
    const wanted = waves.flatMap((wave) => wave.wanted)
    const roles = new Set(
      plan.instances
        .filter(({ service }) => service !== 'kubernetes')
        .map(({ service, role }) => `${service}.${role}`),
    )
    expect(new Set(wanted.map(({ role }) => role))).toEqual(roles)
    expect(wanted.length).toBe(roles.size)
    // Executors come and go with the work.
    expect(wanted.find(({ role }) => role === 'spark.worker')?.count).toBe(1)
  })
})

describe('nodes of a cluster', () => {
  const own: readonly ClusterNode[] = nodes.map(({ metadata }) => ({
    name: metadata.name,
    group: metadata.labels?.['hanok.dev/group'],
    isReady: true,
    memoryMiB: 1_000_000,
  }))

  it('lack nothing where each group has as many as the plan', () => {
    expect(lacksOf(plan, own)).toEqual([])
  })

  it('lack what is not ready, has no label, or too little memory', () => {
    const changed = own.map((node) => {
      if (node.name === 'storage-1') return { ...node, isReady: false }
      if (node.name === 'query-1') return { ...node, group: undefined }
      return node.name === 'compute-1' ? { ...node, memoryMiB: 10 } : node
    })
    expect(lacksOf(plan, changed).map(({ group, smallNodes }) => [group, smallNodes])).toEqual(
      expect.arrayContaining([
        ['storage', []],
        ['query', []],
        ['compute', ['compute-1']],
      ]),
    )
  })
})

describe('a difference', () => {
  const section = (name: string, lines: string) =>
    `diff -u -N /tmp/LIVE-1/apps.v1.Deployment.${name} /tmp/MERGED-2/apps.v1.Deployment.${name}\n--- /tmp/LIVE-1/apps.v1.Deployment.${name}\t2026\n+++ /tmp/MERGED-2/apps.v1.Deployment.${name}\t2026\n${lines}\n`

  it('is told by object, without the number that the server counts up', () => {
    const diff =
      section('a.one', '@@ -1 +1 @@\n-  generation: 2\n+  generation: 3') +
      section('a.two', '@@ -1 +1 @@\n-  generation: 2\n+  generation: 3\n-  replicas: 1\n+  replicas: 2')
    expect(objectDifferences(diff)).toEqual([
      { object: 'apps.v1.Deployment.a.two', hunks: '@@ -1 +1 @@\n-  replicas: 1\n+  replicas: 2' },
    ])
  })

  it('counts helm’s own marks as there', () => {
    const [release] = steps.filter((step) => step.kind === 'release')
    if (release?.kind !== 'release') throw new Error('no release')
    const text = '---\n# Source: x\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: a\n'
    expect(JSON.parse(asInstalled(text, release)).items).toEqual([
      expect.objectContaining({
        metadata: expect.objectContaining({
          labels: { 'app.kubernetes.io/managed-by': 'Helm' },
          annotations: expect.objectContaining({ 'meta.helm.sh/release-name': release.name }),
        }),
      }),
    ])
  })
})

describe('what clients say', () => {
  it('names kinds that the cluster does not know, each once', () => {
    const line =
      'resource mapping not found for name: "a": no matches for kind "Kafka" in version "kafka.strimzi.io/v1"'
    expect(missingKinds(`${line}\n${line}\n`)).toEqual(['kafka.strimzi.io/v1 Kafka'])
  })

  it('is shortened to what matters', () => {
    expect(shortened('Warning: old\nlevel=WARN msg="x"\nError: it broke\n')).toBe('Error: it broke')
    expect(shortened('Warning: only this\n')).toBe('Warning: only this')
  })
})

describe('secrets', () => {
  const key = newPrivateKey()
  const make = (made: string[]) => (name: string) => {
    made.push(name)
    return secretKind(name).kind === 'private-key' ? key : `made ${name}`
  }

  it('keep the values that the cluster holds, and only what is new is made', () => {
    const all = secretValues(plan, waves, {}, make([]))
    const names = Object.keys(all)
    const [first = '', ...rest] = names.filter((name) => secretKind(name).kind === 'password')
    expect(rest.length).toBeGreaterThan(5)
    const { [first]: _lost, ...held } = all
    const made: string[] = []
    expect(secretValues(plan, waves, held, make(made))).toEqual(all)
    expect(made).toEqual([first])
  })

  it('are derived from what the cluster holds, whatever this machine remembers', () => {
    const hash = hashOf('opensearch/admin')
    const values = secretValues(plan, waves, { 'opensearch/admin': 'held' }, make([]))
    expect(bcrypt.compareSync('held', values[hash] ?? '')).toBe(true)
    // The key of the authority is kept with the rest: another machine must not make another authority.
    expect(values[authorityKey]).toContain('PRIVATE KEY')
  })

  it('of several lines stay whole in what is applied', () => {
    const objects = [
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, stringData: { b: '{{secret:c}}' } },
    ]
    const list = listOf(objects, () => 'one\n"two"\n')
    expect(JSON.parse(list).items[0].stringData.b).toBe('one\n"two"\n')
  })

  it('that only the user has are as given now, whatever the cluster holds', () => {
    const name = 'given/store/key'
    const objects = [
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, data: `{{secret:${name}}}` },
    ]
    const wave = { steps: [{ kind: 'manifests', name: '02-secrets', objects } as const], wanted: [] }
    const held = { [name]: 'of the cluster' }
    expect(secretValues({ name: 'lake' }, [wave], held, () => 'given now')[name]).toBe('given now')
    expect(secretValues({ name: 'lake' }, [wave], held, (_name, there) => there ?? 'none')[name]).toBe(
      'of the cluster',
    )
  })
})

describe('versions', () => {
  it('change where both sides have one', () => {
    expect(versionChanges({ trino: '479', spark: '3' }, { trino: '480', spark: '3', kafka: '4' })).toEqual([
      'trino 479 → 480',
    ])
  })
})

describe('a chart', () => {
  it('that is not in the folder that was named is told before anything is done', () => {
    const [release] = steps.filter((step) => step.kind === 'release')
    if (release?.kind !== 'release') throw new Error('no release')
    expect(() => chartArguments(release, { directory: '/nowhere' })).toThrow(/cannot be had/)
    expect(chartArguments(release, { directory: undefined })).toContain(`--version=${release.chart.version}`)
  })
})
