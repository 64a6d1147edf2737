// How soon Kafka gives up a silent node, and how long it does not serve until then.

import type { Profile, Recovery } from '../../model/plan.ts'
import type { KafkaOptions } from './options.ts'

/** How soon a silent node is given up. Conservative is upstream's own (KRaftConfigs, QuorumConfig). */
interface KafkaTiming {
  readonly brokerSessionMs: number
  readonly brokerHeartbeatMs: number
  readonly quorumFetchMs: number
  readonly quorumElectionMs: number
  readonly connectSessionMs: number
  readonly connectHeartbeatMs: number
  readonly connectRebalanceDelayMs: number
}

/** Timings of each profile. */
export const timings: Readonly<Record<Profile, KafkaTiming>> = {
  conservative: {
    brokerSessionMs: 9_000,
    brokerHeartbeatMs: 2_000,
    quorumFetchMs: 2_000,
    quorumElectionMs: 1_000,
    connectSessionMs: 10_000,
    connectHeartbeatMs: 3_000,
    connectRebalanceDelayMs: 60_000,
  },
  fast: {
    // 2 s was measured too short: with the active controller paused, all brokers were fenced and producers stalled 9.7 s.
    brokerSessionMs: 6_000,
    brokerHeartbeatMs: 1_000,
    quorumFetchMs: 1_000,
    quorumElectionMs: 500,
    connectSessionMs: 6_000,
    connectHeartbeatMs: 1_500,
    connectRebalanceDelayMs: 5_000,
  },
}

/** How long Connect waits for a lost worker before others take over its tasks. */
export function rebalanceDelayMs(profile: Profile, options: KafkaOptions): number {
  return options.connectRebalanceDelayMs ?? timings[profile].connectRebalanceDelayMs
}

/**
 * Voters stand for election once the leader has not answered for the fetch timeout; a split vote costs one more
 * election and a pause of up to as long (Kafka, KIP-595). Measured below 4 s; clients that only produce do not notice.
 */
export function controllerRecovery(profile: Profile): Recovery {
  const { quorumFetchMs, quorumElectionMs } = timings[profile]
  return {
    hostLossMs: quorumFetchMs + 2 * quorumElectionMs,
    source: `Kafka: controller.quorum.fetch.timeout.ms ${quorumFetchMs} + 2 × controller.quorum.election.timeout.ms ${quorumElectionMs}`,
  }
}

/** Partitions get other leaders when the broker's session ends, counted from its last heartbeat. Measured 9.4–9.9 s. */
export function brokerRecovery(profile: Profile): Recovery {
  const { brokerSessionMs, brokerHeartbeatMs } = timings[profile]
  return {
    hostLossMs: brokerSessionMs + brokerHeartbeatMs,
    source: `Kafka: broker.session.timeout.ms ${brokerSessionMs} + broker.heartbeat.interval.ms ${brokerHeartbeatMs}`,
  }
}

/** The connectors of a lost worker rest until its session ends and the wait for its return is over (KIP-415). Not measured. */
export function connectRecovery(profile: Profile, options: KafkaOptions): Recovery {
  const { connectSessionMs, connectHeartbeatMs } = timings[profile]
  const delayMs = rebalanceDelayMs(profile, options)
  return {
    hostLossMs: connectSessionMs + connectHeartbeatMs + delayMs,
    source: `Kafka Connect: session.timeout.ms ${connectSessionMs} + heartbeat.interval.ms ${connectHeartbeatMs} + scheduled.rebalance.max.delay.ms ${delayMs}`,
  }
}
