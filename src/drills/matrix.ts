// The verdict's own table tried cell by cell: every host dies once, or every instance, with clients at work on everything.

import type { Plan } from '../model/plan.ts'
import { drillErrors } from './errors.ts'
import { type FaultKind, kindOfElement } from './fault-kind.ts'
import { faultKinds } from './faults/index.gen.ts'
import { fault as kill } from './faults/kill.ts'
import type { Bounds, Fault } from './run-faults.ts'
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

/** A fault whose element is known. */
export interface ElementFault extends Fault {
  readonly element: string
}

/** A fault of one kind on each element in turn. Throws `drills.wrongFault` where the kind cannot hit it. */
export function elementFaults(elements: readonly string[], kind: FaultKind = kill): readonly ElementFault[] {
  return elements.map((element) => {
    const of = kindOfElement(element)
    if (!kind.hits.includes(of)) {
      throw drillErrors.wrongFault({ fault: kind.id, element, hits: kind.hits.join(', ') })
    }
    return { id: `${kind.id}-${of}`, kind, element }
  })
}

/** The kind of fault with this id; undefined where there is none. */
export function faultKind(id: string): FaultKind | undefined {
  return faultKinds.find((kind) => kind.id === id)
}

/** Hosts whose loss differs in kind, one of each: who leads there is left to chance. */
const oneOfEach: readonly string[] = [
  'control-1',
  'control-3',
  'edge-1',
  'edge-2',
  'storage-1',
  'storage-4',
  'query-1',
  'query-3',
  'broker-1',
  'controller-1',
]

/** Everything but death: some host of each kind hangs, is cut off and loses packets. */
export function otherFaults(plan: Plan): readonly ElementFault[] {
  const hosts = plan.hosts
    .map(({ id }) => id as string)
    .filter((id) => oneOfEach.includes(id.slice('host/'.length)))
  return ['pause', 'cut', 'lose-packets'].flatMap((id) => elementFaults(hosts, faultKind(id)))
}
