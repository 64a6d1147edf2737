// Superset on Kubernetes: manifests of our own. Upstream's chart is deprecated, its operator is v1alpha1 (docs/adr/0014).

import { hostPaths } from '../../model/artifacts.ts'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import { databaseOf } from '../conventions.ts'
import { defineKubernetes, type KubernetesContext } from '../kubernetes-context.ts'
import {
  deployment,
  fileVolumes,
  podTemplate,
  restrictedContainer,
  serviceObject,
} from '../kubernetes-objects.ts'
import { primarySet } from '../redis/config.ts'
import { supersetConfig } from './config.ts'
import { image } from './image.ts'
import type { SupersetOptions } from './options.ts'
import { supersetConfigDirectory } from './roles.ts'
import { administrator, lakeAddress, schemaScript } from './schema.ts'
import { webSettings } from './sizing.ts'

const { uid } = image.account
const port = 8_088

type Context = KubernetesContext<SupersetOptions>

/** How Superset is rendered for Kubernetes. */
export const kubernetes = defineKubernetes<SupersetOptions>({
  names: () => ({ services: { web: 'superset' } }),
  render: (context) => {
    context.secretObject('superset', { 'superset_config.py': configFile(context) })
    return {
      releases: [],
      objects: [
        serviceObject(context, 'superset', 'web', [{ name: 'http', port }]),
        ...web(context),
        worker(context),
        beat(context),
      ],
    }
  },
})

function configFile(context: Context): string {
  const { user, database, secret } = databaseOf('superset')
  const placesOf = (role: string, port: number) =>
    (context.instancesOf(role, 'redis').length === 0 ? [] : context.podHosts('redis', role)).map((host) => ({
      host,
      port,
    }))
  return supersetConfig({
    database: {
      address: context.addressOf('postgres', 'primary'),
      name: database,
      user,
      password: context.secret(secret),
    },
    redis: {
      user: 'default',
      password: context.secret('redis/default'),
      servers: placesOf('server', 6_379),
      sentinels: placesOf('sentinel', 26_379),
      primarySet,
    },
    secretKey: context.secret('superset/secret-key'),
    behindTls: true,
    connections: 10,
  })
}

function container(context: Context, role: string, more: JsonObject): JsonObject {
  return {
    name: role,
    image: context.builtImage(image),
    imagePullPolicy: 'IfNotPresent',
    env: [{ name: 'HOME', value: '/tmp' }],
    securityContext: restrictedContainer,
    resources: context.pod(role).resources,
    volumeMounts: mounts,
    ...more,
  }
}

const mounts = [
  {
    name: 'config',
    mountPath: `${supersetConfigDirectory}/superset_config.py`,
    subPath: 'superset_config.py',
    readOnly: true,
  },
  { name: 'tmp', mountPath: '/tmp' },
]

const schemaFile = `${hostPaths.config}/superset-web/schema.py`
const passwordFile = `${hostPaths.config}/superset-web/administrator`

function lakeOf(context: Context): readonly string[] {
  return context.has('trino') ? [lakeAddress(context.addressOf('trino', 'http'))] : []
}

const volumes = [
  { name: 'config', secret: { secretName: 'superset', defaultMode: 0o440 } },
  { name: 'tmp', emptyDir: { sizeLimit: '2Gi' } },
]

function web(context: Context): readonly KubernetesObject[] {
  const health = { httpGet: { path: '/health', port }, timeoutSeconds: 5 }
  const { processes = webSettings.processes, threads = webSettings.threads } = context.sizeOf('web').settings
  const schema = fileVolumes(context, 'web', {
    files: [
      { path: schemaFile, content: schemaScript({ locked: false }) },
      { path: passwordFile, content: `${context.secret(administrator.secret)}\n` },
    ],
  })
  const template = podTemplate(context, {
    role: 'web',
    uid,
    graceSeconds: 60,
    // Each web server brings the schema to its own version first; who comes second waits, and finds it done.
    initContainers: [
      container(context, 'web', {
        name: 'schema',
        command: ['python3', schemaFile, passwordFile, ...lakeOf(context)],
        volumeMounts: [...mounts, ...schema.mounts],
      }),
    ],
    containers: [
      container(context, 'web', {
        command: [
          'gunicorn',
          `--bind=0.0.0.0:${port}`,
          `--workers=${processes}`,
          `--threads=${threads}`,
          '--worker-class=gthread',
          '--timeout=120',
          '--graceful-timeout=45',
          'superset.app:create_app()',
        ],
        ports: [{ name: 'http', containerPort: port }],
        startupProbe: { ...health, periodSeconds: 5, failureThreshold: 36 },
        readinessProbe: { ...health, periodSeconds: 5, failureThreshold: 2 },
        livenessProbe: { ...health, periodSeconds: 10, failureThreshold: 6 },
        lifecycle: { preStop: { exec: { command: ['sleep', '10'] } } },
      }),
    ],
    volumes: [...volumes, ...schema.volumes],
  })
  return [deployment(context, 'web', template), ...schema.objects]
}

const celery = ['celery', '--app=superset.tasks.celery_app:app']

function worker(context: Context): KubernetesObject {
  const alive = {
    exec: { command: ['sh', '-c', `${celery.join(' ')} inspect ping -d celery@$HOSTNAME`] },
    periodSeconds: 60,
    timeoutSeconds: 30,
  }
  const { processes = 4 } = context.sizeOf('worker').settings
  const template = podTemplate(context, {
    role: 'worker',
    uid,
    // A query that runs may end.
    graceSeconds: 300,
    containers: [
      container(context, 'worker', {
        command: [...celery, 'worker', '--pool=prefork', '-O', 'fair', '-c', String(processes)],
        startupProbe: { ...alive, periodSeconds: 20, failureThreshold: 12 },
        readinessProbe: { ...alive, failureThreshold: 2 },
        livenessProbe: { ...alive, failureThreshold: 5 },
      }),
    ],
    volumes,
  })
  return deployment(context, 'worker', template)
}

function beat(context: Context): KubernetesObject {
  const alive = { exec: { command: ['sh', '-c', 'test -s /tmp/beat.pid && kill -0 "$(cat /tmp/beat.pid)"'] } }
  const template = podTemplate(context, {
    role: 'beat',
    uid,
    graceSeconds: 30,
    containers: [
      container(context, 'beat', {
        command: [...celery, 'beat', '--pidfile=/tmp/beat.pid', '--schedule=/tmp/schedule'],
        startupProbe: { ...alive, periodSeconds: 5, failureThreshold: 24 },
        readinessProbe: { ...alive, periodSeconds: 30, failureThreshold: 3 },
        livenessProbe: { ...alive, periodSeconds: 30, failureThreshold: 3 },
      }),
    ],
    volumes,
  })
  return deployment(context, 'beat', template)
}
