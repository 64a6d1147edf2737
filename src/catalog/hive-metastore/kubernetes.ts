// The Hive Metastore on Kubernetes: manifests of our own, since upstream has no chart, around the very files that hosts get.

import { databaseOf } from '../conventions.ts'
import { defineKubernetes } from '../kubernetes-context.ts'
import { podMonitor } from '../kubernetes-metrics.ts'
import {
  deployment,
  fileVolumes,
  podTemplate,
  restrictedContainer,
  serviceObject,
} from '../kubernetes-objects.ts'
import { image } from './image.ts'
import type { HiveMetastoreOptions } from './options.ts'

/** How the Metastore is rendered for Kubernetes. */
export const kubernetes = defineKubernetes<HiveMetastoreOptions>({
  names: () => ({ services: { thrift: 'hive-metastore', server: 'hive-metastore' } }),
  render: (context) => {
    const { files, process, jobs = [] } = context.configured('server')
    const { secret } = databaseOf('hive-metastore')
    const password = context.secretObject('schema', { PGPASSWORD: context.secret(secret) })
    const mounted = fileVolumes(context, 'server', {
      files: files.filter(({ path }) => !path.endsWith('/pgpass')),
    })
    const { port } = context.endpoint('hive-metastore', 'server')
    const { resources } = context.pod('server')
    const scratch = [
      { name: 'data', mountPath: process.workingDirectory },
      { name: 'tmp', mountPath: '/tmp' },
    ]
    const shared = {
      image: context.builtImage(image),
      imagePullPolicy: 'IfNotPresent',
      securityContext: restrictedContainer,
      volumeMounts: [...mounted.mounts, ...scratch],
    }
    // The schema is made by whoever comes first; the others find it.
    const initContainers = jobs.map((job) => ({
      ...shared,
      name: job.id.split('/').at(-1) ?? '',
      command: job.argv,
      env: [
        ...variables(job.env).filter(({ name }) => name !== 'PGPASSFILE'),
        // libpq ignores a password file that a group may read, and a pod's account reads a Secret by its group.
        { name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: password, key: 'PGPASSWORD' } } },
      ],
      resources,
    }))
    const probe = { tcpSocket: { port }, periodSeconds: 5, timeoutSeconds: 3 }
    const template = podTemplate(
      context,
      {
        role: 'server',
        uid: image.account.uid,
        graceSeconds: process.stop.timeoutMs / 1_000,
        initContainers,
        containers: [
          {
            ...shared,
            name: 'server',
            command: process.argv,
            env: variables(process.env),
            ports: [
              { name: 'thrift', containerPort: port },
              { name: 'metrics', containerPort: context.endpoint('hive-metastore', 'metrics').port },
            ],
            startupProbe: { ...probe, failureThreshold: process.readyTimeoutMs / 5_000 },
            readinessProbe: { ...probe, failureThreshold: 2 },
            livenessProbe: { ...probe, periodSeconds: 10, failureThreshold: 6 },
            // Whoever is connected notices that its address leaves the Service before it ends.
            lifecycle: { preStop: { exec: { command: ['sleep', '5'] } } },
            resources,
          },
        ],
        volumes: [
          ...mounted.volumes,
          { name: 'data', emptyDir: { sizeLimit: '1Gi' } },
          { name: 'tmp', emptyDir: { sizeLimit: '1Gi' } },
        ],
      },
      mounted.annotations,
    )
    return {
      releases: [],
      objects: [
        ...mounted.objects,
        serviceObject(context, 'hive-metastore', 'server', [{ name: 'thrift', port }]),
        deployment(context, 'server', template),
        ...podMonitor(context, 'server', { port: 'metrics' }),
      ],
    }
  },
})

function variables(env: Readonly<Record<string, string>>) {
  return Object.entries(env).map(([name, value]) => ({ name, value }))
}
