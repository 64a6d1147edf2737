// Prometheus' way to metrics on Kubernetes: whoever has some declares the flow beside the endpoint (R-6.9).

import type { NetworkId } from '../model/plan.ts'
import type { ExtraFlow, ShapeContext } from './service.ts'

/** A flow from Prometheus to each of these endpoints of one's own; none where the platform has no Prometheus. */
export function scraped<O>(
  { has }: ShapeContext<O>,
  network: NetworkId,
  ...endpoints: readonly string[]
): readonly ExtraFlow[] {
  if (!has('prometheus')) return []
  return endpoints.map((to) => ({
    from: 'prometheus/server',
    to,
    network,
    protocol: 'tcp',
    why: 'its metrics (R-6.9)',
  }))
}
