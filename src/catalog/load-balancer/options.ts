// Options of the load balancer, as a declaration may set them under `services.load-balancer`.

import * as z from 'zod'

/** Options of HAProxy and Keepalived. */
export const loadBalancerOptions = z.strictObject({
  kind: z
    .enum(['software', 'hardware'])
    .default('software')
    .describe(
      'Who holds the virtual IPs: HAProxy and Keepalived on the edge hosts, or a hardware L4 outside the platform (R-5.1).',
    ),
  virtualRouterId: z
    .int()
    .min(1)
    .max(255)
    .optional()
    .describe(
      'First VRRP router id; each network counts on from it. By default the VLAN. Change it when another VRRP on the same network has the same id.',
    ),
  retries: z
    .int()
    .min(0)
    .max(10)
    .default(2)
    .describe('How often a connection that failed is tried on another backend.'),
})

/** Options of the load balancer with every default filled in. */
export type LoadBalancerOptions = z.output<typeof loadBalancerOptions>
