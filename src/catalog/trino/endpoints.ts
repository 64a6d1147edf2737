// What Trino opens: over TLS to whom it knows by a password, and over plain HTTP to its own processes.

import type { EndpointId } from '../../model/plan.ts'
import { locksQueries } from '../query.ts'
import type { BalancedEndpoint, DirectEndpoint, EndpointDefinition, ShapeContext } from '../service.ts'
import { metrics, securedMetrics } from './metrics.ts'
import type { TrinoOptions } from './options.ts'
import { coordinatorBalancing } from './recovery.ts'

/** Its own processes, which show a secret that they share. Nobody's query is taken here where queries are locked. */
const plainPorts = { coordinator: 8_080, worker: 8_081 } as const

/** A worker may stand on the host of a coordinator, and either on that of an edge: no port of theirs is taken twice. */
const securePorts = { coordinator: 8_445, worker: 8_446 } as const

/** Port of the virtual IPs for all who ask. */
const queryPort = 8_443

/** Whether a port of its is asked over TLS. */
export function isSecure(port: number): boolean {
  return port === queryPort || Object.values<number>(securePorts).includes(port)
}

/** What Trino opens on hosts. */
export function trinoEndpoints(shape: ShapeContext<TrinoOptions>): readonly EndpointDefinition[] {
  return locksQueries(shape) ? lockedEndpoints(shape) : openEndpoints(shape)
}

function lockedEndpoints({ profile }: ShapeContext<TrinoOptions>): readonly EndpointDefinition[] {
  const secured: Pick<
    BalancedEndpoint,
    'kind' | 'backend' | 'port' | 'protocol' | 'tls' | 'auth' | 'balancing'
  > = {
    kind: 'balanced',
    backend: 'coordinator-https',
    port: queryPort,
    protocol: 'https',
    tls: true,
    auth: 'password',
    balancing: {
      ...coordinatorBalancing(profile),
      // TLS ends in Trino: nothing in between reads along, and no header of anybody's says that it did.
      mode: 'tcp',
      decidedBy: decider,
    },
  }
  return [
    plain('coordinator', 'access-key'),
    plain('worker', 'access-key'),
    secure('coordinator'),
    secure('worker'),
    { ...workersWay(profile), auth: 'access-key' },
    { ...secured, name: 'https', network: 'data' },
    { ...secured, name: 'users', network: 'service', offeredToUsers: true },
  ]
}

const decider: EndpointId = 'endpoint/trino/coordinator'

function openEndpoints({ profile }: ShapeContext<TrinoOptions>): readonly EndpointDefinition[] {
  return [
    { ...plain('coordinator', 'none'), metrics },
    { ...plain('worker', 'none'), metrics },
    workersWay(profile),
    { ...workersWay(profile), name: 'users', network: 'service', offeredToUsers: true },
  ]
}

function plain(role: keyof typeof plainPorts, auth: DirectEndpoint['auth']): DirectEndpoint {
  return {
    kind: 'direct',
    name: role,
    role,
    networks: ['data'],
    port: plainPorts[role],
    protocol: 'http',
    auth,
  }
}

function secure(role: keyof typeof securePorts): DirectEndpoint {
  return {
    kind: 'direct',
    name: `${role}-https`,
    role,
    networks: ['data'],
    port: securePorts[role],
    protocol: 'https',
    tls: true,
    auth: 'password',
    metrics: securedMetrics,
  }
}

/** By which workers find the active coordinator. */
function workersWay(profile: ShapeContext<TrinoOptions>['profile']): BalancedEndpoint {
  return {
    kind: 'balanced',
    name: 'http',
    backend: 'coordinator',
    network: 'data',
    port: plainPorts.coordinator,
    protocol: 'http',
    auth: 'none',
    balancing: coordinatorBalancing(profile),
  }
}
