// What a test of real pods needs beside the node: the cluster around it, and a Postgres in the place of the operator's.

import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseAllDocuments, stringify } from 'yaml'
import type { KubernetesObject } from '../../src/model/kubernetes.ts'
import type { Plan } from '../../src/model/plan.ts'
import { fillSecrets } from '../../src/model/secrets.ts'
import { Cluster } from '../../src/rehearsal/cluster/cluster.ts'
import { clusterPlace } from '../../src/rehearsal/cluster/cluster-place.ts'
import { type Kubectl, runKubectl } from '../../src/rehearsal/cluster/kubectl.ts'
import { defaultCacheDirectory } from '../../src/software/cache.ts'
import { ensureKubernetesPrograms } from '../../src/software/kubernetes-programs.ts'
import { makeNamespace, removeNamespace, wrapped } from './node-namespace.ts'
import { ensureNodePrograms } from './node-programs.ts'
import { RealNode, until } from './real-node.ts'

/** One host has every service that we have manifests of our own for. */
export const labDeclaration = `name: lab
shape: starter
hostGroups:
  - { name: control, count: 1, duties: [control, coordination, metadata, observability, visualization] }
  - { name: edge, count: 1, duties: [edge] }
  - { name: storage, count: 1, duties: [storage] }
  - { name: query, count: 1, duties: [query] }
  - { name: compute, count: 1, duties: [compute] }
`

const realNode = 'control-1'

/** Postgres as the distribution has it, built for Compose. */
export const postgresImage = 'docker.io/hanok/postgres:15'

/** A cluster of which one node is real. */
export interface Lab {
  readonly kubectl: Kubectl
  readonly node: RealNode
  run(...words: readonly string[]): Promise<string>
  get(...words: readonly string[]): Promise<string>
  describe(namespace: string): Promise<string>
  stop(): Promise<void>
}

/** Starts the control plane and the real node in a network namespace; the other nodes are KWOK's. */
export async function startLab(work: string, rendered: string, plan: Plan, archive: string): Promise<Lab> {
  const cacheDirectory = defaultCacheDirectory()
  const found = await ensureKubernetesPrograms({
    cacheDirectory,
    report: ({ what, step, steps }) => process.stderr.write(`e2e: ${what} ${step}/${steps}\n`),
  })
  const nodePrograms = await ensureNodePrograms(cacheDirectory)
  const taken = takeNode(rendered, realNode)
  await makeNamespace()
  const inside = (program: string) => wrapped(join(work, 'bin'), program)
  const programs = {
    ...found,
    etcd: inside(found.etcd),
    'kube-apiserver': inside(found['kube-apiserver']),
    'kube-controller-manager': inside(found['kube-controller-manager']),
    'kube-scheduler': inside(found['kube-scheduler']),
    kwok: inside(found.kwok),
    kubectl: inside(found.kubectl),
  }
  const cluster = new Cluster(clusterPlace({ XDG_STATE_HOME: join(work, 'state') }))
  const kubectl = { kubectl: programs.kubectl, place: cluster.place }
  const run = (...words: readonly string[]) => runKubectl(kubectl, words, { timeoutMs: 120_000 })
  const node = new RealNode(join(work, 'node'))
  const stop = async () => {
    await node.stop(kubectl)
    await cluster.down()
    await removeNamespace()
  }
  try {
    const render = async (directory: string) => cpSync(rendered, directory, { recursive: true })
    await cluster.start({ plan, render, programs })
    await node.startRuntime([archive])
    await node.join(kubectl, taken, nodePrograms)
    await until('node registered', 60_000, async () => (await run('get', 'nodes')).includes(realNode))
    const { labels } = taken.metadata
    await run(
      'patch',
      'node',
      realNode,
      `--patch=${JSON.stringify({ metadata: { labels }, spec: taken.spec })}`,
    )
    await until('node ready', 60_000, async () => / Ready /.test(await run('get', 'node', realNode)))
  } catch (error) {
    const tail = node.tailOf('kubelet')
    await stop()
    throw new Error(`no node: ${(error as Error).message}\n${tail}`, { cause: error })
  }
  return {
    kubectl,
    node,
    run,
    get: (...words) => run('get', ...words),
    describe: (namespace) => run('describe', 'pods', `--namespace=${namespace}`),
    stop,
  }
}

/** Takes a node out of those that KWOK is to pretend, and gives it. */
export function takeNode(renderedDirectory: string, name: string): KubernetesObject {
  const file = join(renderedDirectory, 'kubernetes/nodes.yaml')
  const list = parse(readFileSync(file, 'utf8')) as { items: KubernetesObject[] }
  const node = list.items.find(({ metadata }) => metadata.name === name)
  if (node === undefined) throw new Error(`no node ${name}`)
  writeFileSync(file, stringify({ ...list, items: list.items.filter((one) => one !== node) }))
  return node
}

/** Objects of one rendered file, with values in the place of secrets. */
export function manifest(renderedDirectory: string, file: string): readonly KubernetesObject[] {
  const text = readFileSync(join(renderedDirectory, 'kubernetes/manifests', file), 'utf8')
  return parseAllDocuments(fillSecrets(text, secretValue)).map((one) => one.toJS() as KubernetesObject)
}

/** Values of secrets, the same at every call. */
export function secretValue(name: string): string {
  return `value-of-${name.replaceAll('/', '-')}`
}

/** Applies objects as `hanok apply` does, strictly validated. */
export async function applyObjects(kubectl: Kubectl, objects: readonly KubernetesObject[]): Promise<void> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects })
  await runKubectl(
    kubectl,
    ['apply', '--server-side', '--validate=strict', '--field-manager=hanok', '--filename=-'],
    { input },
  )
}

/**
 * CloudNativePG's operator and its image are in no registry here: one Postgres of the distribution has the names and passwords of the
 * operator's, on the Service that the operator would make.
 */
export function postgresStandIn(namespace: string, image: string): readonly KubernetesObject[] {
  const labels = { app: 'postgres-stand-in' }
  const script = `set -eu
bin=/usr/lib/postgresql/15/bin
printf %s "$SUPERUSER_PASSWORD" > /tmp/password
$bin/initdb --pgdata=/data/pgdata --username=postgres --auth=scram-sha-256 --pwfile=/tmp/password > /dev/null
echo 'host all all all scram-sha-256' >> /data/pgdata/pg_hba.conf
$bin/pg_ctl --pgdata=/data/pgdata --wait --options='-c unix_socket_directories=/tmp -c listen_addresses=' start
for name in hive_metastore superset; do
  PGPASSWORD=$SUPERUSER_PASSWORD $bin/psql --host=/tmp --username=postgres --quiet --set=ON_ERROR_STOP=1 --command="CREATE ROLE $name LOGIN PASSWORD 'value-of-postgres-$(echo $name | tr _ -)'" --command="CREATE DATABASE $name OWNER $name"
done
$bin/pg_ctl --pgdata=/data/pgdata --wait stop
exec $bin/postgres -D /data/pgdata -c unix_socket_directories=/tmp -c listen_addresses='*'`
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'postgres-rw', namespace },
      spec: { selector: labels, ports: [{ name: 'postgres', port: 5_432 }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'postgres-stand-in', namespace },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            nodeName: 'control-1',
            tolerations: [{ operator: 'Exists' }],
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 61_002,
              fsGroup: 61_002,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            containers: [
              {
                name: 'postgres',
                image,
                imagePullPolicy: 'IfNotPresent',
                command: ['/bin/sh', '-c', script],
                env: [{ name: 'SUPERUSER_PASSWORD', value: secretValue('postgres/postgres') }],
                readinessProbe: { tcpSocket: { port: 5_432 }, periodSeconds: 2 },
                securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
                volumeMounts: [
                  { name: 'data', mountPath: '/data' },
                  { name: 'tmp', mountPath: '/tmp' },
                ],
              },
            ],
            volumes: [
              { name: 'data', emptyDir: {} },
              { name: 'tmp', emptyDir: {} },
            ],
          },
        },
      },
    },
  ] as readonly KubernetesObject[]
}

/** The pod of a Deployment once it is ready; else an error with what its node and its container say. */
export async function readyPod(
  lab: Lab,
  namespace: string,
  prefix: string,
  withinMs: number,
): Promise<string> {
  let name = ''
  await until(`${namespace}/${prefix} ready`, withinMs, async () => {
    const lines = (await lab.get('pods', '--no-headers', `--namespace=${namespace}`)).split('\n')
    const ready = lines.find((line) => line.startsWith(prefix) && / 1\/1 +Running /.test(line))
    name = ready?.split(' ')[0] ?? ''
    return ready !== undefined
  }).catch(async (error: Error) => {
    const said = await lab.describe(namespace)
    throw new Error(`${error.message}\n${said.slice(-1_500)}\n${lab.node.logOf(prefix).slice(-3_000)}`)
  })
  return name
}

/** Where a Service of the cluster answers. */
export async function serviceAddress(lab: Lab, namespace: string, name: string): Promise<string> {
  const output = '--output=jsonpath={.spec.clusterIP}'
  return await lab.get('service', name, `--namespace=${namespace}`, output)
}
