// The same routes by the Gateway API: one Gateway of Traefik's chart, and an HTTPRoute in each product's namespace.

import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { JsonObject } from '../../model/plan.ts'
import type { KubernetesContext } from '../kubernetes-context.ts'
import type { IngressOptions } from './options.ts'
import type { Route } from './routes.ts'

type Context = KubernetesContext<IngressOptions>

const gatewayName = 'traefik'
const listener = 'websecure'
const platformLabel = 'app.kubernetes.io/part-of'

/**
 * Values of the chart. The Gateway ends TLS with the Secret `tls` beside it, and takes routes from the platform's namespaces only; Traefik
 * sees these namespaces and its own class, so that two platforms on a cluster leave each other alone.
 */
export function gatewayValues(context: Context, products: readonly string[]): JsonObject {
  const { plan } = context
  const { port } = context.endpoint('ingress', 'traefik')
  const watched = [
    context.namespace,
    ...products.filter((service) => context.has(service)).map((service) => context.namespaceOf(service)),
  ]
  return {
    ingressClass: { enabled: false },
    gatewayClass: { enabled: true, name: classOf(context), labels: { [platformLabel]: plan.name } },
    gateway: {
      enabled: true,
      name: gatewayName,
      listeners: {
        // The chart's own, in plain text: nothing leads to it.
        web: null,
        [listener]: {
          port,
          protocol: 'HTTPS',
          namespacePolicy: { from: 'Selector', selector: { matchLabels: { [platformLabel]: plan.name } } },
          certificateRefs: [{ name: 'tls' }],
        },
      },
    },
    providers: {
      kubernetesCRD: { enabled: true },
      kubernetesIngress: { enabled: false },
      kubernetesGateway: {
        enabled: true,
        namespaces: [...watched].sort(),
        labelSelector: `${platformLabel}=${plan.name}`,
      },
    },
  }
}

/** A class belongs to the whole cluster. */
function classOf({ plan }: Context): string {
  return `${plan.name}-traefik`
}

/** The Service stands in the route's own namespace, so that no ReferenceGrant is needed; the Gateway lets these namespaces in. */
export function httpRoute(context: Context, { service, namespace, host, backend }: Route): KubernetesObject {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: service, namespace, labels: context.labels() },
    spec: {
      parentRefs: [{ name: gatewayName, namespace: context.namespace, sectionName: listener }],
      hostnames: [host],
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [backend] }],
    },
  }
}
