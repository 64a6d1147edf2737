// A way from a name that people open to a product's Service, and how it is written as an Ingress.

import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { KubernetesContext } from '../kubernetes-context.ts'
import type { IngressOptions } from './options.ts'

/** One product. */
export interface Route {
  readonly service: string
  /** Of the product: a route stands beside the Service that it leads to. */
  readonly namespace: string
  /** Name that people open: `superset.platform.internal`. */
  readonly host: string
  /** The Service, and the port that it opens. */
  readonly backend: { readonly name: string; readonly port: number }
}

/** The route as Traefik's Ingress provider reads it. */
export function ingressObject(
  context: KubernetesContext<IngressOptions>,
  { service, namespace, host, backend }: Route,
): KubernetesObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: {
      name: service,
      namespace,
      labels: context.labels(),
      annotations: {
        'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
        'traefik.ingress.kubernetes.io/router.tls': 'true',
      },
    },
    spec: {
      ingressClassName: 'traefik',
      tls: [{ hosts: [host] }],
      rules: [
        {
          host,
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: backend.name, port: { number: backend.port } } },
              },
            ],
          },
        },
      ],
    },
  }
}
