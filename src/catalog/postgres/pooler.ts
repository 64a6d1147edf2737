// The pooler in front of Postgres on Kubernetes: PgBouncer as CloudNativePG runs it.

import type { Balancing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { equalsRecovery } from '../kubernetes-timing.ts'
import type { NeedDefinition, Role } from '../service.ts'
import type { PostgresOptions } from './options.ts'

/** Version of PgBouncer that the operator takes by default. CloudNativePG 1.30, `DefaultPgbouncerImage`. */
export const pgBouncerVersion = '1.25.1'

/**
 * How many poolers a platform has: two where everything is doubled. Where there is one server, a pooler would only be one thing more
 * that can fail, and clients reach the server itself.
 */
export function poolers({ tier }: { readonly tier: 'single' | 'ha' }): number {
  return tier === 'ha' ? 2 : 0
}

/** Poolers: equals that hold nothing, through which all clients reach the primary. */
export function pooler(toTheApi: NeedDefinition): Role<PostgresOptions> {
  return {
    id: 'pooler',
    title: text('connection pooler', '커넥션 풀러'),
    duties: ['metadata'],
    count: poolers,
    networks: ['data', 'management'],
    rule: () => ({ kind: 'any' }),
    recovery: () => equalsRecovery(),
    needs: () => [
      {
        service: 'postgres',
        endpoint: 'read-write',
        strength: 'hard',
        via: 'vip',
        why: 'its sessions, and the passwords that it compares with',
      },
      // What manages PgBouncer in the pod reads its resource and its certificates there; PgBouncer itself runs on without.
      { ...toTheApi, strength: 'startup', why: 'its configuration and certificates' },
    ],
    size: () => ({
      // PgBouncer has one thread. Some kilobytes a connection (PgBouncer, "FAQ"), and CloudNativePG's manager beside it (assumption).
      production: { memoryMiB: 512, cpus: 1, diskGiB: 1, settings: {} },
      rehearsal: { memoryMiB: 96, cpus: 0.25, diskGiB: 1, settings: {} },
    }),
  }
}

/** One like the other; on Kubernetes a Service spreads connections, and nothing is rendered from this. */
export const poolerBalancing: Balancing = {
  mode: 'tcp',
  policy: 'least-connections',
  check: { kind: 'connect' },
  intervalMs: 2_000,
  fall: 3,
  rise: 1,
  checkTimeoutMs: 2_000,
  connectTimeoutMs: 2_000,
  idleTimeoutMs: 3_600_000,
}

/**
 * Parameters of PgBouncer. `connections`: what all clients together may hold; each pooler can carry all of them, since the other may be
 * lost. Names: CloudNativePG 1.30, "Connection pooling", options that may be set; meanings: PgBouncer 1.25, "Configuration".
 */
export function poolerParameters(connections: number): Readonly<Record<string, string>> {
  return {
    max_client_conn: String(connections),
    // Of each user and database, and each service has its own: what bounds the sum is the pools of the clients (sizing.ts).
    default_pool_size: String(connections),
    // Sessions that nobody has any more are given back soon: the other pooler may need their places.
    server_idle_timeout: '30',
    // After a failed login every client is refused for so long: by default 15 s on top of each failover.
    server_login_retry: '1',
    server_connect_timeout: '5',
    // A host that died sends no farewell, neither that of a client nor that of the primary.
    tcp_keepidle: '5',
    tcp_keepintvl: '2',
    tcp_keepcnt: '3',
    tcp_user_timeout: '20000',
  }
}
