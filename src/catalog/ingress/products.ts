// The web pages that stand behind the ingress, on whatever target: the endpoint that each has, and the name that people open.

import type { IngressOptions } from './options.ts'

/** A service that people open in a browser. */
export interface Product {
  readonly service: string
  /** Its direct endpoint, which speaks HTTP. */
  readonly endpoint: string
  /** Each browser stays with one instance: its session is in that process. */
  readonly sticky?: true
}

/** All of them, in the order in which they are written. */
export const products: readonly Product[] = [
  { service: 'superset', endpoint: 'web' },
  { service: 'grafana', endpoint: 'web' },
  { service: 'opensearch', endpoint: 'dashboards' },
  // and its README.
  { service: 'streamlit', endpoint: 'app', sticky: true },
]

/** The name that people open: `superset.platform.internal`. */
export function nameOf(
  { service }: Pick<Product, 'service'>,
  { domain }: Pick<IngressOptions, 'domain'>,
): string {
  return `${service}.${domain}`
}
