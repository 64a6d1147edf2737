// Kafka: ingest. Part of the catalog.

import { text } from '../../model/text.ts'
import { defineService } from '../service.ts'
import { kafkaOnKubernetes } from './kubernetes-plan.ts'
import { kafkaRules } from './metrics.ts'
import { type KafkaOptions, kafkaOptions } from './options.ts'
import { account, broker, connect, controller } from './roles.ts'
import { brokerSizing } from './sizing.ts'
import { kafkaSoftware } from './software.ts'
import { answersProbe } from './wire.ts'

/** What a role tells of itself; each has a port of its own, since small shapes put them on one host. */
function metricsOf(role: string, port: number) {
  return {
    name: `${role}-metrics`,
    role,
    port,
    networks: ['management'],
    protocol: 'http',
    metrics: { path: '/metrics' },
  } as const
}

/** Kafka as Hanok runs it: see README.md beside this file. */
export const service = defineService<KafkaOptions>({
  id: 'kafka',
  title: text('Kafka', 'Kafka'),
  version: kafkaSoftware.version,
  options: kafkaOptions,
  account,
  roles: [controller, broker, connect],
  endpoints: () =>
    (
      [
        { name: 'controller', role: 'controller', port: 9_093, protocol: 'kafka', auth: 'password' },
        { name: 'broker', role: 'broker', port: 9_092, protocol: 'kafka', auth: 'password' },
        { name: 'connect', role: 'connect', port: 8_083, protocol: 'http', auth: 'password' },
        metricsOf('controller', 9_404),
        metricsOf('broker', 9_408),
        metricsOf('connect', 9_409),
      ] as const
    ).map((endpoint) => ({ kind: 'direct', networks: ['data'], auth: 'none', ...endpoint })),
  datasets: ({ tier, options }) => {
    const copies = tier === 'ha' ? options.copies : 1
    return [
      {
        name: 'kafka-topics',
        copies,
        minInSync: Math.max(1, copies - 1),
        domainKind: tier === 'ha' ? 'rack' : 'host',
      },
    ]
  },
  capabilities: { ingest: ['broker', 'connect'] },
  sizing: brokerSizing,
  flows: () => [
    {
      from: 'kafka/controller',
      to: 'controller',
      protocol: 'tcp',
      network: 'data',
      why: 'controllers elect a leader and follow it (Raft)',
    },
    {
      from: 'kafka/controller',
      to: 'broker',
      protocol: 'tcp',
      network: 'data',
      why: 'administration is passed on between controllers and brokers',
    },
    {
      from: 'kafka/broker',
      to: 'broker',
      protocol: 'tcp',
      network: 'data',
      why: 'brokers copy partitions from each other',
    },
  ],
  rules: () => kafkaRules,
  probe: (endpoint, address, port) =>
    endpoint === 'connect'
      ? // That a stranger is turned away is what an endpoint shows to whoever has no login.
        { kind: 'http', address, port, path: '/connectors', expectStatus: [401] }
      : answersProbe(address, port),
  kubernetes: kafkaOnKubernetes,
  decisions: [
    {
      about: 'kafka/broker',
      why: 'Every topic has three copies over the racks and a write needs two: one broker may die without a lost record or a stop of writes.',
      source: 'R-2.8; Kafka, "Replication"',
    },
    {
      about: 'kafka/broker',
      why: 'Clients log in (SCRAM-SHA-512) and have the rights that each needs by name; the password itself never travels.',
      source: 'R-3.5; Kafka, "Authentication using SASL/SCRAM" and "Authorization and ACLs"; RFC 5802',
    },
    {
      about: 'kafka/controller',
      why: 'Controllers (KRaft) on hosts of their own, three voters.',
      source: 'R-2.8',
    },
  ],
})
