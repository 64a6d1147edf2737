// Loki: logs by their labels, in the platform's own object storage. Part of the catalog; planned, not run natively yet.

import type { Balancing, Profile } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { equalsRecovery } from '../kubernetes-timing.ts'
import { type DirectEndpoint, defineService, type NeedDefinition, type Role } from '../service.ts'
import { amountOf } from '../sizing.ts'
import { refusingBackendMs, silentBackendMs } from '../takeover.ts'
import { type LokiOptions, lokiOptions } from './options.ts'
import { replicas, serverSizing } from './sizing.ts'

function balancingOf(profile: Profile): Balancing {
  return {
    mode: 'http',
    policy: 'round-robin',
    check: { kind: 'http', method: 'GET', path: '/ready', expectStatus: 200 },
    intervalMs: profile === 'fast' ? 500 : 2_000,
    fall: profile === 'fast' ? 2 : 3,
    rise: 2,
    checkTimeoutMs: 1_000,
    connectTimeoutMs: 2_000,
    // A query may take so long (limits_config.query_timeout).
    idleTimeoutMs: 300_000,
  }
}

const own = (endpoint: string, why: string): NeedDefinition => ({
  service: 'loki',
  endpoint,
  strength: 'soft',
  via: 'list',
  why,
})

const server: Role<LokiOptions> = {
  id: 'server',
  title: text('server', '서버'),
  duties: ['observability', 'control', 'metadata'],
  count: ({ tier }) => (tier === 'ha' ? replicas : 1),
  networks: ['data'],
  // Every line goes to all three: two acknowledge a write, and a question of what is not stored yet asks two.
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'majority' } : { kind: 'single' }),
  recovery: ({ profile }) => {
    const balancing = balancingOf(profile)
    return {
      hostLossMs: silentBackendMs(balancing),
      instanceLossMs: refusingBackendMs(balancing),
      source: `HAProxy: ${balancing.fall} checks of /ready every ${balancing.intervalMs} ms, ${balancing.checkTimeoutMs} ms each`,
    }
  },
  needs: () => [
    {
      service: 'seaweedfs',
      endpoint: 's3',
      strength: 'hard',
      via: 'vip',
      why: 'chunks and index of all logs; what comes in meanwhile waits in the write-ahead log',
    },
    own('grpc', 'each hands every line to the others, and asks them for what is not stored yet'),
    own('memberlist', 'who belongs to the ring'),
  ],
  size: (shape) => {
    const numbers = serverSizing(shape)
    const memoryMiB = amountOf(numbers, 'memoryMiB')
    return {
      production: { memoryMiB, cpus: 1, diskGiB: amountOf(numbers, 'diskGiB'), settings: replay(memoryMiB) },
      rehearsal: { memoryMiB: 256, cpus: 0.5, diskGiB: 1, settings: replay(256) },
    }
  },
}

/** Loki, "Write Ahead Log": about three quarters of the memory; beyond that it flushes while it replays. */
function replay(memoryMiB: number) {
  return { replayCeilingMiB: Math.floor(memoryMiB * 0.75) }
}

const direct = (name: string, port: number, protocol: string): DirectEndpoint => ({
  kind: 'direct',
  name,
  role: 'server',
  networks: ['data'],
  port,
  protocol,
  auth: 'none',
})

/** Loki as Hanok plans it: see README.md beside this file. */
export const service = defineService<LokiOptions>({
  id: 'loki',
  title: text('Loki', 'Loki'),
  version: '3.7',
  options: lokiOptions,
  optional: true,
  account: { name: 'loki', uid: 61_021 },
  roles: [server],
  endpoints: ({ profile }) => [
    { ...direct('server', 3_100, 'http'), metrics: { path: '/metrics' } },
    direct('grpc', 9_095, 'grpc'),
    direct('memberlist', 7_946, 'gossip'),
    {
      kind: 'balanced',
      name: 'http',
      backend: 'server',
      network: 'data',
      port: 3_100,
      protocol: 'http',
      auth: 'none',
      balancing: balancingOf(profile),
    },
  ],
  // What is in object storage is the store's data. Acknowledged by two of three, a line waits there for two hours at most.
  datasets: ({ tier }) => [
    tier === 'ha'
      ? { name: 'loki-recent', copies: replicas, minInSync: 2, durableCopies: 2, domainKind: 'host' }
      : { name: 'loki-recent', copies: 1, minInSync: 1, domainKind: 'host' },
  ],
  capabilities: { observe: ['http'] },
  sizing: serverSizing,
  flows: () => [],
  probe: (endpoint, address, port) =>
    endpoint === 'server' || endpoint === 'http'
      ? { kind: 'http', address, port, path: '/ready', expectStatus: [200] }
      : { kind: 'tcp', address, port },
  kubernetes: {
    realisation: 'chart',
    version: '3.7.6',
    roles: [{ ...server, moves: false, recovery: () => equalsRecovery() }],
  },
  decisions: [
    {
      about: 'loki/server',
      why: 'Three equal servers with everything in one process and every line on all three: simple scalable is leaving Loki, and microservices begin to pay at a terabyte a day.',
      source:
        'R-2.10, R-7.3; grafana-community/loki 18.11.0, `deploymentMode`: SimpleScalable is removed in Loki 4',
    },
    {
      about: 'loki/server',
      why: 'Off unless the declaration names it: OpenSearch, which the platform has anyway, holds logs by default.',
      source: 'R-2.10: Loki or OpenSearch',
    },
  ],
})
