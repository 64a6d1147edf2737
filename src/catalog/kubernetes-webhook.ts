// Webhooks of operators on Kubernetes: the API server calls them, and refuses what it cannot ask about.

import type { ExtraFlow } from './service.ts'

/**
 * A flow from the API server to a webhook's endpoint of one's own, on the network that its members are on. Without it every change of the
 * operator's objects fails (Kubernetes, "Dynamic Admission Control": failurePolicy Fail).
 */
export function webhookFlow(to: string, why: string): ExtraFlow {
  return { from: 'kubernetes/control-plane', to, protocol: 'tcp', network: 'management', why }
}
