// Kafka's properties files, made from the plan.

import type { PlanInstance } from '../../model/plan.ts'
import type { ConfigureContext } from '../service.ts'
import { connectGroup, connectTopics } from './access.ts'
import { kafkaUuid, nodeId } from './identity.ts'
import { brokerSecurity, clientSecurity, listeners, nodeSecurity } from './login.ts'
import type { KafkaOptions } from './options.ts'
import { restExtension } from './rest-access.ts'
import { rebalanceDelayMs, timings } from './timing.ts'

type Context = ConfigureContext<KafkaOptions>

/** Copies of a topic: as many as asked for, as far as there are brokers; and how many must hold a write. */
export function copiesOf(context: Context): { copies: number; minInSync: number } {
  const copies = Math.min(context.options.copies, context.instancesOf('broker').length)
  return { copies, minInSync: Math.max(1, copies - 1) }
}

/** The cluster's id, and the storage directory id of a controller. */
export function clusterId(context: Context): string {
  return kafkaUuid('kafka cluster', context.plan.name)
}

function directoryId(context: Context, controller: PlanInstance): string {
  return kafkaUuid('kafka directory', context.plan.name, controller.id)
}

/** `1@address:port:directory,…`: the first voters, given to every controller when it is formatted. */
export function initialControllers(context: Context): string {
  const { port } = context.endpoint('kafka', 'controller')
  return context
    .instancesOf('controller')
    .map((controller) => {
      const address = context.addressOf(controller, 'data')
      return `${nodeId('controller', controller.id)}@${address}:${port}:${directoryId(context, controller)}`
    })
    .join(',')
}

function commonProperties(context: Context): Record<string, string | number | boolean> {
  const timing = timings[context.profile]
  return {
    'process.roles': context.instance.role,
    'node.id': nodeId(context.instance.role, context.instance.id),
    'controller.listener.names': listeners.controller,
    'controller.quorum.bootstrap.servers': context.list('kafka', 'controller').join(','),
    ...nodeSecurity(context),
    'log.dirs': `${context.dataDirectory}/log`,
    'broker.session.timeout.ms': timing.brokerSessionMs,
    'broker.heartbeat.interval.ms': timing.brokerHeartbeatMs,
    'controller.quorum.fetch.timeout.ms': timing.quorumFetchMs,
    'controller.quorum.election.timeout.ms': timing.quorumElectionMs,
  }
}

/** `controller.properties` of one controller. */
export function controllerProperties(context: Context): string {
  const address = `${listeners.controller}://${context.address('data')}:${context.endpoint('kafka', 'controller').port}`
  return properties({
    ...commonProperties(context),
    listeners: address,
    'advertised.listeners': address,
    // Topics made without a number of copies get theirs from the controller.
    'default.replication.factor': copiesOf(context).copies,
    'min.insync.replicas': copiesOf(context).minInSync,
    'num.partitions': context.size.settings.partitions ?? 3,
  })
}

/** `broker.properties` of one broker. */
export function brokerProperties(context: Context): string {
  const address = `${listeners.broker}://${context.address('data')}:${context.endpoint('kafka', 'broker').port}`
  const { copies, minInSync } = copiesOf(context)
  const { settings } = context.size
  return properties({
    ...commonProperties(context),
    listeners: address,
    'advertised.listeners': address,
    ...brokerSecurity(context),
    'broker.rack': rackOf(context),
    'num.partitions': context.size.settings.partitions ?? 3,
    'default.replication.factor': copies,
    'min.insync.replicas': minInSync,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': settings.internalPartitions ?? 50,
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': minInSync,
    'transaction.state.log.num.partitions': settings.internalPartitions ?? 50,
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': minInSync,
    ...retention(context),
    'auto.create.topics.enable': false,
    'unclean.leader.election.enable': false,
    'controlled.shutdown.enable': true,
    'num.network.threads': settings.networkThreads ?? 3,
    'num.io.threads': settings.ioThreads ?? 8,
    'log.cleaner.dedupe.buffer.size': Number(settings.cleanerMiB) * 1024 * 1024,
    'group.initial.rebalance.delay.ms': 0,
  })
}

/** How long topics keep what came in: their disks are made for that. A plan from before loads had it says nothing. */
function retention(context: Context): Record<string, number> {
  const hours = context.plan.load.ingestRetentionHours
  return typeof hours === 'number' ? { 'log.retention.hours': hours } : {}
}

/** `connect.properties` of one Connect worker. */
export function connectProperties(context: Context): string {
  const timing = timings[context.profile]
  const { copies } = copiesOf(context)
  const address = context.address('data')
  const { port } = context.endpoint('kafka', 'connect')
  const [configs, offsets, status] = connectTopics
  return properties({
    // The worker's own, and what its connectors get: they take over nothing of it by themselves.
    ...clientSecurity(context, 'connect', ['', 'producer.', 'consumer.', 'admin.']),
    'bootstrap.servers': context.list('kafka', 'broker').join(','),
    'group.id': connectGroup,
    'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
    'value.converter': 'org.apache.kafka.connect.storage.StringConverter',
    'config.storage.topic': configs,
    'config.storage.replication.factor': copies,
    'offset.storage.topic': offsets,
    'offset.storage.replication.factor': copies,
    'offset.storage.partitions': 3,
    'status.storage.topic': status,
    'status.storage.replication.factor': copies,
    'status.storage.partitions': 3,
    listeners: `http://${address}:${port}`,
    'rest.advertised.host.name': address,
    'rest.advertised.port': port,
    'rest.extension.classes': restExtension,
    'exactly.once.source.support': 'enabled',
    'session.timeout.ms': timing.connectSessionMs,
    'heartbeat.interval.ms': timing.connectHeartbeatMs,
    'scheduled.rebalance.max.delay.ms': rebalanceDelayMs(context.profile, context.options),
    'offset.flush.interval.ms': 5_000,
  })
}

/** Log4j's file: everything of importance to the console. */
export const logConfig = `status=error
appender.console.type=Console
appender.console.name=console
appender.console.target=SYSTEM_OUT
appender.console.layout.type=PatternLayout
appender.console.layout.pattern=%d{ISO8601} %5p [%t] %c{2}: %m%n
rootLogger.level=INFO
rootLogger.appenderRef.console.ref=console
`

function rackOf(context: Context): string {
  const rack = context.plan.failureDomains.find(
    (domain) => domain.kind === 'rack' && domain.members.includes(context.instance.host),
  )
  return rack?.id.slice('rack/'.length) ?? 'r1'
}

function properties(values: Readonly<Record<string, string | number | boolean>>): string {
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}`)
  return `# Generated by hanok; do not edit.\n${lines.sort().join('\n')}\n`
}
