// One container for each instance, each with an address of its own, and nothing that is rendered holds a secret.

import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { serviceImages } from '../../catalog/images.gen.ts'
import { catalog } from '../../catalog/index.gen.ts'
import { parseDeclaration } from '../../model/parse-declaration.ts'
import type { Plan } from '../../model/plan.ts'
import { planPlatform } from '../../planner/plan-platform.ts'
import { shapes } from '../../planner/shapes.ts'
import { addressOn, containerPlan } from './container-plan.ts'
import { renderCompose } from './render-compose.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}

const planOf = (text: string): Plan => planPlatform(parseDeclaration(text, 'platform.yaml', words), catalog)

interface ComposeService {
  readonly build?: { readonly context: string }
  readonly cap_drop: readonly string[]
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly environment?: Readonly<Record<string, string>>
  readonly healthcheck?: unknown
  readonly networks?: Readonly<Record<string, { readonly ipv4_address: string }>>
  readonly ports?: readonly string[]
  readonly volumes: readonly string[]
}

const rendered = (plan: Plan) =>
  new Map(
    renderCompose(plan, catalog, serviceImages, 'rehearsal').map(({ path, content }) => [path, content]),
  )

describe('starter under Compose', () => {
  const plan = planOf('name: starter\nshape: starter\ntarget: compose\n')
  const files = rendered(plan)
  const { services, networks, volumes } = parse(files.get('compose/compose.yaml') ?? '') as {
    readonly services: Readonly<Record<string, ComposeService>>
    readonly networks: Readonly<Record<string, unknown>>
    readonly volumes: Readonly<Record<string, unknown>>
  }

  test('gives the same bytes twice', () => {
    expect([...rendered(plan)]).toEqual([...files])
  })

  test('every instance that can run has a container, without what only hosts have', () => {
    const names = Object.keys(services)
    expect(names).toEqual(expect.arrayContaining(['postgres-server', 'trino-coordinator', 'spark-worker']))
    expect(names.filter((name) => /keepalived|peer-watch|grafana|ingress/.test(name))).toEqual([])
  })

  test('no two containers have an address in common, and the balancer has the virtual IPs', () => {
    const all = Object.values(services).flatMap(({ networks: legs = {} }) =>
      Object.values(legs).map((leg) => leg.ipv4_address),
    )
    expect(new Set(all).size).toBe(all.length)
    const virtual = new Set(plan.endpoints.flatMap(({ virtualIp }) => virtualIp ?? []))
    const balancer = Object.values(services['load-balancer-haproxy']?.networks ?? {})
    expect(balancer.map((leg) => leg.ipv4_address)).toEqual(expect.arrayContaining([...virtual]))
  })

  test('every address of the platform that a file names is that of a container', () => {
    const known = new Set(
      Object.values(services).flatMap(({ networks: legs = {} }) =>
        Object.values(legs).map((leg) => leg.ipv4_address),
      ),
    )
    const named = [...files].flatMap(([path, content]) =>
      path.startsWith('compose/containers/')
        ? [...content.matchAll(/\b10\.77\.\d+\.\d+\b(?!\/(?!32))/g)].map(([one]) => one)
        : [],
    )
    expect(named.length).toBeGreaterThan(20)
    expect([...new Set(named)].filter((address) => !known.has(address))).toEqual([])
  })

  test('each has a health check or ends, no privilege, and waits for the secrets', () => {
    for (const [name, service] of Object.entries(services)) {
      expect(service.cap_drop, name).toEqual(['ALL'])
      const ends = name === 'secrets' || name.startsWith('job-')
      expect(service.healthcheck !== undefined, name).toBe(!ends)
      if (name === 'secrets') continue
      expect(service.depends_on?.secrets, name).toEqual({ condition: 'service_completed_successfully' })
    }
  })

  test('what it names is there: images, networks, volumes, folders, jobs', () => {
    for (const service of Object.values(services)) {
      if (service.build !== undefined) {
        expect(files.has(`compose/${service.build.context.slice(2)}/Dockerfile`)).toBe(true)
      }
      for (const network of Object.keys(service.networks ?? {})) expect(networks).toHaveProperty(network)
      for (const job of Object.keys(service.depends_on ?? {})) expect(services).toHaveProperty(job)
      for (const volume of service.volumes) {
        const [source = ''] = volume.split(':')
        const found = source.startsWith('./')
          ? [...files.keys()].some((path) => path.startsWith(`compose/${source.slice(2)}`))
          : source in volumes
        expect(found, volume).toBe(true)
      }
    }
  })

  test('ports are open on this machine alone', () => {
    const ports = Object.values(services).flatMap((service) => service.ports ?? [])
    expect(ports).toContain('127.0.0.1:8080:8080')
    expect(ports.every((port) => port.startsWith('127.0.0.1:'))).toBe(true)
  })

  test('every placeholder has a secret that is made, and none is in the open environment', () => {
    const made = files.get('compose/containers/secrets/run') ?? ''
    const wanted = [...files.values()].flatMap((content) => [
      ...content.matchAll(/\{\{secret:([a-z0-9/-]+)\}\}/g),
    ])
    expect(wanted.length).toBeGreaterThan(5)
    for (const [, name] of wanted) expect(made).toContain(`  ${name} \\\n`)
    const open = Object.values(services).flatMap(({ environment = {} }) => Object.values(environment))
    expect(open.filter((value) => value.includes('{{secret'))).toEqual([])
  })
})

test('a plan with two of anything is refused, and the role is named', () => {
  const plan = planOf('name: two\nshape: minimum\ntarget: compose\n')
  expect(() => containerPlan(plan, catalog)).toThrow(/one of everything.*\d of [a-z-]+\/[a-z-]+/)
})

test('a subnet that is too small for its containers is refused', () => {
  const plan = planOf(
    'name: small\nshape: starter\ntarget: compose\nnetworks:\n  data: { subnet: 10.77.20.0/27 }\n',
  )
  expect(addressOn(plan, 'data', 30)).toBe('10.77.20.30')
  expect(() => addressOn(plan, 'data', 31)).toThrow(/10\.77\.20\.0\/27/)
})
