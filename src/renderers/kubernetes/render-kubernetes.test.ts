// What is rendered for Kubernetes, for whole shapes: every workload as planned, in its pool, apart, and nothing secret in the open.

import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { catalog } from '../../catalog/index.gen.ts'
import { kubernetesRenderers } from '../../catalog/kubernetes.gen.ts'
import { at, listAt } from '../../model/json-at.ts'
import { groupLabel, type KubernetesObject, roleLabel } from '../../model/kubernetes.ts'
import { parseDeclaration } from '../../model/parse-declaration.ts'
import type { JsonObject, Plan } from '../../model/plan.ts'
import { planPlatform } from '../../planner/plan-platform.ts'
import { shapes } from '../../planner/shapes.ts'
import { imageParts } from './context.ts'
import { repositoryName } from './deliveries.ts'
import { renderKubernetes } from './render-kubernetes.ts'
import { sealer } from './sealing.ts'
import type { SecretSource } from './secrets.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}

function planOf(shape: string, more = ''): Plan {
  return planPlatform(
    parseDeclaration(`shape: ${shape}\ntarget: kubernetes\n${more}`, 'platform.yaml', words),
    catalog,
  )
}

function rendered(plan: Plan, imageRegistry?: string): ReadonlyMap<string, string> {
  const artifacts = renderKubernetes(plan, catalog, kubernetesRenderers, {
    size: 'production',
    imageRegistry,
  })
  return new Map(artifacts.map(({ path, content }) => [path, content]))
}

function objectsOf(files: ReadonlyMap<string, string>): readonly KubernetesObject[] {
  return [...files]
    .filter(([path]) => path.startsWith('kubernetes/manifests/'))
    .flatMap(([, content]) => parseAllDocuments(content).map((one) => one.toJS() as KubernetesObject))
}

function parsedAll(artifacts: readonly { readonly content: string }[]): readonly KubernetesObject[] {
  return artifacts.flatMap(({ content }) =>
    parseAllDocuments(content).map((one) => one.toJS() as KubernetesObject),
  )
}

interface PodSpec {
  readonly affinity: {
    readonly nodeAffinity: {
      readonly requiredDuringSchedulingIgnoredDuringExecution: {
        readonly nodeSelectorTerms: readonly {
          readonly matchExpressions: readonly { readonly values: readonly string[] }[]
        }[]
      }
    }
    readonly podAntiAffinity?: object
  }
  readonly containers: readonly {
    readonly resources: { readonly requests: Record<string, string>; readonly limits: Record<string, string> }
    readonly readinessProbe?: object
    readonly livenessProbe?: object
    readonly image: string
  }[]
}

interface Workload {
  readonly kind: string
  readonly metadata: KubernetesObject['metadata']
  readonly spec: {
    readonly replicas?: number
    readonly template: {
      readonly metadata: { readonly labels: Record<string, string> }
      readonly spec: PodSpec
    }
  }
}

function workloads(objects: readonly KubernetesObject[]): readonly Workload[] {
  return objects.filter(({ kind }) =>
    ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind),
  ) as unknown as Workload[]
}

describe.each(['starter', 'compact-6', 'minimum', 'minimum-kafka', 'medium-32', 'large'])(
  '%s on Kubernetes',
  (shape) => {
    const plan = planOf(shape)
    const files = rendered(plan)
    const objects = objectsOf(files)

    test('gives every workload of our own its planned pods, its pool, its room and its probes', () => {
      for (const { kind, metadata, spec } of workloads(objects)) {
        const [service, role] = (spec.template.metadata.labels[roleLabel] ?? '').split('.')
        const planned = plan.instances.filter((one) => one.service === service && one.role === role)
        const name = `${metadata.namespace}/${metadata.name}`
        expect(planned.length, name).toBeGreaterThan(0)
        if (kind !== 'DaemonSet') expect(spec.replicas, name).toBe(planned.length)
        const groups = new Set(planned.map(({ host }) => plan.hosts.find(({ id }) => id === host)?.group))
        const { affinity, containers } = spec.template.spec
        const [term] = affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms
        expect(new Set(term?.matchExpressions[0]?.values), name).toEqual(groups)
        if (kind !== 'DaemonSet')
          expect(affinity.podAntiAffinity, name).toHaveProperty(
            'requiredDuringSchedulingIgnoredDuringExecution',
          )
        for (const { resources, readinessProbe, livenessProbe, image } of containers) {
          expect(resources.requests.memory, name).toBe(resources.limits.memory)
          expect(readinessProbe, name).toBeDefined()
          expect(livenessProbe, name).toBeDefined()
          expect(image, name).toMatch(/^[^/]+\/.+:[^:]+$/)
          expect(image, name).not.toMatch(/:latest$/)
        }
      }
    })

    test('closes every namespace, and budgets every role with several pods', () => {
      const namespaces = objects
        .filter(({ kind }) => kind === 'Namespace')
        .map(({ metadata }) => metadata.name)
      const denied = objects.filter(
        ({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === 'default-deny',
      )
      expect(denied.map(({ metadata }) => metadata.namespace).sort()).toEqual([...namespaces].sort())
      const several = plan.roles.filter(({ service, role, rule }) => {
        const count = plan.instances.filter((one) => one.service === service && one.role === role).length
        const isBroughtAlong =
          service === 'kafka' ? role !== 'operator' : `${service}/${role}` === 'spark/worker'
        return (
          count > 1 &&
          rule.kind !== 'per-host' &&
          service !== 'load-balancer' &&
          kubernetesRenderers.has(service) &&
          !isBroughtAlong
        )
      })
      const budgets = objects.filter(({ kind }) => kind === 'PodDisruptionBudget')
      expect(budgets.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort()).toEqual(
        several.map(({ service, role }) => `${plan.name}-${service}/${role}`).sort(),
      )
    })

    test('has a volume on each planned host of each storage class, and no other', () => {
      const volumes = objects.filter(({ kind }) => kind === 'PersistentVolume')
      const classes = objects
        .filter(({ kind }) => kind === 'StorageClass')
        .map(({ metadata }) => metadata.name)
      for (const name of classes) {
        const nodes = volumes.filter(
          ({ spec }) => (spec as { storageClassName: string }).storageClassName === name,
        )
        const [instance] = plan.instances.filter((one) => name === `${plan.name}-${one.service}-${one.role}`)
        const hosts = plan.instances.filter(
          (one) => one.service === instance?.service && one.role === instance?.role,
        )
        expect(nodes.length, name).toBe(hosts.length)
      }
      expect(classes.length).toBeGreaterThan(0)
    })

    test('names secrets, and holds placeholders nowhere but in Secrets', () => {
      for (const [path, content] of files) {
        if (path !== 'kubernetes/manifests/02-secrets.yaml') expect(content, path).not.toContain('{{secret:')
      }
      for (const { kind, metadata } of objects.filter((object) =>
        JSON.stringify(object).includes('{{secret:'),
      )) {
        expect(kind, metadata.name).toBe('Secret')
      }
    })

    test('labels and taints every planned node', () => {
      const { items } = parse(files.get('kubernetes/nodes.yaml') ?? '') as {
        items: readonly KubernetesObject[]
      }
      expect(items.map(({ metadata }) => metadata.name)).toEqual(
        plan.hosts.map(({ id }) => id.slice('host/'.length)),
      )
      expect(items.map(({ metadata }) => metadata.labels?.[groupLabel])).toEqual(
        plan.hosts.map(({ group }) => group),
      )
    })

    test('gives the same bytes again', () => {
      expect(rendered(planOf(shape))).toEqual(files)
    })
  },
)

describe('rendering for Kubernetes', () => {
  test('takes every image from the registry that is named', () => {
    const files = rendered(planOf('minimum'), 'registry.example:5000/mirror')
    const images = (files.get('kubernetes/images.txt') ?? '').trim().split('\n')
    expect(images.length).toBeGreaterThan(10)
    expect(images.filter((image) => !image.startsWith('registry.example:5000/mirror/'))).toEqual([])
    const usual = (rendered(planOf('minimum')).get('kubernetes/images.txt') ?? '').trim().split('\n')
    expect(usual.length).toBe(images.length)
    for (const image of usual) {
      for (const [path, content] of files) {
        const isChartDefault = path.endsWith('charts.txt')
        if (!isChartDefault) expect(content.includes(image), `${image} in ${path}`).toBe(false)
      }
    }
  })

  test('refers to secrets of a store outside where it is told to', () => {
    const plan = planOf('minimum')
    const artifacts = renderKubernetes(plan, catalog, kubernetesRenderers, {
      size: 'production',
      secrets: { kind: 'external', store: 'vault' },
    })
    const all = artifacts.map(({ content }) => content).join('\n')
    expect(all).not.toContain('{{secret:')
    expect(all).toContain('kind: ExternalSecret')
    expect(all).toContain('{{ .postgres_hive_metastore }}')
  })

  test('seals what is secret, and leaves open what is not, from any source', () => {
    const plan = planOf('minimum')
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
    const sealed = sealer({ publicKey, lookUp: (name) => `value-of-${name}`, sealingKey: 'ours' })
    const secretsFrom = (secrets: SecretSource) => {
      const artifacts = renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production', secrets })
      return artifacts.filter(({ path }) => path === 'kubernetes/manifests/02-secrets.yaml')
    }
    const plain = parsedAll(secretsFrom({ kind: 'plain' }))
    const isOpen = (object: KubernetesObject) => !JSON.stringify(object).includes('{{secret:')
    const open = plain.filter(isOpen)
    // Trino's name for Prometheus: with only such data an ExternalSecret would have an empty list.
    expect(open.map(({ metadata }) => metadata.name)).toContain('metrics-user')
    expect(open.length).toBeLessThan(plain.length)
    for (const source of [
      { kind: 'external', store: 'vault' },
      { kind: 'sealed', seal: sealed },
    ] as const) {
      const artifacts = secretsFrom(source)
      const objects = parsedAll(artifacts)
      expect(objects.filter(({ kind }) => kind === 'Secret')).toEqual(open)
      expect(objects.map(({ metadata }) => metadata)).toEqual(plain.map(({ metadata }) => metadata))
      const text = artifacts.map(({ content }) => content).join('')
      expect(text).not.toContain('{{secret:')
      expect(text).not.toContain('value-of-')
      for (const { kind, spec } of objects) {
        if (kind === 'ExternalSecret') expect(listAt(spec as JsonObject, 'data')).not.toEqual([])
      }
    }
    const [one] = parsedAll(secretsFrom({ kind: 'sealed', seal: sealed })).filter(
      ({ kind }) => kind === 'SealedSecret',
    )
    expect(one?.apiVersion).toBe('bitnami.com/v1alpha1')
    expect(at(one, 'spec', 'template', 'metadata', 'name')).toBe(one?.metadata.name)
    expect(secretsFrom({ kind: 'sealed', seal: sealed })).toEqual(
      secretsFrom({ kind: 'sealed', seal: sealed }),
    )
  })

  test('lets in to the database whoever needs it, through the poolers, and nobody else', () => {
    const plan = planOf('minimum')
    const objects = objectsOf(rendered(plan))
    const clientsOf = (role: string) => {
      const policies = objects.filter(
        ({ kind, metadata }) =>
          kind === 'NetworkPolicy' &&
          metadata.namespace === `${plan.name}-postgres` &&
          metadata.name === role,
      )
      expect(policies.length, role).toBe(1)
      return listAt(policies[0], 'spec', 'ingress')
        .filter((rule) => listAt(rule, 'ports').some(({ port }) => port === 5_432))
        .flatMap((rule) =>
          listAt(rule, 'from').map((peer) => at(peer, 'podSelector', 'matchLabels', roleLabel)),
        )
        .sort()
    }
    expect(clientsOf('server')).toEqual(['postgres.pooler', 'postgres.server'])
    expect(clientsOf('pooler')).toEqual([
      'grafana.server',
      'hive-metastore.server',
      'seaweedfs.filer',
      'superset.beat',
      'superset.web',
      'superset.worker',
    ])
  })

  test('takes image references and repository addresses apart', () => {
    expect(imageParts('docker.io/trinodb/trino:480', undefined)).toEqual({
      registry: 'docker.io',
      repository: 'trinodb/trino',
      tag: '480',
    })
    expect(imageParts('quay.io/a/b:v1', 'r.example:5000/m/')).toEqual({
      registry: 'r.example:5000',
      repository: 'm/a/b',
      tag: 'v1',
    })
    expect(repositoryName('https://trinodb.github.io/charts')).toBe('trinodb-github-io-charts')
  })
})
