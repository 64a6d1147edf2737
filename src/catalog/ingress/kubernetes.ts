// The ingress on Kubernetes: Traefik by its chart, and an Ingress or an HTTPRoute for each product that people open.

import type { ChartPin } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import { defineKubernetes, type KubernetesContext } from '../kubernetes-context.ts'
import { podMonitor } from '../kubernetes-metrics.ts'
import { redirects } from './endpoints.ts'
import { gatewayValues, httpRoute } from './gateway.ts'
import type { IngressOptions } from './options.ts'
import { nameOf, type Product, products } from './products.ts'
import { ingressObject, type Route } from './routes.ts'

const chart: ChartPin = {
  name: 'traefik',
  version: '41.3.0',
  appVersion: 'v3.7.11',
  repository: 'https://traefik.github.io/charts',
}

type Context = KubernetesContext<IngressOptions>

/** How the ingress is rendered for Kubernetes. */
export const kubernetes = defineKubernetes<IngressOptions>({
  names: () => ({
    services: {
      https: 'traefik',
      traefik: 'traefik',
      http: 'traefik',
      redirect: 'traefik',
      metrics: 'traefik',
    },
  }),
  render: (context) => ({
    releases: [{ chart, name: 'traefik', values: values(context), bringsKinds: true }],
    objects: [
      ...products
        .filter(({ service }) => context.has(service))
        .map((product) => routeTo(context, product))
        .map((route) => (isGateway(context) ? httpRoute(context, route) : ingressObject(context, route))),
      ...podMonitor(context, 'traefik', { port: 'metrics' }),
    ],
  }),
})

function values(context: Context): JsonObject {
  const { affinity, tolerations, topologySpreadConstraints, priorityClassName, labels, resources } =
    context.pod('traefik')
  const { registry, repository, tag } = context.imageParts(`docker.io/library/traefik:${chart.appVersion}`)
  const { port } = context.endpoint('ingress', 'traefik')
  return {
    image: { registry, repository, tag },
    deployment: {
      replicas: context.instancesOf('traefik').length,
      podLabels: labels,
      terminationGracePeriodSeconds: 60,
      // The balancer in front sees that it goes before it does.
      lifecycle: { preStop: { exec: { command: ['/bin/sh', '-c', 'sleep 10'] } } },
    },
    // One a node: a new pod has no place before an old one is gone.
    updateStrategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
    ...(isGateway(context)
      ? gatewayValues(
          context,
          products.map(({ service }) => service),
        )
      : ingressValues),
    ports: {
      websecure: {
        port,
        exposedPort: port,
        // Streamlit holds a WebSocket open for as long as somebody looks.
        transport: {
          respondingTimeouts: { readTimeout: '0s' },
          lifeCycle: { requestAcceptGraceTimeout: '10s' },
        },
      },
      web: redirects(context.options) ? redirecting(context) : { expose: { default: false } },
      metrics: { port: context.endpoint('ingress', 'metrics').port },
    },
    // The balancer of the platform stands in front, not that of a cloud.
    service: { nameOverride: 'traefik', spec: { type: 'ClusterIP' } },
    tlsStore: { default: { defaultCertificate: { secretName: 'tls' } } },
    global: { checkNewVersion: false, sendAnonymousUsage: false },
    affinity,
    tolerations,
    topologySpreadConstraints,
    priorityClassName,
    resources,
    podDisruptionBudget: { enabled: false },
  }
}

/** Everything that comes in the clear is sent to TLS, whatever its name (Traefik, "EntryPoints": redirection). */
function redirecting(context: Context): JsonObject {
  const { port } = context.endpoint('ingress', 'redirect')
  const entryPoint = { to: `:${context.options.port}`, scheme: 'https', permanent: true }
  return { port, exposedPort: port, expose: { default: true }, http: { redirections: { entryPoint } } }
}

const ingressValues: JsonObject = {
  ingressClass: { enabled: true, isDefaultClass: false, name: 'traefik' },
  gateway: { enabled: false },
  gatewayClass: { enabled: false },
  providers: { kubernetesCRD: { enabled: true }, kubernetesIngress: { enabled: true } },
}

function isGateway({ options }: Context): boolean {
  return options.api === 'gateway'
}

function routeTo(context: Context, { service, endpoint }: Product): Route {
  const [name = ''] = context.hostOf(service, endpoint).split('.')
  const { port } = context.endpoint(service, endpoint)
  return {
    service,
    namespace: context.namespaceOf(service),
    host: nameOf({ service }, context.options),
    backend: { name, port },
  }
}
