// How Postgres is planned on Kubernetes: CloudNativePG in place of Patroni, etcd and the balancer.

import type { Profile, Recovery } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { equalsRecovery, nodeGraceMs } from '../kubernetes-timing.ts'
import { webhookFlow } from '../kubernetes-webhook.ts'
import type {
  BalancedEndpoint,
  EndpointDefinition,
  KubernetesRealisation,
  NeedDefinition,
  Role,
} from '../service.ts'
import type { PostgresOptions } from './options.ts'
import { pooler, poolerBalancing, poolers } from './pooler.ts'
import { server } from './roles.ts'
import { primaryBalancing } from './timing.ts'

/** Version of PostgreSQL that CloudNativePG runs here. */
export const kubernetesPostgresVersion = '16.9'

const toTheApi: NeedDefinition = {
  service: 'kubernetes',
  endpoint: 'apiserver',
  strength: 'soft',
  via: 'list',
  why: 'what it decides is kept in the cluster',
  optional: true,
}

/** How long after a primary is known to be gone a standby is promoted and its address leads to it. */
const promotionMs = 10_000
/** How long a primary whose process ended may take until it is started again in place (its own recovery). */
const restartMs: Readonly<Record<Profile, number>> = { conservative: 30_000, fast: 20_000 }

/**
 * CloudNativePG promotes as soon as the primary's pod is not ready: with its node that is when the node counts as lost.
 * CloudNativePG 1.30, "Automated failover": `failoverDelay` 0.
 */
function failover(profile: Profile): Recovery {
  return {
    hostLossMs: nodeGraceMs + promotionMs,
    instanceLossMs: restartMs[profile],
    source: `CloudNativePG 1.30, "Automated failover": failoverDelay 0; Kubernetes --node-monitor-grace-period 50 s; promotion ${promotionMs / 1_000} s (assumption)`,
  }
}

const operator: Role<PostgresOptions> = {
  id: 'operator',
  title: text('operator', '오퍼레이터'),
  duties: ['metadata'],
  count: ({ tier }) => (tier === 'ha' ? 2 : 1),
  networks: ['data', 'management'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'any' } : { kind: 'single' }),
  recovery: () => equalsRecovery(),
  needs: () => [
    { ...toTheApi, strength: 'hard' },
    {
      service: 'postgres',
      endpoint: 'status',
      strength: 'soft',
      via: 'list',
      why: 'it asks each server how it is',
    },
  ],
  size: () => ({
    production: { memoryMiB: 512, cpus: 0.25, diskGiB: 1, settings: {} },
    rehearsal: { memoryMiB: 128, cpus: 0.25, diskGiB: 1, settings: {} },
  }),
}

/** The Service that the operator moves to whichever server leads. */
function leader(profile: Profile): BalancedEndpoint {
  return {
    kind: 'balanced',
    name: 'read-write',
    backend: 'server',
    network: 'data',
    port: 5_432,
    protocol: 'postgresql',
    auth: 'password',
    balancing: primaryBalancing(profile),
  }
}

/** Clients' one address is the poolers', and the leader's is for the poolers. */
function behindThePooler(profile: Profile): readonly EndpointDefinition[] {
  return [
    leader(profile),
    {
      kind: 'direct',
      name: 'pooler',
      role: 'pooler',
      networks: ['data'],
      port: 5_432,
      protocol: 'postgresql',
      auth: 'password',
    },
    {
      kind: 'direct',
      name: 'pooler-metrics',
      role: 'pooler',
      networks: ['data'],
      port: 9_127,
      protocol: 'http',
      auth: 'none',
      metrics: { path: '/metrics' },
    },
    { ...leader(profile), name: 'primary', backend: 'pooler', balancing: poolerBalancing },
  ]
}

/** Postgres by CloudNativePG. */
export const postgresOnKubernetes: KubernetesRealisation<PostgresOptions> = {
  realisation: 'operator',
  version: kubernetesPostgresVersion,
  // Its own names stand in place of Patroni's, and none was read from a server that ran: that it answers is all that is asked.
  rules: () => ({ alerts: [] }),
  roles: [
    {
      ...server,
      needs: () => [
        toTheApi,
        {
          service: 'postgres',
          endpoint: 'operator',
          strength: 'soft',
          via: 'list',
          why: 'it decides who leads',
          optional: true,
        },
      ],
      rule: ({ tier }) =>
        tier === 'ha'
          ? { kind: 'elected-primary', consensus: 'kubernetes/control-plane', synchrony: 'strict' }
          : { kind: 'single' },
      recovery: ({ profile }) => failover(profile),
      moves: false,
    },
    operator,
    pooler(toTheApi),
  ],
  endpoints: ({ tier, profile }) => [
    {
      kind: 'direct',
      name: 'server',
      role: 'server',
      networks: ['data'],
      port: 5_432,
      protocol: 'postgresql',
      auth: 'password',
    },
    {
      kind: 'direct',
      name: 'status',
      role: 'server',
      networks: ['data'],
      port: 8_000,
      protocol: 'https',
      tls: true,
      auth: 'certificate',
    },
    {
      kind: 'direct',
      name: 'metrics',
      role: 'server',
      networks: ['data'],
      port: 9_187,
      protocol: 'http',
      auth: 'none',
      metrics: { path: '/metrics' },
    },
    {
      kind: 'direct',
      name: 'operator',
      role: 'operator',
      networks: ['management'],
      port: 9_443,
      protocol: 'https',
      tls: true,
      auth: 'certificate',
    },
    ...(poolers({ tier }) > 0 ? behindThePooler(profile) : [{ ...leader(profile), name: 'primary' }]),
  ],
  flows: () => [
    {
      from: 'postgres/server',
      to: 'server',
      protocol: 'tcp',
      network: 'data',
      why: 'standbys stream the log, and rewind from the primary',
    },
    {
      from: 'postgres/server',
      to: 'status',
      protocol: 'tcp',
      network: 'data',
      // CloudNativePG 1.30, "Instance manager", liveness probe: primary isolation.
      why: 'a primary that cannot reach the API goes on only while it reaches the others',
    },
    webhookFlow('operator', 'it asks the operator about every change of its objects'),
  ],
  decisions: [
    {
      about: 'postgres/server',
      why: 'CloudNativePG keeps one primary by the cluster’s own API and moves the Service postgres-rw to it; a commit waits for a standby, and without one writes stop rather than be lost.',
      source: 'R-2.2, R-7.5; CloudNativePG 1.30, "Replication": dataDurability required',
    },
    {
      about: 'endpoint/postgres/primary',
      why: 'Clients reach the primary through two poolers (one server has none in front): PgBouncer in session mode, since Grafana locks and the Metastore sets what holds for a session. It spares Postgres new processes and logins, not connections that clients keep.',
      source: 'R-2.2; PgBouncer 1.25, "Features": SQL feature map for pooling modes',
    },
  ],
}
