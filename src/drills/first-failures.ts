// The first proof that a platform is highly available: with clients at work all the time, the hosts that matter most
// are killed one after another and brought back, and everything that was acknowledged is read back.

import type { Breakable } from './fault-kind.ts'
import { fault as kill } from './faults/kill.ts'
import type { Bounds, Fault } from './run-faults.ts'

/** One fault: whose host dies. */
export interface Scenario {
  readonly id: string
  readonly role: string
  /** `leader`: the host that leads now. `any`: the last host of the role that leads nothing. */
  readonly victim: 'leader' | 'any'
}

/** The hosts that the first proof kills, in this order. */
export const firstFailures: readonly Scenario[] = [
  { id: 'postgres-primary', role: 'postgres/server', victim: 'leader' },
  { id: 'trino-active-coordinator', role: 'trino/coordinator', victim: 'leader' },
  { id: 'seaweedfs-raft-leader', role: 'seaweedfs/master', victim: 'leader' },
  { id: 'seaweedfs-volume', role: 'seaweedfs/volume', victim: 'any' },
  { id: 'seaweedfs-filer', role: 'seaweedfs/filer', victim: 'any' },
  { id: 'hive-metastore', role: 'hive-metastore/server', victim: 'any' },
  { id: 'kafka-broker', role: 'kafka/broker', victim: 'any' },
  { id: 'kafka-active-controller', role: 'kafka/controller', victim: 'leader' },
  { id: 'active-gateway', role: 'load-balancer/keepalived', victim: 'leader' },
]

/** The bounds of the published run. */
export const standardBounds: Bounds = {
  settleMs: 20_000,
  leastMs: 30_000,
  observeMs: 90_000,
  reviveMs: 300_000,
}

/** The fault of a scenario. */
export function deathOf(scenario: Scenario): Fault {
  return {
    id: `kill-host:${scenario.id}`,
    kind: kill,
    elements: async (platform) => [`host/${await chooseVictim(platform, scenario)}`],
  }
}

async function chooseVictim(platform: Breakable, scenario: Scenario): Promise<string> {
  if (scenario.victim === 'leader') {
    const leader = await platform.leaderHost(scenario.role)
    if (leader === undefined) throw new Error(`nobody leads ${scenario.role}`)
    return leader
  }
  const hosts = platform.plan.instances
    .filter((instance) => `${instance.service}/${instance.role}` === scenario.role)
    .map((instance) => instance.host.slice('host/'.length))
  const victim = hosts.at(-1)
  if (victim === undefined) throw new Error(`the plan has no ${scenario.role}`)
  return victim
}
