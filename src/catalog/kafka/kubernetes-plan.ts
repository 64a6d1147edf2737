// How Kafka is planned on Kubernetes: the same roles by Strimzi, which wants room for its operators.

import { text } from '../../model/text.ts'
import { equalsRecovery, movedRecovery } from '../kubernetes-timing.ts'
import type { DirectEndpoint, ExtraFlow, KubernetesRealisation, NeedDefinition, Role } from '../service.ts'
import type { KafkaOptions } from './options.ts'
import { broker, connect, controller } from './roles.ts'

/** Version of Kafka that Strimzi 1.2.0 runs by default. */
export const kubernetesKafkaVersion = '4.3.1'

const theApi: NeedDefinition = {
  service: 'kubernetes',
  endpoint: 'apiserver',
  strength: 'soft',
  via: 'list',
  why: 'the objects that it watches',
  optional: true,
}

function helper(
  id: string,
  title: ReturnType<typeof text>,
  pods: (tier: 'single' | 'ha') => number,
): Role<KafkaOptions> {
  return {
    id,
    title,
    // Not beside brokers and controllers.
    duties: ['kafka-connect'],
    count: ({ tier }) => pods(tier),
    networks: ['data', 'management'],
    rule: ({ tier }) => (pods(tier) > 1 ? { kind: 'any' } : { kind: 'single' }),
    recovery: ({ tier, profile }) => (pods(tier) > 1 ? equalsRecovery() : movedRecovery(profile, 30_000)),
    needs: () => [
      theApi,
      own('replication', 'it asks every node how it is'),
      own('broker', 'topics and users'),
    ],
    size: () => ({
      production: { memoryMiB: 768, cpus: 0.5, diskGiB: 1, settings: {} },
      rehearsal: { memoryMiB: 256, cpus: 0.25, diskGiB: 1, settings: {} },
    }),
  }
}

function own(endpoint: string, why: string): NeedDefinition {
  return { service: 'kafka', endpoint, strength: 'soft', via: 'list', why }
}

function port(name: string, role: string, number: number, protocol = 'kafka'): DirectEndpoint {
  return { kind: 'direct', name, role, networks: ['data'], port: number, protocol, auth: 'none' }
}

function metricsOf(role: string, number: number): DirectEndpoint {
  return { ...port(`${role}-metrics`, role, number, 'http'), metrics: { path: '/metrics' } }
}

function flow(from: ExtraFlow['from'], to: string, why: string): ExtraFlow {
  return { from, to, protocol: 'tcp', network: 'data', why }
}

/**
 * Nodes of Kafka read their certificates, and brokers the rack of their node, from the API as they start (Strimzi 1.2.0,
 * KafkaBrokerConfigurationBuilder, `config.providers.strimzisecrets`; KafkaCluster, createInitContainer).
 */
function readsItsSecrets(role: Role<KafkaOptions>): Role<KafkaOptions> {
  const why = 'it reads its certificates and the rack of its node as it starts'
  return { ...role, needs: (shape) => [...role.needs(shape), { ...theApi, strength: 'startup', why }] }
}

/** Roles whose processes tell metrics by Strimzi's own reporter, and where. Strimzi 1.2, "Introducing metrics". */
export const measured = ['controller', 'broker', 'connect'] as const
const metricsPort = 9_404

/** Kafka by Strimzi. Ports: Strimzi, "Cluster network policies": 9090 controllers, 9091 among its own, 8443 its agent. */
export const kafkaOnKubernetes: KubernetesRealisation<KafkaOptions> = {
  realisation: 'operator',
  version: kubernetesKafkaVersion,
  // Its reporter has names of its own, and none was read from a broker that ran: that it answers is all that is asked.
  rules: () => ({ alerts: [] }),
  roles: [
    readsItsSecrets({ ...controller, moves: false }),
    readsItsSecrets({ ...broker, moves: false }),
    { ...connect, recovery: () => equalsRecovery() },
    helper('operator', text('cluster operator', '클러스터 오퍼레이터'), (tier) => (tier === 'ha' ? 2 : 1)),
    helper('entity-operator', text('topic and user operator', '토픽·사용자 오퍼레이터'), () => 1),
  ],
  endpoints: () => [
    port('controller', 'controller', 9_090),
    port('controller-agent', 'controller', 8_443, 'https'),
    { ...port('broker', 'broker', 9_092), auth: 'password' },
    port('replication', 'broker', 9_091),
    port('broker-agent', 'broker', 8_443, 'https'),
    port('connect', 'connect', 8_083, 'http'),
    ...measured.map((role) => metricsOf(role, metricsPort)),
    metricsOf('operator', 8_080),
  ],
  flows: () => [
    flow('kafka/controller', 'controller', 'controllers elect a leader and follow it (Raft)'),
    flow('kafka/controller', 'replication', 'administration is passed on between controllers and brokers'),
    flow('kafka/broker', 'replication', 'brokers copy partitions from each other'),
    flow('kafka/operator', 'controller', 'it asks who leads before it rolls'),
    flow('kafka/operator', 'controller-agent', 'readiness of a controller'),
    flow('kafka/operator', 'broker-agent', 'readiness of a broker'),
    flow('kafka/operator', 'connect', 'connectors'),
  ],
  decisions: [
    {
      about: 'kafka/broker',
      why: 'Clients log in (SCRAM-SHA-512) and have the rights that each needs by name; the password itself never travels.',
      source: 'R-3.5; Strimzi 1.2, "Securing access to Kafka": KafkaUser; RFC 5802',
    },
    {
      about: 'kafka/broker',
      why: 'Strimzi reads the rack of a broker off its node, so that copies stand in different racks as on hosts.',
      source: 'R-2.8; Strimzi 1.2, "Rack awareness": topologyKey',
    },
  ],
}
