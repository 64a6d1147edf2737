// The web pages that stand behind the ingress, on whatever target: the endpoint that each has, and the name that people open.

import type { IngressOptions } from './options.ts'

/** A service that people open in a browser. */
export interface Product {
  readonly service: string
  /** Its direct endpoint, which speaks HTTP. */
  readonly endpoint: string
  /** Each browser stays with one instance: its session is in that process. */
  readonly sticky?: true
  /** Regular expression over the paths that take files. */
  readonly uploads?: string
}

/** All of them, in the order in which they are written. */
export const products: readonly Product[] = [
  {
    service: 'superset',
    endpoint: 'web',
    uploads: '^/api/v1/(?:database/[0-9]+/upload|database/upload_metadata|assets/import|[a-z_]+/import)/?$',
  },
  { service: 'grafana', endpoint: 'web' },
  { service: 'opensearch', endpoint: 'dashboards', uploads: '^/api/saved_objects/_import$' },
  // and its README.
  { service: 'streamlit', endpoint: 'app', sticky: true, uploads: '^/_stcore/upload_file/' },
]

/** The name that people open: `superset.platform.internal`. */
export function nameOf(
  { service }: Pick<Product, 'service'>,
  { domain }: Pick<IngressOptions, 'domain'>,
): string {
  return `${service}.${domain}`
}
