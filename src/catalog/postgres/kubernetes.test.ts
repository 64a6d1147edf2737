// Postgres on Kubernetes, in whole plans: the pooler and who reaches what through it, and backups.

import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { listAt, objectAt } from '../../model/json-at.ts'
import { type KubernetesObject, roleLabel } from '../../model/kubernetes.ts'
import { parseDeclaration } from '../../model/parse-declaration.ts'
import type { Plan } from '../../model/plan.ts'
import { isGivenSecret, secretsIn } from '../../model/secrets.ts'
import { planPlatform } from '../../planner/plan-platform.ts'
import { shapes } from '../../planner/shapes.ts'
import { resourceStandIn } from '../../rehearsal/cluster/stand-in-for.ts'
import { renderKubernetes } from '../../renderers/kubernetes/render-kubernetes.ts'
import { check as backupMissing } from '../../verifier/checks/backup-missing.ts'
import { evaluateFailure } from '../../verifier/evaluate-failure.ts'
import { planFacts } from '../../verifier/plan-facts.ts'
import { catalog } from '../index.gen.ts'
import { kubernetesRenderers } from '../kubernetes.gen.ts'
import { maxConnections } from './access.ts'
import { backupSecrets } from './kubernetes-backup.ts'
import { poolerName } from './kubernetes-pooler.ts'
import { postgresOptions } from './options.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}

function planOf(shape: string, more = '', target = 'kubernetes'): Plan {
  const declaration = `shape: ${shape}\ntarget: ${target}\n${more}`
  return planPlatform(parseDeclaration(declaration, 'platform.yaml', words), catalog)
}

function objectsOf(plan: Plan): readonly KubernetesObject[] {
  return renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' })
    .filter(({ path }) => path.startsWith('kubernetes/manifests/'))
    .flatMap(({ content }) => parseAllDocuments(content).map((one) => one.toJS() as KubernetesObject))
    .filter(({ metadata }) => metadata.namespace === `${plan.name}-postgres`)
}

const ofKind = (objects: readonly KubernetesObject[], kind: string) =>
  objects.filter((object) => object.kind === kind)

describe('the pooler', () => {
  const plan = planOf('medium-32')
  const objects = objectsOf(plan)
  const [pooler, ...others] = ofKind(objects, 'Pooler')

  test('is one resource for all planned poolers, which the operator sets up by itself', () => {
    if (pooler === undefined) throw new Error('no Pooler')
    expect(others).toEqual([])
    const spec = objectAt(pooler, 'spec')
    const planned = plan.instances.filter(({ service, role }) => service === 'postgres' && role === 'pooler')
    expect(spec).toMatchObject({ type: 'rw', cluster: { name: 'postgres' }, instances: planned.length })
    expect(pooler.metadata.name).not.toBe('postgres')
    // Either would leave authentication to us (CloudNativePG, "Connection pooling").
    expect(spec.pgbouncer).not.toHaveProperty('authQuery')
    expect(spec.pgbouncer).not.toHaveProperty('authQuerySecret')
  })

  test('lets each pooler carry all clients, and Postgres has seats for them', () => {
    const parameters = objectAt(pooler ?? {}, 'spec', 'pgbouncer', 'parameters')
    const clients = plan.instances.filter(({ needs }) =>
      needs.some(({ endpoint }) => endpoint === 'endpoint/postgres/primary'),
    ).length
    const pool = plan.sizing?.find(({ about, what }) => about === 'postgres/server' && what === 'poolSize')
    const all = clients * (pool?.value ?? 0)
    expect(Number(parameters.default_pool_size)).toBe(all)
    expect(Number(parameters.max_client_conn)).toBe(all)
    expect(maxConnections({ plan, options: postgresOptions.parse({}) })).toBeGreaterThan(all)
  })

  test('becomes pods with the labels, the room and the place of the plan', () => {
    if (pooler === undefined) throw new Error('no Pooler')
    const [deployment] = resourceStandIn(pooler)?.objects ?? []
    const pod = objectAt(deployment ?? {}, 'spec', 'template')
    expect(objectAt(pod, 'metadata', 'labels')[roleLabel]).toBe('postgres.pooler')
    expect(objectAt(pod, 'spec', 'affinity', 'podAntiAffinity')).toHaveProperty(
      'requiredDuringSchedulingIgnoredDuringExecution',
    )
    expect(objectAt(deployment ?? {}, 'spec', 'strategy', 'rollingUpdate')).toEqual({
      maxSurge: 0,
      maxUnavailable: 1,
    })
    expect(JSON.stringify(objectAt(pod, 'spec').containers)).toContain('"memory":"512Mi"')
  })

  test('is what clients are given for the primary, and is left out where nothing is doubled', () => {
    const address = (of: Plan) =>
      renderKubernetes(of, catalog, kubernetesRenderers, { size: 'production' })
        .map(({ content }) => /jdbc:postgresql:\/\/([^/]+)\//.exec(content)?.[1])
        .find((host) => host !== undefined)
    expect(address(plan)).toBe(`${poolerName}.${plan.name}-postgres.svc:5432`)
    const single = planOf('starter')
    expect(address(single)).toBe(`postgres-rw.${single.name}-postgres.svc:5432`)
    expect(ofKind(objectsOf(single), 'Pooler')).toEqual([])
  })

  test('is not planned for hosts', () => {
    const native = planOf('medium-32', '', 'hosts')
    expect(native.instances.filter(({ role }) => role === 'pooler')).toEqual([])
  })

  test('stops the catalog when all are lost, and costs no data', () => {
    const of = plan.instances.filter(({ role }) => role === 'pooler').map(({ id }) => id)
    expect(evaluateFailure(plan, of).capabilities.catalog).toMatchObject({
      outcome: 'stops',
      recoveryMs: null,
    })
    const one = evaluateFailure(plan, of.slice(0, 1)).capabilities.catalog
    expect(one?.recoveryMs).toBe(10_000)
  })
})

const declared = (lines: string) =>
  `services:\n  postgres:\n    backup: { destination: s3://backups/lake${lines} }\n`

describe('backups', () => {
  const plan = planOf('medium-32', declared(', endpoint: "https://s3.example.com:9000", retentionDays: 14'))
  const objects = objectsOf(plan)

  test('are none where none are declared', () => {
    const none = objectsOf(planOf('medium-32'))
    expect(ofKind(none, 'ScheduledBackup')).toEqual([])
    expect(objectAt(ofKind(none, 'Cluster')[0], 'spec')).not.toHaveProperty('backup')
  })

  test('send the log to where the base backups go, under the name of the platform', () => {
    const spec = objectAt(ofKind(objects, 'Cluster')[0], 'spec', 'backup')
    expect(spec).toMatchObject({
      retentionPolicy: '14d',
      barmanObjectStore: {
        destinationPath: 's3://backups/lake',
        endpointURL: 'https://s3.example.com:9000',
        serverName: plan.name,
      },
    })
    const [scheduled] = ofKind(objects, 'ScheduledBackup')
    // Six fields: the operator's begin with seconds.
    expect(objectAt(scheduled, 'spec')).toMatchObject({
      method: 'barmanObjectStore',
      schedule: '0 0 3 * * *',
      cluster: { name: 'postgres' },
    })
  })

  test('log in with keys that only the user has', () => {
    const secrets = renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' })
      .filter(({ path }) => path.endsWith('02-secrets.yaml'))
      .flatMap(({ content }) => secretsIn(content))
    expect(secrets.filter(isGivenSecret).sort()).toEqual(Object.values(backupSecrets).sort())
  })

  test('leave by the port of the store alone, and not into the platform itself', () => {
    const rulesOf = (of: readonly KubernetesObject[]) =>
      listAt(
        ofKind(of, 'NetworkPolicy').find(({ metadata }) => metadata.name === 'backup'),
        'spec',
        'egress',
      )
    const except = plan.networks.map(({ subnet }) => subnet)
    expect(rulesOf(objects)).toEqual([
      { to: [{ ipBlock: { cidr: '0.0.0.0/0', except } }], ports: [{ protocol: 'TCP', port: 9_000 }] },
    ])
    const byAddress = planOf('medium-32', declared(', endpoint: "http://192.0.2.7"'))
    expect(rulesOf(objectsOf(byAddress))).toEqual([
      { to: [{ ipBlock: { cidr: '192.0.2.7/32' } }], ports: [{ protocol: 'TCP', port: 80 }] },
    ])
  })

  test.each(['0 3 * * 7', '60 3 * * *', '0 3 * *', '*/0 * * * *', '5-1 * * * *', '@daily', '0  3 * * *'])(
    'are refused with "%s" as their schedule',
    (schedule) => {
      const backup = { destination: 's3://backups/lake', schedule }
      expect(postgresOptions.safeParse({ backup }).success).toBe(false)
    },
  )

  test.each(['0 3 * * *', '*/15 0-6,22 1 1-12/2 0,6'])('may be made at "%s"', (schedule) => {
    const backup = { destination: 's3://backups/lake', schedule }
    expect(postgresOptions.safeParse({ backup }).success).toBe(true)
  })

  test('are what the verdict no longer misses, where they are really made', () => {
    const missed = (of: Plan) =>
      backupMissing.find(planFacts(of)).map(({ case: what, data }) => [what, JSON.stringify(data)].join(' '))
    expect(missed(planOf('medium-32')).join()).toContain('dataset/postgres')
    expect(missed(plan).join()).not.toContain('dataset/postgres')
    expect(missed(plan).length).toBe(1)
    const onHosts = missed(planOf('medium-32', declared(''), 'hosts'))
    expect(onHosts.join()).toContain('dataset/postgres')
    expect(onHosts.some((one) => one.startsWith('in-vain'))).toBe(true)
  })
})
