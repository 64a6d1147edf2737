// What must hold of the files of every shape with the real catalog.

import { describe, expect, test } from 'vitest'
import { catalog } from '../../catalog/index.gen.ts'
import type { Artifact, HostProcesses, WaitFor } from '../../model/artifacts.ts'
import { parseDeclaration } from '../../model/parse-declaration.ts'
import type { Plan, PlanInstance, SizeName } from '../../model/plan.ts'
import { balancerRole } from '../../planner/flows.ts'
import { planPlatform } from '../../planner/plan-platform.ts'
import { runnablePart } from '../../planner/runnable-part.ts'
import { shapes } from '../../planner/shapes.ts'
import { renderHosts } from './render-hosts.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}

function planOf(shape: string, profile: string): Plan {
  return planPlatform(
    parseDeclaration(`shape: ${shape}\nprofile: ${profile}\n`, 'platform.yaml', words),
    catalog,
  )
}

/** Rendering more hosts than this takes seconds and shows nothing that these do not. */
const hostLimit = 40

const shapeNames = [...shapes.values()]
  .filter(({ groups }) => groups.reduce((sum, { count }) => sum + count, 0) <= hostLimit)
  .map(({ id }) => id)
const kinds = shapeNames.flatMap((shape) =>
  ['conservative', 'fast'].map((profile) => [shape, profile] as const),
)

describe.each(kinds)('shape %s, profile %s', (shape, profile) => {
  const plan = planOf(shape, profile)
  const rendered: Record<SizeName, readonly Artifact[]> = {
    production: renderHosts(plan, catalog, 'production'),
    rehearsal: renderHosts(plan, catalog, 'rehearsal'),
  }

  test('renders to the same bytes each time', () => {
    expect(renderHosts(planOf(shape, profile), catalog, 'rehearsal')).toEqual(rendered.rehearsal)
  })

  test('has no file with a hole in it', () => {
    const holes = rendered.rehearsal.filter(({ content }) =>
      /\bundefined\b|\bNaN\b|\[object Object\]/.test(content),
    )
    expect(holes.map(({ path }) => path)).toEqual([])
  })

  test('differs between its sizes in values of the sizes only', () => {
    const production = new Map(rendered.production.map(({ path, content }) => [path, content]))
    expect([...production.keys()]).toEqual(rendered.rehearsal.map(({ path }) => path))
    for (const { path, content } of rendered.rehearsal) {
      if (path === 'hanok.json') continue
      const values = sizeValues(plan, rendered, path)
      expect(withoutSizes(content, values), path).toBe(withoutSizes(production.get(path) ?? '', values))
    }
  })

  test('starts in some order: nothing waits for itself', () => {
    expect(findCycle(startOrder(plan, rendered.rehearsal))).toEqual([])
  })

  test('waits only for jobs that some host does', () => {
    const hosts = processesOf(rendered.rehearsal)
    const done = new Set(hosts.flatMap(({ jobs }) => jobs.map(({ id }) => id as string)))
    const asked = hosts.flatMap(({ processes, jobs }) =>
      [...processes, ...jobs].flatMap(({ after }) => after),
    )
    const jobs = asked.flatMap((wait) => (wait.kind === 'job' ? [wait.id] : []))
    expect(jobs.filter((id) => !done.has(id))).toEqual([])
    expect(new Set(hosts.flatMap((host) => host.jobs.map(({ id }) => id))).size).toBe(
      hosts.flatMap((host) => host.jobs).length,
    )
  })

  test('starts every instance that can run once, and names the services that it leaves out', () => {
    const started = processesOf(rendered.rehearsal).flatMap((host) => host.processes.map(({ id }) => id))
    const part = runnablePart(plan, catalog)
    expect([...started].sort()).toEqual(part.plan.instances.map(({ id }) => id).sort())
    const about = rendered.rehearsal.find(({ path }) => path === 'hanok.json')?.content ?? '{}'
    expect(JSON.parse(about).plannedOnly).toEqual(part.plannedOnly)
  })

  test('opens no port to a service that is not run', () => {
    const { plannedOnly } = runnablePart(plan, catalog)
    const rules = rendered.rehearsal.filter(({ path }) => path.endsWith('/nftables.nft'))
    const spoken = rules.flatMap(({ content }) => plannedOnly.filter((id) => content.includes(` ${id}/`)))
    expect(spoken).toEqual([])
  })

  test('shows no secret to the world', () => {
    const open = rendered.rehearsal.filter(
      ({ path, content, mode }) =>
        content.includes('{{secret:') && (mode ?? 0o644) % 8 !== 0 && !path.endsWith('processes.json'),
    )
    expect(open.map(({ path }) => path)).toEqual([])
  })
})

function processesOf(artifacts: readonly Artifact[]): readonly HostProcesses[] {
  return artifacts
    .filter(({ path }) => path.endsWith('/processes.json'))
    .map(({ content }) => JSON.parse(content) as HostProcesses)
}

interface SizeValues {
  readonly numbers: ReadonlySet<string>
  readonly words: ReadonlySet<string>
}

/** All that may differ in a file: the size values of the instances on its host, and the sums made of them. */
function sizeValues(plan: Plan, rendered: Record<SizeName, readonly Artifact[]>, path: string): SizeValues {
  const host = path.split('/')[1] ?? ''
  const instances = plan.instances.filter((instance) => instance.host === `host/${host}`)
  const totals = Object.values(rendered).flatMap((artifacts) =>
    processesOf(artifacts.filter((artifact) => artifact.path === `hosts/${host}/processes.json`)),
  )
  const parts = instances.flatMap(settingsOf).flatMap((value) => String(value).split(/\s+/))
  const isNumber = (part: string) => /^\d+(\.\d+)?$/.test(part)
  const numbers = parts.filter(isNumber).map(Number)
  // The same amount in KiB and bytes, a share of a CPU in percent, and the host's sums.
  const scaled = numbers.flatMap((amount) => [
    amount,
    amount * 1024,
    amount * 1024 ** 2,
    amount * 1024 ** 3,
    amount * 100,
  ])
  const sums = totals.flatMap((total) => [total.memoryMiB, total.cpus])
  return {
    numbers: new Set([...scaled, ...sums].map(String)),
    words: new Set(parts.filter((part) => part !== '' && !isNumber(part))),
  }
}

function settingsOf({ size }: PlanInstance): readonly (string | number)[] {
  return [size.production, size.rehearsal].flatMap((one) => [
    one.memoryMiB,
    one.cpus,
    one.diskGiB,
    ...Object.values(one.settings),
  ])
}

function withoutSizes(content: string, { numbers, words }: SizeValues): string {
  return content
    .split(/[\s"',]+/)
    .filter((token) => !words.has(token))
    .map((token) => [...words].reduce((text, word) => text.replaceAll(word, '#'), token))
    .map((token) => token.replace(/\d+(\.\d+)?/g, (number) => (numbers.has(number) ? '#' : number)))
    .join('\n')
}

/** Role or job → the roles and jobs that it waits for. */
function startOrder(plan: Plan, artifacts: readonly Artifact[]): ReadonlyMap<string, ReadonlySet<string>> {
  const order = new Map<string, Set<string>>()
  const rolesBehind = (what: string): readonly string[] => {
    const endpoint = plan.endpoints.find(({ id }) => id === what)
    if (endpoint === undefined) return []
    const own = `${endpoint.service}/${endpoint.role}`
    return endpoint.virtualIp === undefined ? [own] : [own, balancerRole]
  }
  const add = (name: string, after: readonly WaitFor[]) => {
    const before = order.get(name) ?? new Set()
    for (const wait of after) {
      for (const next of wait.kind === 'job' ? [wait.id] : rolesBehind(wait.what)) before.add(next)
    }
    order.set(name, before)
  }
  for (const { processes, jobs } of processesOf(artifacts)) {
    for (const { id, after } of processes) add(id.split('/').slice(0, 2).join('/'), after)
    for (const { id, after } of jobs) add(id, after)
  }
  return order
}

function findCycle(order: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const settled = new Set<string>()
  const visit = (name: string, way: readonly string[]): readonly string[] => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name]
    if (settled.has(name)) return []
    for (const next of order.get(name) ?? []) {
      const cycle = visit(next, [...way, name])
      if (cycle.length > 0) return cycle
    }
    settled.add(name)
    return []
  }
  for (const name of order.keys()) {
    const cycle = visit(name, [])
    if (cycle.length > 0) return cycle
  }
  return []
}

test('no account has the name of one that a Debian package makes, which could not be installed then', () => {
  // From the packages' postinst; those of etcd, Postgres and Redis go on with an account that is there.
  const made = ['haproxy:haproxy', 'prometheus:prometheus']
  const taken = new Map(made.map((one) => one.split(':') as [string, string]))
  const clashes = catalog.flatMap(({ id, account }) =>
    taken.has(account.name) ? [`${id}: ${taken.get(account.name)}`] : [],
  )
  expect(clashes).toEqual([])
})
