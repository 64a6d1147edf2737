// OpenSearch on Kubernetes: upstream's chart twice, for managers and for data nodes, and the chart of Dashboards.

import { createHash } from 'node:crypto'
import type { ChartPin } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import { authorityCertificate, certificateKeyOf, certificateOf } from '../../model/secrets.ts'
import { writeYaml } from '../../model/yaml-text.ts'
import { logShipper } from '../conventions.ts'
import { defineKubernetes, type KubernetesContext } from '../kubernetes-context.ts'
import { oneAtATime, restrictedContainer, withoutCpuLimit } from '../kubernetes-objects.ts'
import { indexTemplate, keepsLogs, requestsScript, retentionPolicy } from './log-indices.ts'
import type { OpensearchOptions } from './options.ts'
import { fromEnvironment, knowsRacks, ownRack, rackMap, zoneSettings, zoneVariable } from './racks.ts'
import {
  adminSubject,
  certificateFiles,
  certificatesFolder,
  securityFiles,
  securitySettings,
  users,
} from './security.ts'

const repository = 'https://opensearch-project.github.io/helm-charts'
const appVersion = '3.6.0'
const chart: ChartPin = { name: 'opensearch', version: '3.6.0', appVersion, repository }
const dashboardsChart: ChartPin = { name: 'opensearch-dashboards', version: '3.6.0', appVersion, repository }

type Context = KubernetesContext<OpensearchOptions>

const clusterName = 'opensearch'
const configFolder = '/usr/share/opensearch/config'
const dashboardsConfigFolder = '/usr/share/opensearch-dashboards/config'

/** How OpenSearch is rendered for Kubernetes. Names: the chart's `opensearch.uname`. */
export const kubernetes = defineKubernetes<OpensearchOptions>({
  names: () => ({
    services: {
      manager: `${clusterName}-manager`,
      transport: `${clusterName}-data`,
      http: `${clusterName}-data`,
      dashboards: 'dashboards',
    },
  }),
  render: (context) => {
    const { secret } = context
    context.secretObject('certificates', certificateFiles(context.hostOf('opensearch', 'http'), secret))
    context.secretObject('security', securityFiles(secret, 'kubernetes'))
    // For people: no pod has it. It loads the security plugin's files anew.
    context.secretObject('admin', {
      username: 'admin',
      password: secret(users.admin),
      'ca.crt': secret(authorityCertificate),
      'tls.crt': secret(certificateOf(adminSubject)),
      'tls.key': secret(certificateKeyOf(adminSubject)),
    })
    return {
      releases: [
        { chart, name: 'manager', values: nodeValues(context, 'manager', ['master']) },
        { chart, name: 'data', values: nodeValues(context, 'data', ['data', 'ingest']) },
        ...(context.instancesOf('dashboards').length > 0
          ? [{ chart: dashboardsChart, name: 'dashboards', values: dashboardsValues(context) }]
          : []),
      ],
      objects: knowsRacks(context) ? [rackMap(context)] : [],
    }
  },
})

function nodeValues(context: Context, role: 'manager' | 'data', roles: readonly string[]): JsonObject {
  const { affinity, tolerations, topologySpreadConstraints, priorityClassName, labels, resources } =
    context.pod(role)
  const { diskGiB, settings } = context.sizeOf(role)
  const {
    registry,
    repository: path,
    tag,
  } = context.imageParts(`docker.io/opensearchproject/opensearch:${appVersion}`)
  const port = 9_200
  return {
    clusterName,
    nodeGroup: role,
    masterService: `${clusterName}-manager`,
    // `master` is what the chart looks for; it writes `cluster_manager`.
    roles,
    replicas: context.instancesOf(role).length,
    global: { dockerRegistry: registry },
    image: { repository: path, tag },
    opensearchJavaOpts: `-Xms${settings.heapMiB}m -Xmx${settings.heapMiB}m`,
    config: { 'opensearch.yml': openSearchYml(context) },
    // Its demo certificates and users are known to everyone.
    extraEnvs: [{ name: 'DISABLE_INSTALL_DEMO_CONFIG', value: 'true' }],
    secretMounts: [
      {
        name: 'certificates',
        secretName: 'certificates',
        path: `${configFolder}/${certificatesFolder}`,
        defaultMode: 0o440,
      },
    ],
    securityConfig: {
      path: `${configFolder}/opensearch-security`,
      config: { securityConfigSecret: 'security' },
    },
    ...(knowsRacks(context) ? ownRack(`${registry}/${path}:${tag}`) : {}),
    labels,
    // The chart's own rule keeps pods of one release apart; nothing else may stand in for it.
    antiAffinity: context.instancesOf(role).length > 1 ? 'hard' : '',
    nodeAffinity: affinity.nodeAffinity,
    tolerations,
    topologySpreadConstraints,
    priorityClassName,
    resources,
    // The platform's own budget: see docs/adr/0013.
    maxUnavailable: null,
    persistence: {
      enabled: true,
      // It would run as root; the pod's group owns the volume already.
      enableInitChown: false,
      storageClass: context.storageClass(role),
      size: `${diskGiB}Gi`,
    },
    podSecurityContext: { fsGroup: 1_000, runAsUser: 1_000, seccompProfile: { type: 'RuntimeDefault' } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      runAsNonRoot: true,
      runAsUser: 1_000,
    },
    startupProbe: { tcpSocket: { port }, periodSeconds: 10, timeoutSeconds: 3, failureThreshold: 30 },
    readinessProbe: { tcpSocket: { port }, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
    livenessProbe: { tcpSocket: { port }, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 10 },
    singleNode: false,
  }
}

function openSearchYml(context: Context): string {
  return writeYaml({
    'cluster.name': clusterName,
    'network.host': '0.0.0.0',
    ...(knowsRacks(context) ? zoneSettings(zoneVariable) : {}),
    ...securitySettings(context.plan.name, 'kubernetes'),
  })
}

function dashboardsValues(context: Context): JsonObject {
  const { affinity, tolerations, topologySpreadConstraints, priorityClassName, labels, resources } =
    context.pod('dashboards')
  const image = context.image(`docker.io/opensearchproject/opensearch-dashboards:${appVersion}`)
  const { port } = context.endpoint('opensearch', 'dashboards')
  const account = context.secretObject('dashboards', {
    username: 'kibanaserver',
    password: context.secret(users.kibanaserver),
    cookie: context.secret('opensearch/dashboards-cookie'),
  })
  context.secretObject('authority', { 'ca.crt': context.secret(authorityCertificate) })
  return {
    fullnameOverride: 'dashboards',
    opensearchHosts: `https://${context.addressOf('opensearch', 'http')}`,
    replicaCount: context.instancesOf('dashboards').length,
    image: { repository: image.slice(0, image.lastIndexOf(':')), tag: appVersion },
    config: { 'opensearch_dashboards.yml': dashboardsYml(context) },
    opensearchAccount: { secret: account },
    secretMounts: [
      { name: 'authority', secretName: 'authority', path: `${dashboardsConfigFolder}/${certificatesFolder}` },
    ],
    ...logRules(context),
    updateStrategy: oneAtATime,
    service: { port },
    rbac: { create: false },
    serviceAccount: { create: true, automountServiceAccountToken: false },
    labels,
    affinity,
    tolerations,
    topologySpreadConstraints,
    priorityClassName,
    resources: withoutCpuLimit(resources),
    podSecurityContext: { fsGroup: 1_000, seccompProfile: { type: 'RuntimeDefault' } },
    // Its status page wants a password: the chart's own probes open a connection.
    startupProbe: { tcpSocket: { port }, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 20 },
    readinessProbe: { tcpSocket: { port }, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 },
    livenessProbe: { tcpSocket: { port }, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 10 },
  }
}

/** Beside what the chart sets by its environment. Names in braces are filled from there. */
function dashboardsYml(context: Context): string {
  return writeYaml({
    'server.name': 'dashboards',
    'server.host': '0.0.0.0',
    'server.port': context.endpoint('opensearch', 'dashboards').port,
    'opensearch.hosts': [`https://${context.addressOf('opensearch', 'http')}`],
    'opensearch.username': fromEnvironment('OPENSEARCH_USERNAME'),
    'opensearch.password': fromEnvironment('OPENSEARCH_PASSWORD'),
    'opensearch.ssl.verificationMode': 'full',
    'opensearch.ssl.certificateAuthorities': [`${dashboardsConfigFolder}/${certificatesFolder}/ca.crt`],
    'opensearch.requestHeadersAllowlist': ['authorization', 'securitytenant'],
    'opensearch_security.multitenancy.enabled': true,
    'opensearch_security.multitenancy.tenants.preferred': ['Private', 'Global'],
    'opensearch_security.readonly_mode.roles': ['kibana_read_only'],
    // People come through the ingress, by TLS only. The password is the same on all of them, so that any may answer.
    'opensearch_security.cookie.secure': true,
    'opensearch_security.cookie.password': fromEnvironment('COOKIE_PASS'),
  })
}

/** Where the requests stand in the pod that makes them. */
const rulesFolder = '/etc/hanok/log-rules'

/**
 * Fields and retention of logs are known before Dashboards are there: an init container, since each roll-out of changed rules makes them
 * again, and Dashboards have the way to OpenSearch anyway. It logs in as who writes the logs. Nothing where they go elsewhere.
 */
function logRules(context: Context): JsonObject {
  if (!keepsLogs(context.plan)) return {}
  const [template, policy] = [indexTemplate(context.plan), retentionPolicy(context.plan)]
  const url = `https://${context.addressOf('opensearch', 'http')}`
  const files = {
    'make.sh': requestsScript(url, rulesFolder, template, policy),
    [template.file]: `${JSON.stringify(template.body, null, 2)}\n`,
    [policy.file]: `${JSON.stringify(policy.body, null, 2)}\n`,
  }
  const account = context.secretObject('log-shipper', {
    OPENSEARCH_USERNAME: logShipper.user,
    OPENSEARCH_PASSWORD: context.secret(logShipper.secret),
  })
  const rules = context.secretObject('log-rules', {
    ...files,
    'ca.crt': context.secret(authorityCertificate),
  })
  return {
    // With their hash, so that changed rules roll the pods out: a Secret that changes does not.
    podAnnotations: {
      'hanok.dev/log-rules-sha256': createHash('sha256')
        .update(JSON.stringify(files))
        .digest('hex')
        .slice(0, 16),
    },
    extraInitContainers: [
      {
        name: 'log-rules',
        image: context.image(`docker.io/opensearchproject/opensearch:${appVersion}`),
        command: ['/bin/sh', `${rulesFolder}/make.sh`],
        envFrom: [{ secretRef: { name: account } }],
        securityContext: { ...restrictedContainer, runAsNonRoot: true, runAsUser: 1_000 },
        resources: context.pod('dashboards').resources,
        volumeMounts: [{ name: 'log-rules', mountPath: rulesFolder, readOnly: true }],
      },
    ],
    extraVolumes: [{ name: 'log-rules', secret: { secretName: rules, defaultMode: 0o440 } }],
  }
}
