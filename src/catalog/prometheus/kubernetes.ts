// Prometheus on Kubernetes: values for the chart kube-prometheus-stack; Grafana comes by its own chart.

import { objectAt } from '../../model/json-at.ts'
import type { ChartPin, KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import { defineKubernetes, type KubernetesContext } from '../kubernetes-context.ts'
import { oneAtATime } from '../kubernetes-objects.ts'
import { chartMonitor, prometheusRules } from './kubernetes-rules.ts'
import type { PrometheusOptions } from './options.ts'

const chart: ChartPin = {
  name: 'kube-prometheus-stack',
  version: '88.5.3',
  appVersion: 'v0.93.1',
  repository: 'https://prometheus-community.github.io/helm-charts',
}

const images = {
  prometheus: 'quay.io/prometheus/prometheus:v3.14.0-distroless',
  alertmanager: 'quay.io/prometheus/alertmanager:v0.34.0',
  operator: 'quay.io/prometheus-operator/prometheus-operator:v0.93.1',
  reloader: 'quay.io/prometheus-operator/prometheus-config-reloader:v0.93.1',
  // The sub-charts' own defaults at the versions that this chart pins, named so that they are listed, and taken from the user's registry.
  stateMetrics: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0',
  nodeExporter: 'quay.io/prometheus/node-exporter:v1.12.1',
} as const

type Context = KubernetesContext<PrometheusOptions>

/** How Prometheus is rendered for Kubernetes. Names: the chart's templates, and the operator's `*-operated`. */
export const kubernetes = defineKubernetes<PrometheusOptions>({
  names: () => ({
    services: {
      web: 'prometheus-prometheus',
      alertmanager: 'prometheus-alertmanager',
      'alertmanager-peer': 'alertmanager-operated',
      'alertmanager-peer-udp': 'alertmanager-operated',
      operator: 'prometheus-operator',
      'state-metrics': 'prometheus-kube-state-metrics',
      'node-metrics': 'prometheus-prometheus-node-exporter',
    },
  }),
  render: (context) => ({
    // The node exporter is in the network of its host and reads its folders.
    podSecurity: 'privileged',
    releases: [{ chart, name: 'prometheus', values: values(context), bringsKinds: true }],
    objects: [clusterMetrics(context), ...prometheusRules(context)],
    // To see the traffic of its node it stands in that node's network, as its chart has it.
    hostNetworkRoles: ['prometheus/node-exporter'],
  }),
})

/**
 * The way to what the chart measures of the cluster itself, which no plan has as a service: every kubelet and its containers (10250),
 * and the cluster's names (9153). kube-prometheus-stack, values `kubelet` and `coreDns`.
 */
function clusterMetrics(context: Context): KubernetesObject {
  const nodes = context.plan.hosts.flatMap(({ networks }) =>
    networks.map(({ address }) => ({ ipBlock: { cidr: `${address}/32` } })),
  )
  const names = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
    podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
  }
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: 'cluster-metrics',
      namespace: context.namespace,
      labels: context.labels('server'),
    },
    spec: {
      podSelector: { matchLabels: context.pod('server').labels },
      policyTypes: ['Egress'],
      egress: [
        { to: nodes, ports: [{ protocol: 'TCP', port: 10_250 }] },
        { to: [names], ports: [{ protocol: 'TCP', port: 9_153 }] },
      ],
    },
  }
}

function values(context: Context): JsonObject {
  return {
    fullnameOverride: 'prometheus',
    grafana: { enabled: false },
    // What a managed control plane does not show would only raise alarms.
    kubeControllerManager: { enabled: false },
    kubeScheduler: { enabled: false },
    kubeEtcd: { enabled: false },
    kubeProxy: { enabled: false },
    prometheusOperator: {
      ...pod(context, 'operator'),
      strategy: oneAtATime,
      podLabels: context.pod('operator').labels,
      serviceMonitor: chartMonitor('operator'),
      image: parts(context, images.operator),
      prometheusConfigReloader: { image: parts(context, images.reloader) },
      // Its own platform's, where monitors stand beside what they measure: another platform on the cluster has an operator of its own.
      namespaces: { releaseNamespace: true, additional: measuredNamespaces(context) },
      // Without its webhooks a wrong rule is found by the operator, and no certificate of theirs can run out.
      admissionWebhooks: { enabled: false },
      tls: { enabled: false },
    },
    prometheus: {
      podDisruptionBudget: { enabled: false },
      serviceMonitor: chartMonitor('server', 'http-web'),
      prometheusSpec: {
        ...custom(context, 'server'),
        image: parts(context, images.prometheus),
        scrapeInterval: `${context.options.scrapeSeconds}s`,
        evaluationInterval: `${context.options.scrapeSeconds}s`,
        retention: `${context.options.retentionDays}d`,
        retentionSize: `${Math.floor(context.sizeOf('server').diskGiB * 0.85)}GB`,
        replicaExternalLabelName: 'replica',
        walCompression: true,
        // Monitors of every namespace of the platform, not of this release alone.
        serviceMonitorSelectorNilUsesHelmValues: false,
        podMonitorSelectorNilUsesHelmValues: false,
        ruleSelectorNilUsesHelmValues: false,
        probeSelectorNilUsesHelmValues: false,
        storageSpec: claim(context, 'server'),
      },
    },
    alertmanager: {
      podDisruptionBudget: { enabled: false },
      serviceMonitor: chartMonitor('alertmanager', 'http-web'),
      alertmanagerSpec: {
        ...custom(context, 'alertmanager'),
        image: parts(context, images.alertmanager),
        storage: claim(context, 'alertmanager'),
      },
    },
    'kube-state-metrics': {
      ...pod(context, 'state-metrics'),
      image: parts(context, images.stateMetrics),
      customLabels: context.pod('state-metrics').labels,
      prometheus: { monitor: chartMonitor('state-metrics') },
      // One, on one of few nodes: the old goes first.
      updateStrategy: 'Recreate',
      priorityClassName: context.pod('state-metrics').priorityClassName,
    },
    'prometheus-node-exporter': {
      image: { ...parts(context, images.nodeExporter), distroless: false },
      resources: context.pod('node-exporter').resources,
      podLabels: context.pod('node-exporter').labels,
      prometheus: { monitor: chartMonitor('node-exporter') },
      // On every node, whatever it is kept for.
      tolerations: [{ operator: 'Exists', effect: 'NoSchedule' }],
      priorityClassName: context.pod('node-exporter').priorityClassName,
    },
  }
}

function measuredNamespaces(context: Context): readonly string[] {
  return Object.keys(context.plan.services)
    .filter((service) => service !== 'prometheus' && service !== 'kubernetes')
    .map(context.namespaceOf)
    .sort()
}

function parts(context: Context, reference: string): JsonObject {
  const { registry, repository, tag } = context.imageParts(reference)
  return { registry, repository, tag }
}

function pod(context: Context, role: string): JsonObject {
  const { affinity, tolerations, resources } = context.pod(role)
  return { affinity, tolerations, resources }
}

/**
 * What the operator's reloader beside each server gets: 50 MiB is the operator's own default, which the chart's empty values replace by
 * nothing (prometheus-operator, `cmd/operator/main.go`, `--config-reloader-memory-limit`).
 */
const reloaderMiB = 50
const reloaderResources = {
  requests: { cpu: '10m', memory: `${reloaderMiB}Mi` },
  limits: { memory: `${reloaderMiB}Mi` },
}

/** The role's share without its reloader's, so that the pod as a whole has what was planned. */
function besideReloader(context: Context, role: string): JsonObject {
  const requests = objectAt(context.pod(role).resources, 'requests')
  const memory = `${context.sizeOf(role).memoryMiB - reloaderMiB}Mi`
  return { requests: { ...requests, memory }, limits: { memory } }
}

/** What the operator's own kinds take. */
function custom(context: Context, role: string): JsonObject {
  const { topologySpreadConstraints, priorityClassName, labels } = context.pod(role)
  return {
    ...pod(context, role),
    resources: besideReloader(context, role),
    containers: [{ name: 'config-reloader', resources: reloaderResources }],
    initContainers: [{ name: 'init-config-reloader', resources: reloaderResources }],
    replicas: context.instancesOf(role).length,
    // The chart's own rule would stand beside ours as the same key a second time.
    podAntiAffinity: '',
    ...(topologySpreadConstraints.length === 0 ? {} : { topologySpreadConstraints }),
    priorityClassName,
    podMetadata: { labels },
  }
}

function claim(context: Context, role: string): JsonObject {
  return {
    volumeClaimTemplate: {
      spec: {
        storageClassName: context.storageClass(role),
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: `${context.sizeOf(role).diskGiB}Gi` } },
      },
    },
  }
}
