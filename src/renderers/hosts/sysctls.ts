// Kernel settings of a host, all of them kept per network namespace, so that a rehearsed host has them too.

import type { PlanHost } from '../../model/plan.ts'
import { balancerRole } from '../../planner/flows.ts'
import type { PlanIndex } from '../plan-index.ts'

/**
 * Connections to a dead host must end in tens of seconds: keepalive probes begin after 15 s of silence (the kernel's
 * default is two hours), and unacknowledged data is given up after 8 retransmissions, the least that RFC 1122 allows
 * (kernel, networking/ip-sysctl, tcp_retries2). A balancer binds its virtual IP before it holds it.
 */
export function hostSysctls(index: PlanIndex, host: PlanHost): Readonly<Record<string, string>> {
  const balances = (index.instancesByHost.get(host.id) ?? []).some(
    (instance) => `${instance.service}/${instance.role}` === balancerRole,
  )
  return {
    'net.ipv4.conf.all.arp_announce': '2',
    'net.ipv4.conf.all.arp_ignore': '1',
    ...(balances ? { 'net.ipv4.ip_nonlocal_bind': '1' } : {}),
    'net.ipv4.tcp_keepalive_intvl': '5',
    'net.ipv4.tcp_keepalive_probes': '3',
    'net.ipv4.tcp_keepalive_time': '15',
    'net.ipv4.tcp_retries2': '8',
    'net.ipv4.tcp_syn_retries': '3',
  }
}
