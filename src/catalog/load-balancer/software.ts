// HAProxy and Keepalived as the distribution packages them.

import type { Software } from '../software.ts'

/** HAProxy, the L4 and L7 balancer. */
export const haproxySoftware: Software = {
  id: 'haproxy',
  title: 'HAProxy',
  version: 'distribution',
  licence: 'GPL-2.0-or-later',
  source: { kind: 'apt', packages: ['haproxy'], provides: ['/usr/sbin/haproxy'], daemons: ['haproxy'] },
}

/** Keepalived, which moves the virtual IPs (VRRP). */
export const keepalivedSoftware: Software = {
  id: 'keepalived',
  title: 'Keepalived',
  version: 'distribution',
  licence: 'GPL-2.0-or-later',
  source: {
    kind: 'apt',
    packages: ['keepalived'],
    provides: ['/usr/sbin/keepalived'],
    daemons: ['keepalived'],
  },
}
