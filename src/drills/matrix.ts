// The verdict's own table tried cell by cell: every host dies once, or every instance, with clients at work on everything.

import type { Plan } from '../model/plan.ts'
import { verifyPlan } from '../verifier/verify-plan.ts'
import { drillErrors } from './errors.ts'
import { type FaultKind, kindOfElement } from './fault-kind.ts'
import { faultKinds } from './faults/index.gen.ts'
import { fault as kill } from './faults/kill.ts'
import type { Bounds, Fault } from './run-faults.ts'
import { sample } from './targets.ts'
import type { Workload } from './workload.ts'
import { kafkaWorkload } from './workloads/kafka.ts'
import { opensearchWorkload } from './workloads/opensearch.ts'
import { postgresWorkload } from './workloads/postgres.ts'
import { s3Workload } from './workloads/s3.ts'
import { streamlitWorkload } from './workloads/streamlit.ts'
import { supersetWorkload } from './workloads/superset.ts'
import { trinoWorkload } from './workloads/trino.ts'

/** Bounds of the matrix: longer than any estimate, and no longer than it takes. */
export const matrixBounds: Bounds = {
  settleMs: 20_000,
  leastMs: 15_000,
  observeMs: 120_000,
  reviveMs: 300_000,
}

const makers: readonly { readonly endpoint: string; readonly make: (runId: string) => Workload }[] = [
  { endpoint: 'endpoint/seaweedfs/s3', make: s3Workload },
  { endpoint: 'endpoint/postgres/primary', make: postgresWorkload },
  { endpoint: 'endpoint/kafka/broker', make: kafkaWorkload },
  { endpoint: 'endpoint/trino/users', make: trinoWorkload },
  { endpoint: 'endpoint/opensearch/search', make: opensearchWorkload },
  { endpoint: 'endpoint/superset/web', make: supersetWorkload },
  { endpoint: 'endpoint/streamlit/app', make: streamlitWorkload },
]

/** The clients that find something to do on a plan. `runId` keeps what they write apart from that of other runs. */
export function workloadsFor(plan: Plan, runId: string): readonly Workload[] {
  const endpoints = new Set<string>(plan.endpoints.map(({ id }) => id))
  return makers.filter(({ endpoint }) => endpoints.has(endpoint)).map(({ make }) => make(runId))
}

/** Agents that every host has: their loss is their host's, or nobody's. */
const agents: readonly string[] = ['peer-watch/agent', 'prometheus/node-exporter', 'log-shipper/agent']

/** Every host of the plan, or every instance but the agents of hosts, in its order. */
export function matrixElements(plan: Plan, of: 'hosts' | 'instances'): readonly string[] {
  if (of === 'hosts') return plan.hosts.map(({ id }) => id)
  return plan.instances
    .filter(({ service, role }) => !agents.includes(`${service}/${role}`))
    .map(({ id }) => id)
}

/** A fault whose elements are known. */
export interface ElementFault extends Fault {
  readonly elements: readonly string[]
}

/** A fault of one kind on each element in turn. Throws `drills.wrongFault` where the kind cannot hit it. */
export function elementFaults(elements: readonly string[], kind: FaultKind = kill): readonly ElementFault[] {
  return elements.map((element) => faultOn([element], kind))
}

/** A fault of one kind on all of these elements at once. Throws `drills.wrongFault` where the kind cannot hit one. */
export function faultOn(elements: readonly string[], kind: FaultKind = kill): ElementFault {
  for (const element of elements) {
    if (!kind.hits.includes(kindOfElement(element))) {
      throw drillErrors.wrongFault({ fault: kind.id, element, hits: kind.hits.join(', ') })
    }
  }
  return { id: `${kind.id}-${[...new Set(elements.map(kindOfElement))].join('-')}`, kind, elements }
}

/**
 * Pairs of hosts that die together: every one that the verdict says something does not come back from by itself, and as many of the others,
 * chosen by `random`.
 */
export function pairFaults(
  plan: Plan,
  { fatal, others }: { readonly fatal: boolean; readonly others: number },
  random: () => number,
): readonly ElementFault[] {
  const hosts = plan.hosts.map(({ id }) => id)
  const pairs = hosts.flatMap((one, index) => hosts.slice(index + 1).map((other) => [one, other]))
  const { worse } = verifyPlan(plan).pairs
  const isFatal = ([one, other]: readonly string[]): boolean =>
    worse.some(
      ({ elements: [first, second], capabilities }) =>
        first === one &&
        second === other &&
        Object.values(capabilities).some(({ recoveryMs }) => recoveryMs === null),
    )
  const chosen = [
    ...(fatal ? pairs.filter(isFatal) : []),
    ...sample(
      pairs.filter((pair) => !isFatal(pair)),
      others,
      random,
    ),
  ]
  return chosen.map((pair) => faultOn(pair))
}

/** The kind of fault with this id; undefined where there is none. */
export function faultKind(id: string): FaultKind | undefined {
  return faultKinds.find((kind) => kind.id === id)
}

/** Which hosts suffer what besides death: one of each kind, and every one of those among which a leader is. */
const suffering: Readonly<Record<string, readonly string[]>> = {
  pause: ['control-1', 'control-2', 'control-3', 'edge-1', 'storage-1', 'query-1', 'broker-1'],
  cut: ['control-1', 'control-2', 'control-3', 'edge-1', 'storage-1', 'query-1', 'broker-1'],
  mute: ['control-1', 'control-2', 'edge-1'],
  deaf: ['control-1', 'control-2', 'edge-1'],
  'lose-packets': ['control-1', 'edge-1', 'storage-1', 'broker-1'],
}

/** Everything but death: hosts that hang, are cut off in both directions or in one, and lose packets. */
export function otherFaults(plan: Plan): readonly ElementFault[] {
  const known = new Set<string>(plan.hosts.map(({ id }) => id))
  return Object.entries(suffering).flatMap(([id, names]) =>
    elementFaults(
      names.map((name) => `host/${name}`).filter((host) => known.has(host)),
      faultKind(id),
    ),
  )
}
