import { describe, expect, it } from 'vitest'
import { catalog } from '../../catalog/index.gen.ts'
import type { Artifact, HostProcesses } from '../../model/artifacts.ts'
import { parseDeclaration } from '../../model/parse-declaration.ts'
import { planPlatform } from '../../planner/plan-platform.ts'
import { shapes } from '../../planner/shapes.ts'
import { renderHosts } from '../../renderers/hosts/render-hosts.ts'
import { keyLines, tunedKeys, withUpstreamDefaults } from './tuned-keys.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}
const plan = planPlatform(parseDeclaration('shape: minimum-kafka\n', 'platform.yaml', words), catalog)
const artifacts = renderHosts(plan, catalog, 'rehearsal')
const services = Object.keys(tunedKeys)

function changed(service: string): readonly Artifact[] {
  const before = new Map(artifacts.map(({ path, content }) => [path, content]))
  return withUpstreamDefaults(artifacts, service).filter(({ path, content }) => before.get(path) !== content)
}

describe.each(services)('upstream’s defaults of %s', (service) => {
  const defaults = keyLines(withUpstreamDefaults(artifacts, service), service)

  it.each(tunedKeys[service] ?? [])('have $key as upstream has it', (key) => {
    const generated = keyLines(artifacts, service).find((line) => line.key === key.key)?.generated
    const now = defaults.find((line) => line.key === key.key)?.generated
    // Whoever stops generating a key has to take it off the list: the comparison would be one with itself.
    expect(generated === '–' && key.put === undefined).toBe(false)
    expect(now).toBe(key.put === undefined ? '–' : (key.put.split('=')[1] ?? 'on'))
  })

  it('change no file of another service', () => {
    const [processes, files] = [
      changed(service).filter(({ path }) => path.endsWith('/processes.json')),
      changed(service).filter(({ path }) => !path.endsWith('/processes.json')),
    ]
    expect(files.filter(({ path }) => !new RegExp(`/hanok/${service}[-/]`).test(path))).toEqual([])
    const before = new Map(artifacts.map(({ path, content }) => [path, content]))
    for (const { path, content } of processes) {
      const others = (text: string) => {
        const host = JSON.parse(text) as HostProcesses
        return { ...host, processes: host.processes.filter(({ id }) => !id.startsWith(`${service}/`)) }
      }
      expect(others(content)).toEqual(others(before.get(path) ?? '{}'))
    }
  })

  it('differ from what is generated in some file or command line', () => {
    expect(changed(service).length).toBeGreaterThan(0)
  })
})

it('puts upstream’s flags before the class, and keeps the heap', () => {
  const hosts = withUpstreamDefaults(artifacts, 'trino').filter(({ path }) =>
    path.endsWith('/processes.json'),
  )
  const workers = hosts
    .flatMap(({ content }) => (JSON.parse(content) as HostProcesses).processes)
    .filter(({ id }) => id.startsWith('trino/worker/'))
  expect(workers.length).toBeGreaterThan(0)
  for (const { argv } of workers) {
    expect(argv).toContain('-Xmx512m')
    expect(argv.indexOf('-XX:G1HeapRegionSize=32M')).toBeLessThan(argv.indexOf('-classpath'))
    expect(argv.filter((word) => word.includes('G1HeapRegionSize'))).toEqual(['-XX:G1HeapRegionSize=32M'])
  }
})
