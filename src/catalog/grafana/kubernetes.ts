// Grafana on Kubernetes: values for the community's chart; what it remembers is in the platform's Postgres.

import type { ChartPin, KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import { databaseOf } from '../conventions.ts'
import { defineKubernetes, type KubernetesContext } from '../kubernetes-context.ts'
import { podMonitor } from '../kubernetes-metrics.ts'
import { oneAtATime } from '../kubernetes-objects.ts'
import type { GrafanaOptions } from './options.ts'
import { dashboardFiles, dashboardProviders, dataSources, provider } from './provisioning.ts'

const chart: ChartPin = {
  name: 'grafana',
  version: '12.11.1',
  appVersion: '13.2.0',
  repository: 'https://grafana-community.github.io/helm-charts',
  unlisted: {
    'grafana.ini.database': 'templates/configmap.yaml',
    'grafana.ini.security': 'templates/configmap.yaml',
    'grafana.ini.unified_alerting': 'templates/configmap.yaml',
    'grafana.ini.server.root_url': 'templates/configmap.yaml',
  },
}

/** How Grafana is rendered for Kubernetes. */
export const kubernetes = defineKubernetes<GrafanaOptions>({
  names: () => ({ services: { web: 'grafana', gossip: 'grafana-headless' } }),
  render: (context) => ({
    releases: [{ chart, name: 'grafana', values: values(context) }],
    objects: [...dashboards(context), ...podMonitor(context, 'server', { port: 'grafana' })],
  }),
})

function values(context: KubernetesContext<GrafanaOptions>): JsonObject {
  const { affinity, tolerations, topologySpreadConstraints, priorityClassName, labels, resources } =
    context.pod('server')
  const { registry, repository, tag } = context.imageParts(`docker.io/grafana/grafana:${chart.appVersion}`)
  const { user, database, secret } = databaseOf('grafana')
  const { port } = context.endpoint('grafana', 'web')
  const health = { httpGet: { path: '/api/health', port: 'grafana' }, timeoutSeconds: 5 }
  const replicas = context.instancesOf('server').length
  const at = (service: string, endpoint: string) =>
    context.has(service) ? [context.addressOf(service, endpoint)] : []
  const sources = dataSources(context, { prometheus: at('prometheus', 'web'), loki: at('loki', 'http') })
  return {
    fullnameOverride: 'grafana',
    replicas,
    headlessService: replicas > 1,
    image: { registry, repository, tag },
    testFramework: { enabled: false },
    initChownData: { enabled: false },
    rbac: { create: false },
    automountServiceAccountToken: false,
    podLabels: labels,
    deploymentStrategy: oneAtATime,
    service: { port },
    admin: {
      existingSecret: context.secretObject('grafana-admin', {
        'admin-user': 'admin',
        'admin-password': context.secret('grafana/admin'),
      }),
    },
    envFromSecret: context.secretObject('grafana-database', {
      GF_DATABASE_PASSWORD: context.secret(secret),
      GF_SECURITY_SECRET_KEY: context.secret('grafana/secret-key'),
    }),
    'grafana.ini': {
      analytics: { check_for_updates: false },
      database: { type: 'postgres', host: context.addressOf('postgres', 'primary'), name: database, user },
      security: { cookie_secure: true },
      // The alerting of several instances agrees through their headless Service.
      unified_alerting: {
        enabled: true,
        ha_peers: replicas > 1 ? `grafana-headless.${context.namespace}.svc:9094` : '',
      },
    },
    ...(sources.length === 0
      ? {}
      : { datasources: { 'datasources.yaml': { apiVersion: 1, datasources: sources } } }),
    ...(context.has('prometheus')
      ? {
          dashboardProviders: {
            'dashboardproviders.yaml': dashboardProviders(`/var/lib/grafana/dashboards/${provider}`),
          },
          dashboardsConfigMaps: { [provider]: 'dashboards' },
        }
      : {}),
    startupProbe: { ...health, periodSeconds: 5, failureThreshold: 36 },
    readinessProbe: { ...health, periodSeconds: 5, failureThreshold: 3 },
    livenessProbe: { ...health, periodSeconds: 10, failureThreshold: 10 },
    affinity,
    tolerations,
    topologySpreadConstraints,
    priorityClassName,
    resources,
  }
}

/** The platform's dashboards, each as one file. All of them stay far below the 1 MiB that one object may hold. */
function dashboards(context: KubernetesContext<GrafanaOptions>): readonly KubernetesObject[] {
  if (!context.has('prometheus')) return []
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'dashboards', namespace: context.namespace, labels: context.labels('server') },
      data: Object.fromEntries(dashboardFiles(context).map(({ name, content }) => [name, content])),
    },
  ]
}
