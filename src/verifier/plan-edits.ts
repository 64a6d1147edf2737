// Small changes to a plan, for the examples of the checks.

import type {
  HostId,
  Plan,
  PlanDataset,
  PlanEndpoint,
  PlanHost,
  PlanInstance,
  PlanNetwork,
  PlanRole,
  RoleId,
} from '../model/plan.ts'
import { roleIdOf } from './plan-facts.ts'

/** Keeps the first `count` instances of a role. */
export function keepInstances(plan: Plan, role: RoleId, count: number): Plan {
  let seen = 0
  const kept = plan.instances.filter((instance) => {
    if (roleIdOf(instance) !== role) return true
    seen += 1
    return seen <= count
  })
  const ids = new Set(kept.map(({ id }) => id))
  return {
    ...plan,
    instances: kept,
    endpoints: plan.endpoints.map((endpoint) => ({
      ...endpoint,
      addresses: endpoint.addresses.filter(({ instance }) => ids.has(instance)),
    })),
  }
}

/** Changes the instances of a role. */
export function editInstances(
  plan: Plan,
  role: RoleId,
  change: (instance: PlanInstance, index: number) => PlanInstance,
): Plan {
  let index = -1
  return {
    ...plan,
    instances: plan.instances.map((instance) => {
      if (roleIdOf(instance) !== role) return instance
      index += 1
      return change(instance, index)
    }),
  }
}

/** Moves the instances of a role to these hosts, by their order; the last host takes the rest. */
export function moveInstances(plan: Plan, role: RoleId, hosts: readonly string[]): Plan {
  return editInstances(plan, role, (instance, index) => {
    const host: HostId = `host/${hosts[Math.min(index, hosts.length - 1)] ?? ''}`
    return { ...instance, host }
  })
}

/** Changes one role's entry. */
export function editRole(plan: Plan, role: RoleId, change: Partial<PlanRole>): Plan {
  return {
    ...plan,
    roles: plan.roles.map((entry) => (roleIdOf(entry) === role ? { ...entry, ...change } : entry)),
  }
}

/** Changes one endpoint. */
export function editEndpoint(plan: Plan, id: string, change: (endpoint: PlanEndpoint) => PlanEndpoint): Plan {
  return {
    ...plan,
    endpoints: plan.endpoints.map((endpoint) => (endpoint.id === id ? change(endpoint) : endpoint)),
  }
}

/** Changes one dataset. */
export function editDataset(plan: Plan, id: string, change: Partial<PlanDataset>): Plan {
  return {
    ...plan,
    datasets: plan.datasets.map((dataset) => (dataset.id === id ? { ...dataset, ...change } : dataset)),
  }
}

/** Changes one host. */
export function editHost(plan: Plan, name: string, change: (host: PlanHost) => PlanHost): Plan {
  return { ...plan, hosts: plan.hosts.map((host) => (host.id === `host/${name}` ? change(host) : host)) }
}

/** Changes one network. */
export function editNetwork(plan: Plan, id: string, change: Partial<PlanNetwork>): Plan {
  return {
    ...plan,
    networks: plan.networks.map((network) =>
      network.id === `network/${id}` ? { ...network, ...change } : network,
    ),
  }
}

/** Takes a service away, with everything that the plan says of it. */
export function withoutService(plan: Plan, service: string): Plan {
  const { [service]: _gone, ...services } = plan.services
  return {
    ...plan,
    services,
    instances: plan.instances.filter((instance) => instance.service !== service),
    roles: plan.roles.filter((role) => role.service !== service),
    endpoints: plan.endpoints.filter((endpoint) => endpoint.service !== service),
    datasets: plan.datasets.filter((dataset) => dataset.service !== service),
  }
}
