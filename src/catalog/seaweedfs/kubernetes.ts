// SeaweedFS on Kubernetes: values for upstream's chart. Several of its keys take YAML as text, since the chart fills templates in it.

import { type ChartPin, type KubernetesObject, rackLabel } from '../../model/kubernetes.ts'
import type { JsonObject, PlanInstance } from '../../model/plan.ts'
import { writeYaml } from '../../model/yaml-text.ts'
import { defineKubernetes, type KubernetesContext } from '../kubernetes-context.ts'
import { podMonitor } from '../kubernetes-metrics.ts'
import { serviceObject } from '../kubernetes-objects.ts'
import { timings } from './config.ts'
import { kubernetesSeaweedfsVersion, metricsPort } from './kubernetes-plan.ts'
import type { SeaweedfsOptions } from './options.ts'
import { seaweedfsSoftware } from './software.ts'

const chart: ChartPin = {
  name: 'seaweedfs',
  version: '4.44.0',
  appVersion: kubernetesSeaweedfsVersion,
  repository: 'https://seaweedfs.github.io/seaweedfs/helm',
  unlisted: {
    's3.affinity': 'templates/s3/s3-deployment.yaml',
    's3.topologySpreadConstraints': 'templates/s3/s3-deployment.yaml',
    podLabels: 'templates/master/master-statefulset.yaml',
  },
}

type Context = KubernetesContext<SeaweedfsOptions>

/** The account of the image; the chart runs as root unless told otherwise. */
const uid = 1_000

/** How SeaweedFS is rendered for Kubernetes. Names: the chart's templates, `seaweedfs.componentName`. */
export const kubernetes = defineKubernetes<SeaweedfsOptions>({
  names: () => ({
    services: {
      master: 'seaweedfs-master',
      filer: 'seaweedfs-filer-client',
      gateway: 'seaweedfs-s3',
      s3: 'seaweedfs-s3',
    },
    pools: { gateway: 's3-pods' },
    pods: {
      master: { set: 'seaweedfs-master', headless: 'seaweedfs-master' },
      filer: { set: 'seaweedfs-filer', headless: 'seaweedfs-filer' },
    },
  }),
  render: (context) => {
    const script = filesOf(context, 'filer', '/buckets.sh')
    return {
      releases: [{ chart, name: 'seaweedfs', values: values(context) }],
      objects: [
        serviceObject(context, 's3-pods', 's3', [{ name: 's3', port: 8_333 }], 'headless'),
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'buckets', namespace: context.namespace, labels: context.labels('filer') },
          data: { 'buckets.sh': script },
        },
        ...monitors(context),
      ],
    }
  },
})

/** With the chart's own monitors off no container declares the port of its metrics: it is reached through one that each has. */
function monitors(context: Context): readonly KubernetesObject[] {
  const declared = { master: 'master', volume: 'volume', filer: 'filer', s3: 'gateway' } as const
  return Object.entries(declared).flatMap(([role, endpoint]) =>
    podMonitor(context, role, {
      portNumber: context.endpoint('seaweedfs', endpoint).port,
      asksPort: metricsPort,
    }),
  )
}

function values(context: Context): JsonObject {
  const { registry, repository, tag } = context.imageParts(
    `docker.io/chrislusf/seaweedfs:${chart.appVersion}`,
  )
  return {
    fullnameOverride: 'seaweedfs',
    global: {
      imageRegistry: registry,
      seaweedfs: {
        image: { name: repository },
        // Without the clean-up of upgrades of old releases it needs nothing of the cluster's API.
        createClusterRole: false,
        automountServiceAccountToken: false,
        // Its monitors name nothing as hosts do, and its Services are two for some roles: monitors of pods are ours.
        monitoring: { enabled: false },
      },
    },
    image: { tag },
    master: masterValues(context),
    // One set for each rack below: a volume server must know its rack, and a set has one.
    volume: { enabled: false, resizeHook: { enabled: false } },
    volumes: volumeSets(context),
    filer: filerValues(context),
    s3: s3Values(context),
  }
}

/** What all roles take alike. The chart wants these as text. */
function pod(context: Context, role: string): JsonObject {
  const { affinity, tolerations, topologySpreadConstraints, priorityClassName, labels, resources } =
    context.pod(role)
  return {
    podLabels: labels,
    affinity: writeYaml(affinity),
    tolerations: writeYaml(tolerations),
    topologySpreadConstraints:
      topologySpreadConstraints.length === 0 ? '' : writeYaml(topologySpreadConstraints),
    priorityClassName,
    resources,
    metricsPort,
    podSecurityContext: {
      enabled: true,
      runAsNonRoot: true,
      runAsUser: uid,
      runAsGroup: uid,
      fsGroup: uid,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containerSecurityContext: {
      enabled: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    },
  }
}

/** Logs go to where Kubernetes looks for them. Volume servers do so by themselves: any `logs` of theirs mounts a volume of that name. */
const logsToStandardError = { logs: { type: '' } } as const

const soon = { periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3, initialDelaySeconds: 5 }
const late = { periodSeconds: 15, timeoutSeconds: 10, failureThreshold: 8, initialDelaySeconds: 20 }

function masterValues(context: Context): JsonObject {
  const { electionTimeoutMs, heartbeatIntervalMs } = timings[context.profile]
  const { settings, diskGiB } = context.sizeOf('master')
  const replicas = context.instancesOf('master').length
  return {
    ...pod(context, 'master'),
    ...logsToStandardError,
    replicas,
    raftHashicorp: replicas > 1,
    raftBootstrap: false,
    electionTimeout: `${electionTimeoutMs}ms`,
    heartbeatInterval: `${heartbeatIntervalMs}ms`,
    defaultReplication: replication(context),
    volumeSizeLimitMB: settings.volumeSizeMiB,
    config: filesOf(context, 'master', '/master.toml'),
    data: persistent(context, 'master', diskGiB),
    extraArgs: ['-telemetry=false'],
    readinessProbe: { ...soon, successThreshold: 1 },
    livenessProbe: late,
  }
}

function persistent(context: Context, role: string, diskGiB: number): JsonObject {
  return { type: 'persistentVolumeClaim', storageClass: context.storageClass(role), size: `${diskGiB}Gi` }
}

function replication(context: Context): string {
  const several = context.instancesOf('volume').length > 1
  return context.options.replication ?? (several ? '010' : '000')
}

function volumeSets(context: Context): JsonObject {
  const { settings, diskGiB } = context.sizeOf('volume')
  const racks = new Map<string, PlanInstance[]>()
  for (const instance of context.instancesOf('volume')) {
    const rack = rackOf(context, instance)
    racks.set(rack, [...(racks.get(rack) ?? []), instance])
  }
  const several = racks.size > 1
  const common = pod(context, 'volume')
  return Object.fromEntries(
    [...racks].sort().map(([rack, instances]): [string, JsonObject] => [
      rack,
      {
        ...common,
        ...(several ? { affinity: writeYaml(inRack(context, rack)), topologySpreadConstraints: '' } : {}),
        replicas: instances.length,
        rack,
        dataCenter: 'dc1',
        dataDirs: [
          { name: 'data', ...persistent(context, 'volume', diskGiB), maxVolumes: settings.maxVolumes ?? 0 },
        ],
        minFreeSpacePercent: Number(settings.minFreeSpace ?? 1),
        readinessProbe: soon,
        livenessProbe: late,
      },
    ]),
  )
}

function rackOf({ plan }: Context, { host }: PlanInstance): string {
  const domain = plan.failureDomains.find(({ kind, members }) => kind === 'rack' && members.includes(host))
  return domain?.id.slice('rack/'.length) ?? 'r1'
}

/** The placement of the role, in one rack only. */
function inRack(context: Context, rack: string): JsonObject {
  const { affinity } = context.pod('volume')
  const required = { key: rackLabel, operator: 'In', values: [rack] }
  const [term] = affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms
  return {
    ...affinity,
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [...(term?.matchExpressions ?? []), required] }],
      },
    },
  }
}

function filerValues(context: Context): JsonObject {
  const secretName = context.secretObject('filer-config', {
    'filer.toml': filesOf(context, 'filer', '/filer.toml'),
  })
  return {
    ...pod(context, 'filer'),
    ...logsToStandardError,
    replicas: context.instancesOf('filer').length,
    defaultReplicaPlacement: replication(context),
    // Names are in Postgres; what a filer keeps itself it may lose.
    data: { type: 'emptyDir' },
    extraEnvironmentVars: { WEED_LEVELDB2_ENABLED: 'false', WEED_MYSQL_ENABLED: 'false' },
    extraVolumes: writeYaml([{ name: 'filer-config', secret: { secretName } }]),
    extraVolumeMounts: writeYaml([
      { name: 'filer-config', mountPath: '/etc/seaweedfs/filer.toml', subPath: 'filer.toml', readOnly: true },
    ]),
    extraArgs: ['-exposeDirectoryData=false'],
    readinessProbe: { ...soon, httpGet: { path: '/healthz' } },
    livenessProbe: { ...late, httpGet: { path: '/healthz' } },
  }
}

function s3Values(context: Context): JsonObject {
  const { cacheMiB } = context.sizeOf('s3').settings
  const existingConfigSecret = context.secretObject('s3-identities', {
    seaweedfs_s3_config: filesOf(context, 's3', '/s3.json'),
  })
  const { resources, affinity, topologySpreadConstraints, labels } = context.pod('s3')
  const mounts = [{ name: 'buckets', mountPath: '/buckets.sh', subPath: 'buckets.sh', readOnly: true }]
  return {
    ...pod(context, 's3'),
    ...logsToStandardError,
    // The chart's Deployment starts a new pod before an old one goes, and has no value for another way: anti-affinity would hold the new one
    // back for ever where each node has one. Spread, those of one version are never together either.
    affinity: writeYaml({ nodeAffinity: affinity.nodeAffinity }),
    topologySpreadConstraints: writeYaml([
      ...topologySpreadConstraints,
      {
        maxSkew: 1,
        topologyKey: 'kubernetes.io/hostname',
        whenUnsatisfiable: 'DoNotSchedule',
        labelSelector: { matchLabels: labels },
        matchLabelKeys: ['pod-template-hash'],
      },
    ]),
    enabled: true,
    replicas: context.instancesOf('s3').length,
    enableAuth: true,
    existingConfigSecret,
    extraArgs: [`-cacheCapacityMB=${cacheMiB}`, `-readerCacheSizeMB=${cacheMiB}`],
    // The buckets are there before the first gateway is.
    initContainers: writeYaml([
      {
        name: 'buckets',
        image: context.image(`docker.io/chrislusf/seaweedfs:${chart.appVersion}`),
        command: ['/bin/sh', '/buckets.sh'],
        volumeMounts: mounts,
        resources,
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ]),
    extraVolumes: writeYaml([{ name: 'buckets', configMap: { name: 'buckets' } }]),
    readinessProbe: { ...soon, httpGet: { path: '/healthz' } },
    livenessProbe: { ...late, httpGet: { path: '/healthz' } },
  }
}

function filesOf(context: Context, role: string, end: string): string {
  const software = { [seaweedfsSoftware.id]: '/usr/bin' }
  const { files } = context.configured(role, { software })
  return files.find(({ path }) => path.endsWith(end))?.content ?? ''
}
