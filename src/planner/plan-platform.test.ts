import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import type { ParsedDeclaration } from '../model/declaration.ts'
import { defaultLoad } from '../model/load.ts'
import type { Duty, Hardware, Plan } from '../model/plan.ts'
import { planPlatform } from './plan-platform.ts'
import { shapes } from './shapes.ts'

const declare = (changes: Partial<ParsedDeclaration> = {}): ParsedDeclaration => ({
  file: 'platform.yaml',
  sha256: '0'.repeat(64),
  name: 'test',
  shape: 'minimum',
  profile: 'conservative',
  relaxes: [],
  load: defaultLoad,
  networks: {},
  services: {},
  source: {},
  ...changes,
})

const plan = (changes: Partial<ParsedDeclaration> = {}): Plan => planPlatform(declare(changes), catalog)
const countOf = (of: Plan, role: string) =>
  of.instances.filter((instance) => `${instance.service}/${instance.role}` === role).length
const hostsOf = (of: Plan, role: string) =>
  of.instances.filter((i) => `${i.service}/${i.role}` === role).map((i) => i.host)
const rackOf = (of: Plan, host: string) =>
  of.failureDomains.find((domain) => domain.kind === 'rack' && domain.members.some((m) => m === host))?.id

/** What holds for every plan, whatever was declared. */
function expectSound(of: Plan): void {
  const ids = of.instances.map((instance) => instance.id)
  expect(new Set(ids).size).toBe(ids.length)
  const seats = of.instances.map((instance) => `${instance.service}/${instance.role}@${instance.host}`)
  expect(new Set(seats).size).toBe(seats.length)
  const addresses = of.hosts.flatMap((host) => host.networks.map((leg) => leg.address))
  expect(new Set(addresses).size).toBe(addresses.length)
  // Pods have addresses of their own.
  const isPod = (service: string) =>
    of.clusters.every(({ target }) => target === 'kubernetes') &&
    !['load-balancer', 'kubernetes'].includes(service)
  const sockets = of.instances
    .filter(({ service }) => !isPod(service))
    .flatMap((i) => i.listens.map((l) => `${l.address}:${l.port}/${l.protocol}`))
  expect(new Set(sockets).size).toBe(sockets.length)
  const endpoints = new Set<string>(of.endpoints.map((endpoint) => endpoint.id))
  for (const instance of of.instances) {
    for (const need of instance.needs) {
      expect(endpoints).toContain(need.endpoint)
      const from = `${instance.service}/${instance.role}`
      expect(of.flows.some((flow) => flow.from === from && flow.to === need.endpoint)).toBe(true)
    }
  }
}

/** What every host has, whatever it is there for. */
const onEveryHost = ['peer-watch/agent', 'prometheus/node-exporter', 'log-shipper/agent']

describe('planPlatform', () => {
  it.each([...shapes.keys()].filter((shape) => shape !== 'thousand-hosts'))(
    'plans %s soundly for every target',
    (shape) => {
      for (const target of ['hosts', 'kubernetes', 'yarn', 'aws'] as const)
        expectSound(plan({ shape, target }))
    },
  )

  it('has 5, 17 and 25 hosts in starter, minimum and minimum-kafka (R-4.6, R-7)', () => {
    expect(plan({ shape: 'starter' }).hosts).toHaveLength(5)
    expect(plan({ shape: 'minimum' }).hosts).toHaveLength(17)
    expect(plan({ shape: 'minimum-kafka' }).hosts).toHaveLength(25)
  })

  it('gives the same bytes for the same declaration', () => {
    expect(JSON.stringify(plan())).toBe(JSON.stringify(plan()))
  })

  it('has one instance of each role in starter', () => {
    const starter = plan({ shape: 'starter' })
    const roles = starter.instances
      .map((instance) => `${instance.service}/${instance.role}`)
      .filter((role) => !onEveryHost.includes(role))
    expect(new Set(roles).size).toBe(roles.length)
  })

  it('has the voters, copies and pairs that the guideline asks of a minimum platform (R-2)', () => {
    const minimum = plan()
    const expected = {
      'etcd/member': 3,
      'postgres/server': 3,
      'seaweedfs/master': 3,
      'seaweedfs/volume': 4,
      'seaweedfs/filer': 2,
      'seaweedfs/s3': 2,
      'hive-metastore/server': 2,
      'trino/coordinator': 2,
      'trino/worker': 3,
      'spark/master': 2,
      'spark/worker': 3,
      'load-balancer/haproxy': 2,
      'load-balancer/keepalived': 2,
      'peer-watch/agent': 17,
      'prometheus/node-exporter': 17,
    }
    expect(Object.fromEntries(Object.keys(expected).map((role) => [role, countOf(minimum, role)]))).toEqual(
      expected,
    )
  })

  it('keeps Keepalived with the HAProxy that it asks, however many edge hosts there are', () => {
    const hardware: Hardware = { cpus: 64, memoryGiB: 256, disks: [{ kind: 'ssd', gib: 8_192 }] }
    const others: readonly Duty[][] = [
      ['storage'],
      ['query'],
      ['compute'],
      ['visualization'],
      ['observability'],
    ]
    const groups: readonly (readonly Duty[])[] = [['edge'], ['control', 'metadata'], ...others]
    const hostGroups = groups.map((duties) => ({ name: duties.join('-'), count: 4, duties, hardware }))
    const planned = plan({ hostGroups })
    expect(hostsOf(planned, 'load-balancer/keepalived')).toHaveLength(2)
    expect(hostsOf(planned, 'load-balancer/keepalived')).toEqual(hostsOf(planned, 'load-balancer/haproxy'))
  })

  it('keeps Kafka on hosts of its own (R-2.8, R-9.8)', () => {
    const kafka = plan({ shape: 'minimum-kafka' })
    expect([
      countOf(kafka, 'kafka/controller'),
      countOf(kafka, 'kafka/broker'),
      countOf(kafka, 'kafka/connect'),
    ]).toEqual([3, 3, 2])
    const kafkaHosts = kafka.instances.filter((i) => i.service === 'kafka').map((i) => i.host)
    expect(new Set(kafkaHosts).size).toBe(kafkaHosts.length)
    const others = kafka.instances
      .filter((i) => i.service !== 'kafka' && !onEveryHost.includes(`${i.service}/${i.role}`))
      .map((i) => i.host)
    expect(others.filter((host) => kafkaHosts.includes(host))).toEqual([])
  })

  it('spreads every voter over all three racks', () => {
    const kafka = plan({ shape: 'minimum-kafka' })
    for (const { service, role, rule } of kafka.roles) {
      if (rule.kind !== 'majority') continue
      const racks = new Set(hostsOf(kafka, `${service}/${role}`).map((host) => rackOf(kafka, host)))
      expect(racks.size, `${service}/${role}`).toBe(3)
    }
  })

  it('leaves out a service that is declared false, and says who needs it when someone does', () => {
    expect(plan({ shape: 'minimum-kafka', services: { kafka: false } }).services).not.toHaveProperty('kafka')
    expect(() => plan({ services: { postgres: false } })).toThrow(/needs the service "postgres"/)
  })

  it('stays sound whatever the number of hosts in each group', () => {
    const small = [...shapes.values()].filter(({ groups }) => groups.every(({ count }) => count <= 12))
    const extras = fc.array(fc.nat(4), { minLength: 12, maxLength: 12 })
    fc.assert(
      fc.property(fc.constantFrom(...small), extras, ({ id, groups }, extra) => {
        const hostGroups = groups.map(({ name, count, duties, hardware, extra: more }, index) => ({
          name,
          hardware,
          count: count + (extra[index] ?? 0),
          duties: [...new Set([...duties, ...Object.values(more ?? {}).flat()])],
        }))
        expectSound(plan({ shape: id, hostGroups }))
      }),
      { numRuns: 60 },
    )
  })

  it('plans a thousand hosts in seconds', () => {
    const start = process.cpuUsage()
    const thousand = plan({ shape: 'thousand-hosts' })
    // Its own processor time: what else the machine does is none of its business.
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(5_000)
    expect(thousand.hosts).toHaveLength(1000)
    const addresses = thousand.hosts.flatMap(({ networks }) => networks.map(({ address }) => address))
    expect(new Set(addresses).size).toBe(addresses.length)
  })
})
