// A part of a plan is itself a sound plan.

import { expect, test } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import { onlyServices } from './only-services.ts'
import { planPlatform } from './plan-platform.ts'
import { shapes } from './shapes.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}
const { placement: _ofTheWhole, ...plan } = planPlatform(
  parseDeclaration('shape: minimum\n', 'platform.yaml', words),
  catalog,
)

test('a service brings what it cannot start without, and nothing else', () => {
  const part = onlyServices(plan, ['postgres', 'no-such-service'])
  expect(Object.keys(part.services).sort()).toEqual(['etcd', 'load-balancer', 'peer-watch', 'postgres'])
  expect([...new Set(part.hosts.map(({ group }) => group))]).toEqual(['control', 'edge'])
})

test('nothing in a part speaks of what is not in it', () => {
  const part = onlyServices(plan, ['seaweedfs'])
  const hosts = new Set(part.hosts.map(({ id }) => id))
  const instances = new Set(part.instances.map(({ id }) => id))
  const endpoints = new Set<string>(part.endpoints.map(({ id }) => id))
  const roles = new Set<string>(part.instances.map(({ service, role }) => `${service}/${role}`))
  expect(part.instances.every(({ host }) => hosts.has(host))).toBe(true)
  expect(part.instances.every(({ needs }) => needs.every(({ endpoint }) => endpoints.has(endpoint)))).toBe(
    true,
  )
  expect(
    part.endpoints.every(({ addresses }) => addresses.every(({ instance }) => instances.has(instance))),
  ).toBe(true)
  expect(part.flows.every(({ from, to }) => from === 'user' || roles.has(from) || endpoints.has(to))).toBe(
    true,
  )
  expect(
    Object.values(part.capabilities)
      .flat()
      .every((id) => endpoints.has(id ?? '')),
  ).toBe(true)
})

test('all services together are the whole plan', () => {
  expect(onlyServices(plan, Object.keys(plan.services))).toEqual({
    ...plan,
    hosts: plan.hosts.filter(({ id }) =>
      plan.instances.some((instance) => instance.host === id && instance.service !== 'peer-watch'),
    ),
    instances: expect.anything(),
    endpoints: expect.anything(),
    failureDomains: expect.anything(),
  })
})
