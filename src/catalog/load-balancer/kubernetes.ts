// The balancer on Kubernetes: HAProxy by its chart and Keepalived by manifests of our own, both in the network of the edge hosts, since
// the virtual IPs stand there.

import type { ChartPin, KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject, PlanEndpoint } from '../../model/plan.ts'
import { defineKubernetes, type KubernetesContext } from '../kubernetes-context.ts'
import { podMonitor } from '../kubernetes-metrics.ts'
import { haproxyText } from './haproxy-config.ts'
import { keepalivedImage } from './keepalived-image.ts'
import type { LoadBalancerOptions } from './options.ts'

const chart: ChartPin = {
  name: 'haproxy',
  version: '1.29.0',
  appVersion: '3.3.10',
  repository: 'https://haproxytech.github.io/helm-charts',
  unlisted: { 'containerPorts.*': 'templates/daemonset.yaml' },
}

type Context = KubernetesContext<LoadBalancerOptions>

/** How the balancer is rendered for Kubernetes. */
export const kubernetes = defineKubernetes<LoadBalancerOptions>({
  names: () => ({ services: { health: 'haproxy' } }),
  render: (context) => {
    if (context.instancesOf('haproxy').length === 0) {
      return { podSecurity: 'privileged', releases: [], objects: [] }
    }
    return {
      // Both are in the network of their host.
      podSecurity: 'privileged',
      hostNetworkRoles: ['load-balancer/haproxy', 'load-balancer/keepalived'],
      releases: [{ chart, name: 'haproxy', values: values(context) }],
      objects: [
        keepalivedFiles(context),
        keepalived(context),
        ...podMonitor(context, 'haproxy', { port: 'health' }),
      ],
    }
  },
})

function values(context: Context): JsonObject {
  const { affinity, tolerations, priorityClassName, labels, resources } = context.pod('haproxy')
  const { port } = context.endpoint('load-balancer', 'health')
  const image = context.image(`docker.io/haproxytech/haproxy-alpine:${chart.appVersion}`)
  const health = { httpGet: { path: '/healthz', port }, timeoutSeconds: 2 }
  return {
    fullnameOverride: 'haproxy',
    image: { repository: image.slice(0, image.lastIndexOf(':')), tag: chart.appVersion },
    kind: 'DaemonSet',
    daemonset: { useHostNetwork: true },
    dnsPolicy: 'ClusterFirstWithHostNet',
    containerPorts: { http: null, https: null, stat: null, health: port },
    config: config(context),
    podLabels: labels,
    affinity: { nodeAffinity: affinity.nodeAffinity },
    tolerations,
    priorityClassName,
    resources,
    // Root without any privilege but low ports: on the host's network no kernel setting may open these to others.
    securityContext: {
      runAsUser: 0,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE', 'SETUID', 'SETGID'] },
    },
    startupProbe: { ...health, periodSeconds: 2, failureThreshold: 30 },
    readinessProbe: { ...health, periodSeconds: 2, failureThreshold: 2 },
    livenessProbe: { ...health, periodSeconds: 10, failureThreshold: 3 },
    terminationGracePeriodSeconds: 15,
    serviceMonitor: { enabled: false },
  }
}

/** The very configuration of a host, with Services in place of addresses. */
function config(context: Context): string {
  const peers = context.instancesOf('haproxy').map(({ host }) => {
    const found = context.plan.hosts.find(({ id }) => id === host)
    const address = found?.networks.find(({ id }) => id === 'data')?.address ?? ''
    // With the host's network the name of the machine is that of the node.
    return { name: host.slice('host/'.length), address }
  })
  return haproxyText(context.plan, context.options, context.sizeOf('haproxy'), {
    peers,
    healthAddress: '0.0.0.0',
    adminSocket: '/tmp/admin.sock',
    // Only one edge holds the address, and the other must be able to bind it before it does (IP_FREEBIND).
    bindOptions: ' transparent',
    resolver: {
      section: ['resolvers cluster', '  parse-resolv-conf', '  hold valid 5s', ''],
      serverOptions: 'resolvers cluster init-addr last,libc,none',
    },
    serversOf: (endpoint) => servers(context, endpoint),
  })
}

function servers(context: Context, endpoint: PlanEndpoint) {
  // The API servers are no pods.
  if (endpoint.service === 'kubernetes') {
    return endpoint.addresses.map(({ instance, address }) => ({
      name: instance.replaceAll('/', '-'),
      address,
    }))
  }
  const name = endpoint.id.slice(`endpoint/${endpoint.service}/`.length)
  return context.backendsOf(endpoint.service, name).map(({ host, pods }, index) => ({
    name: `${endpoint.service}-${endpoint.role}${pods === undefined ? `-${index + 1}` : ''}`,
    address: host,
    ...(pods === undefined ? {} : { pods }),
  }))
}

interface EdgeFile {
  readonly key: string
  readonly path: string
  readonly content: string
}

/** Each edge has a file of its own: it names its own addresses, and the other's. */
function edgeFiles(context: Context): readonly EdgeFile[] {
  return context.instancesOf('keepalived').flatMap(({ host }, instance) => {
    const node = host.slice('host/'.length)
    const configDirectory = `/etc/hanok/${node}`
    const { files } = context.configured('keepalived', { hostNetwork: true, instance, configDirectory })
    return files.map(({ path, content }) => {
      const name = path.slice(configDirectory.length + 1)
      return { key: `${node}.${name}`, path: `${node}/${name}`, content }
    })
  })
}

function keepalivedFiles(context: Context): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'keepalived', namespace: context.namespace, labels: context.labels('keepalived') },
    data: Object.fromEntries(edgeFiles(context).map(({ key, content }) => [key, content])),
  }
}

function keepalived(context: Context): KubernetesObject {
  const { affinity, tolerations, priorityClassName, labels, resources } = context.pod('keepalived')
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'keepalived', namespace: context.namespace, labels: context.labels('keepalived') },
    spec: {
      selector: { matchLabels: labels },
      // One edge at a time, or the addresses would be nowhere.
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
      template: {
        metadata: { labels },
        spec: {
          hostNetwork: true,
          dnsPolicy: 'ClusterFirstWithHostNet',
          automountServiceAccountToken: false,
          affinity: { nodeAffinity: affinity.nodeAffinity },
          tolerations,
          priorityClassName,
          terminationGracePeriodSeconds: 10,
          containers: [
            {
              name: 'keepalived',
              image: context.builtImage(keepalivedImage),
              imagePullPolicy: 'IfNotPresent',
              env: [{ name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } }],
              command: [
                '/usr/sbin/keepalived',
                '--dont-fork',
                '--log-console',
                '--use-file=/etc/hanok/$(NODE_NAME)/keepalived.conf',
                '--pid=/run/keepalived.pid',
                '--vrrp_pid=/run/vrrp.pid',
                '--checkers_pid=/run/checkers.pid',
              ],
              // It sets addresses, speaks VRRP, and drops to another user for its check.
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: {
                  drop: ['ALL'],
                  add: ['NET_ADMIN', 'NET_RAW', 'NET_BROADCAST', 'SETGID', 'SETUID', 'KILL'],
                },
              },
              readinessProbe: { exec: { command: ['pidof', 'keepalived'] }, periodSeconds: 5 },
              livenessProbe: { exec: { command: ['pidof', 'keepalived'] }, periodSeconds: 10 },
              resources,
              volumeMounts: [
                { name: 'config', mountPath: '/etc/hanok', readOnly: true },
                { name: 'run', mountPath: '/run' },
              ],
            },
          ],
          volumes: [
            { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
            {
              name: 'config',
              configMap: {
                name: 'keepalived',
                defaultMode: 0o555,
                items: edgeFiles(context).map(({ key, path }) => ({ key, path })),
              },
            },
          ],
        },
      },
    },
  }
}
