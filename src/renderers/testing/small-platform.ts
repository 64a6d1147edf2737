// A platform of three made-up services, small enough to read its rendered files in a test.

import * as z from 'zod'
import {
  type AnyService,
  type ConfigureContext,
  defineProcess,
  defineService,
  type Role,
  type RunningRole,
} from '../../catalog/service.ts'
import { parseDeclaration } from '../../model/parse-declaration.ts'
import type { JsonObject, Plan, Probe, Sizes } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { planPlatform } from '../../planner/plan-platform.ts'
import { shapes } from '../../planner/shapes.ts'

const sizes: Sizes = {
  production: { memoryMiB: 4096, cpus: 4, diskGiB: 100, settings: { heapMiB: 3072, flags: '-XX:+UseG1GC' } },
  rehearsal: {
    memoryMiB: 256,
    cpus: 0.5,
    diskGiB: 1,
    settings: { heapMiB: 128, flags: '-XX:+UseSerialGC -Xshare:off' },
  },
}

const tcp = (address: string, port: number): Probe => ({ kind: 'tcp', address, port })

function role(
  id: string,
  duty: 'storage' | 'query' | 'edge',
  given: Pick<RunningRole<JsonObject>, 'needs' | 'configure'> & Partial<RunningRole<JsonObject>>,
): Role<JsonObject> {
  return {
    id,
    title: text(id, id),
    duties: [duty],
    count: (shape) => Math.min(3, shape.hostsOf(duty)),
    networks: ['data'],
    rule: () => ({ kind: 'any' }),
    size: () => sizes,
    software: [],
    ...given,
  }
}

function service(
  id: string,
  uid: number,
  given: Pick<AnyService, 'roles' | 'endpoints'> & Partial<AnyService>,
): AnyService {
  return defineService({
    id,
    title: text(id, id),
    version: '1.0',
    options: z.strictObject({}) as unknown as z.ZodType<JsonObject>,
    account: { name: id, uid },
    datasets: () => [],
    capabilities: {},
    flows: () => [],
    probe: (_endpoint, address, port) => tcp(address, port),
    decisions: [],
    ...given,
  })
}

const member = (context: ConfigureContext<JsonObject>) => ({
  files: [
    {
      path: `${context.configDirectory}/store.conf`,
      content: `listen=${context.address('data')}\nheap=${context.size.settings.heapMiB}m\npassword=${context.secret('store/admin')}\n`,
    },
  ],
  process: defineProcess(context, 'store', {
    argv: [
      '/usr/bin/store',
      `-Xmx${context.size.settings.heapMiB}m`,
      ...String(context.size.settings.flags).split(' '),
    ],
    ready: tcp(context.address('data'), 7000),
    env: { FORMAT: '%h "$x"', STORE_PASSWORD: context.secret('store/admin') },
    prepare: [
      {
        name: 'format',
        argv: ['/usr/bin/store', 'format'],
        unlessExists: `${context.dataDirectory}/done`,
        timeoutMs: 5_500,
      },
    ],
  }),
  jobs:
    context.instance.id === 'store/member/1'
      ? [
          {
            id: 'job/store/seed' as const,
            user: 'store',
            argv: ['/usr/bin/store', 'seed'],
            env: {},
            workingDirectory: context.dataDirectory,
            after: [],
            timeoutMs: 10_000,
            retryDelayMs: 1_000,
          },
        ]
      : [],
})

const store = service('store', 61_901, {
  roles: [
    role('member', 'storage', { rule: () => ({ kind: 'majority' }), needs: () => [], configure: member }),
  ],
  endpoints: () => [
    {
      kind: 'direct',
      name: 'client',
      role: 'member',
      networks: ['data'],
      port: 7000,
      protocol: 'store',
      auth: 'password',
    },
    {
      kind: 'balanced',
      name: 'front',
      backend: 'client',
      network: 'data',
      port: 7100,
      protocol: 'store',
      auth: 'password',
      offeredToUsers: false,
      balancing: {
        mode: 'tcp',
        policy: 'round-robin',
        check: { kind: 'connect' },
        intervalMs: 1000,
        fall: 2,
        rise: 1,
        checkTimeoutMs: 500,
        connectTimeoutMs: 500,
        idleTimeoutMs: 1000,
      },
    },
  ],
})

const web = service('web', 61_902, {
  roles: [
    role('server', 'query', {
      needs: () => [
        { service: 'store', endpoint: 'front', strength: 'hard', via: 'vip', why: 'reads "pages"' },
        { service: 'store', endpoint: 'client', strength: 'startup', via: 'list', why: 'warms up' },
      ],
      configure: (context) => ({
        files: [],
        process: defineProcess(context, 'web', {
          argv: ['/usr/bin/web', context.vip('store', 'front')],
          ready: { kind: 'alive', forMs: 100 },
          after: [{ kind: 'job', id: 'job/store/seed' }],
        }),
      }),
    }),
  ],
  endpoints: () => [],
})

const balancer = service('load-balancer', 61_903, {
  roles: [
    role('haproxy', 'edge', {
      networks: ['data', 'service'],
      needs: () => [],
      configure: (context) => ({
        files: [],
        process: defineProcess(context, 'load-balancer', {
          argv: ['/usr/sbin/haproxy'],
          ready: { kind: 'alive', forMs: 100 },
          capabilities: ['CAP_NET_ADMIN'],
        }),
      }),
    }),
  ],
  endpoints: () => [],
  flows: () => [
    {
      from: 'load-balancer/haproxy',
      to: 'haproxy',
      protocol: 'vrrp',
      network: 'data',
      why: 'who holds the address',
    },
  ],
})

/** The made-up services. */
export const smallCatalog: readonly AnyService[] = [balancer, store, web]

/** A plan of some hosts of them. */
export function smallPlan(): Plan {
  const declaration = [
    'name: small',
    'shape: minimum',
    'hostGroups:',
    '  - { name: store, count: 3, duties: [storage] }',
    '  - { name: web, count: 1, duties: [query] }',
    '  - { name: edge, count: 2, duties: [edge] }',
    '',
  ].join('\n')
  const words = {
    shapes: [...shapes.keys()],
    services: new Map(smallCatalog.map((entry) => [entry.id, entry.options])),
  }
  return planPlatform(parseDeclaration(declaration, 'small.yaml', words), smallCatalog)
}
