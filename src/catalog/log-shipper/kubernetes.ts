// The log shipper on Kubernetes: Fluent Bit as a DaemonSet of our own.

import { hostPaths } from '../../model/artifacts.ts'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import { authorityCertificate } from '../../model/secrets.ts'
import { logShipper } from '../conventions.ts'
import { defineKubernetes, type KubernetesContext } from '../kubernetes-context.ts'
import { podMonitor } from '../kubernetes-metrics.ts'
import { fileVolumes, restrictedContainer } from '../kubernetes-objects.ts'
import { type LogStore, pipelineYaml, variables } from './config.ts'
import { fluentBitVersion } from './kubernetes-plan.ts'
import type { LogShipperOptions } from './options.ts'

const image = `docker.io/fluent/fluent-bit:${fluentBitVersion}`

/** Offsets and waiting lines, on the node: they outlive the pod. */
const stateDirectory = `${hostPaths.data}/log-shipper-agent`
const configFile = '/etc/opt/hanok/log-shipper-agent/fluent-bit.yaml'

/** Where the certificate of the platform's own authority stands. */
const authorityFolder = '/etc/opt/hanok/authority'

type Context = KubernetesContext<LogShipperOptions>

/** How the log shipper is rendered for Kubernetes. */
export const kubernetes = defineKubernetes<LogShipperOptions>({
  names: () => ({ services: {} }),
  render: (context) => {
    const files = fileVolumes(context, 'agent', { files: [{ path: configFile, content: pipeline(context) }] })
    return {
      // It reads the logs and keeps its state in folders of the host, which `baseline` forbids whatever else a pod gives up.
      podSecurity: 'privileged',
      releases: [],
      objects: [
        ...files.objects,
        agents(context, files),
        ...podMonitor(context, 'agent', { port: 'http', path: '/api/v2/metrics/prometheus' }),
      ],
    }
  },
})

function pipeline(context: Context): string {
  const { bufferGiB, chunksUp } = context.sizeOf('agent').settings
  return pipelineYaml({
    platform: context.plan.name,
    namespace: context.namespace,
    store: storeOf(context),
    stateDirectory,
    bufferGiB: Number(bufferGiB),
    chunksUp: Number(chunksUp),
    metricsPort: context.endpoint('log-shipper', 'metrics').port,
  })
}

function storeOf(context: Context): LogStore {
  const kind = context.has('loki') ? 'loki' : 'opensearch'
  const [host = '', port] = context.addressOf(kind, 'http').split(':')
  const address = { host, port: Number(port) }
  return kind === 'loki'
    ? { kind, ...address }
    : { kind, ...address, authorityFile: `${authorityFolder}/ca.crt` }
}

/** What the container has of OpenSearch's account and of the authority; nothing where lines go to Loki. */
function account(context: Context) {
  if (context.has('loki')) return { container: {}, mounts: [], volumes: [] }
  const name = context.secretObject('opensearch-account', {
    [variables.password]: context.secret(logShipper.secret),
  })
  const secretName = context.secretObject('authority', { 'ca.crt': context.secret(authorityCertificate) })
  return {
    container: { envFrom: [{ secretRef: { name } }] },
    mounts: [{ name: 'authority', mountPath: authorityFolder, readOnly: true }],
    volumes: [{ name: 'authority', secret: { secretName, defaultMode: 0o440 } }],
  }
}

function agents(context: Context, files: ReturnType<typeof fileVolumes>): KubernetesObject {
  const { affinity, tolerations, priorityClassName, labels, resources } = context.pod('agent')
  const store = account(context)
  const health = { httpGet: { path: '/', port: 'http' }, timeoutSeconds: 5 }
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'agent', namespace: context.namespace, labels: context.labels('agent') },
    spec: {
      selector: { matchLabels: labels },
      // The old one must have let go of its offsets before a new one comes.
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: '10%' } },
      template: {
        metadata: { labels, annotations: files.annotations },
        spec: {
          affinity: { nodeAffinity: affinity.nodeAffinity },
          tolerations,
          priorityClassName,
          automountServiceAccountToken: false,
          terminationGracePeriodSeconds: 30,
          securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
          containers: [
            {
              name: 'fluent-bit',
              image: context.image(image),
              imagePullPolicy: 'IfNotPresent',
              args: [`--config=${configFile}`],
              env: [{ name: variables.node, valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
              ...store.container,
              ports: [{ name: 'http', containerPort: context.endpoint('log-shipper', 'metrics').port }],
              // The files belong to root, and runtimes let nobody else read them. Root without a single capability is no more than their owner.
              securityContext: { ...restrictedContainer, runAsUser: 0, runAsGroup: 0 },
              // Its own health page would call it sick while the store is away.
              startupProbe: { ...health, periodSeconds: 2, failureThreshold: 30 },
              readinessProbe: { ...health, periodSeconds: 10, failureThreshold: 3 },
              livenessProbe: { ...health, periodSeconds: 20, failureThreshold: 6 },
              resources,
              volumeMounts: [
                ...files.mounts,
                ...store.mounts,
                { name: 'logs', mountPath: '/var/log', readOnly: true },
                { name: 'state', mountPath: stateDirectory },
              ],
            },
          ],
          volumes: [
            ...files.volumes,
            ...store.volumes,
            { name: 'logs', hostPath: { path: '/var/log', type: 'Directory' } },
            { name: 'state', hostPath: { path: stateDirectory, type: 'DirectoryOrCreate' } },
          ],
        },
      },
    },
  }
}
