// etcd's configuration file, made from the plan.

import type { PlanInstance } from '../../model/plan.ts'
import { writeYaml } from '../../model/yaml-text.ts'
import type { ConfigureContext } from '../service.ts'
import type { EtcdOptions } from './options.ts'

/** Name of a member inside etcd: `member-1`. */
export function memberName(instance: PlanInstance): string {
  return instance.id.split('/').slice(1).join('-')
}

/**
 * `etcd.yaml` of one member. The initial cluster is the same for all and static; etcd reads it only while its data
 * folder is empty, so a member that comes back with its data rejoins as who it was (etcd, "Clustering guide").
 */
export function etcdConfig(context: ConfigureContext<EtcdOptions>): string {
  const { instance, options, dataDirectory } = context
  const address = context.address('management')
  const clientUrl = `http://${address}:${context.endpoint('etcd', 'client').port}`
  const peerPort = context.endpoint('etcd', 'peer').port
  const peerUrl = (of: PlanInstance) => `http://${context.addressOf(of, 'management')}:${peerPort}`
  return writeYaml({
    name: memberName(instance),
    'data-dir': `${dataDirectory}/member`,
    'listen-peer-urls': peerUrl(instance),
    'listen-client-urls': clientUrl,
    'initial-advertise-peer-urls': peerUrl(instance),
    'advertise-client-urls': clientUrl,
    'initial-cluster': context
      .instancesOf('member')
      .map((member) => `${memberName(member)}=${peerUrl(member)}`)
      .join(','),
    'initial-cluster-token': context.plan.name,
    'initial-cluster-state': 'new',
    'strict-reconfig-check': true,
    'enable-v2': false,
    // On by default as a flag, off by default in a file (etcd 3.4); Patroni's etcd3 speaks through it.
    'enable-grpc-gateway': true,
    'heartbeat-interval': options.heartbeatMs,
    'election-timeout': options.electionMs,
    'snapshot-count': 10_000,
    'quota-backend-bytes': options.quotaMiB * 1024 * 1024,
    'auto-compaction-mode': 'periodic',
    'auto-compaction-retention': `${options.compactionHours}h`,
    logger: 'zap',
    'log-level': 'warn',
    'log-outputs': ['stderr'],
  })
}
