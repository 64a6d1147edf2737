// The rules that a host of Prometheus gets, run by Prometheus' own promtool: every alert is quiet, fires and resolves.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { dashboardsOf } from '../../src/catalog/grafana/dashboards.ts'
import { catalog } from '../../src/catalog/index.gen.ts'
import { askable } from '../../src/catalog/panels.ts'
import { prometheusSoftware } from '../../src/catalog/prometheus/software.ts'
import { parseDeclaration } from '../../src/model/parse-declaration.ts'
import { planPlatform } from '../../src/planner/plan-platform.ts'
import { shapes } from '../../src/planner/shapes.ts'
import { renderHosts } from '../../src/renderers/hosts/render-hosts.ts'
import { defaultCacheDirectory } from '../../src/software/cache.ts'
import { ensureSoftware } from '../../src/software/ensure-software.ts'

interface TestFile {
  readonly tests: readonly { readonly name: string }[]
}
interface RuleFile {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert?: string; readonly record?: string }[]
  }[]
}

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}
const plan = planPlatform(parseDeclaration('shape: minimum-kafka\n', 'platform.yaml', words), catalog)
const folder = '/files/etc/opt/hanok/prometheus-server/'
const files = renderHosts(plan, catalog, 'production').flatMap(({ path, content }) => {
  const at = path.indexOf(folder)
  return at < 0 ? [] : [{ path: path.slice(at + folder.length), content }]
})
const services = files
  .filter(({ path }) => path.startsWith('tests/'))
  .map(({ path, content }) => ({
    path,
    content,
    service: path.slice('tests/'.length, -'.yml'.length),
    alerts: (parse(content) as TestFile).tests.map(({ name }) => name),
  }))
const rules = files
  .filter(({ path }) => path.startsWith('rules/'))
  .flatMap(({ content }) => (parse(content) as RuleFile).groups.flatMap((group) => group.rules))

const panels = catalog
  .flatMap(({ rules: native, kubernetes }) => [native?.(plan), kubernetes?.rules?.(plan)])
  .flatMap((one) => [...(one?.panels ?? []), ...(one?.hostPanels ?? [])])
  .concat(dashboardsOf(plan, () => undefined).flatMap((dashboard) => dashboard.panels))

// Installing a package needs root, unless it is there.
const hasPromtool = spawnSync('promtool', ['--version']).status === 0
const canRun = hasPromtool || process.getuid?.() === 0
if (!canRun)
  process.stderr.write('e2e: alerts skipped, promtool is not on this machine: apt-get install prometheus\n')

let directory = ''

beforeAll(async () => {
  if (!hasPromtool && canRun)
    await ensureSoftware([prometheusSoftware], {
      cacheDirectory: defaultCacheDirectory(),
      report: () => undefined,
    })
  directory = mkdtempSync(join(tmpdir(), 'hanok-rules-'))
  for (const { path, content } of files) write(path, content)
})

afterAll(() => rmSync(directory, { recursive: true, force: true }))

function write(path: string, content: string): string {
  const file = join(directory, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}

/** Runs promtool; its status and everything that it says. */
function promtool(...argv: readonly string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('promtool', argv, { encoding: 'utf8' })
  return { status, output: `${stdout}${stderr}` }
}

test('every alert has its own name, and a test of that name', () => {
  const alerts = rules.flatMap(({ alert }) => (alert === undefined ? [] : [alert]))
  expect(alerts.length).toBeGreaterThan(30)
  expect(new Set(alerts).size).toBe(alerts.length)
  expect(services.flatMap((service) => service.alerts)).toEqual(alerts)
})

describe.skipIf(!canRun)('promtool', () => {
  test('finds no fault with any rule', () => {
    const paths = files
      .filter(({ path }) => path.startsWith('rules/'))
      .map(({ path }) => join(directory, path))
    expect(promtool('check', 'rules', ...paths)).toMatchObject({ status: 0 })
  })

  test.for(services)('sees each alert of $service quiet, firing, and resolved: $alerts', ({ path }) => {
    expect(promtool('test', 'rules', join(directory, path))).toMatchObject({ status: 0 })
  })

  test('understands every question of every panel, natively and on Kubernetes', () => {
    // A panel's question is a rule like any other: it is checked as one.
    const questions = [...new Set(panels.flatMap(({ queries }) => queries.map(askable)))]
    expect(questions.length).toBeGreaterThan(60)
    const groups = [{ name: 'panels', rules: questions.map((expr, n) => ({ record: `panel:${n}`, expr })) }]
    const file = write('panels.yml', JSON.stringify({ groups }))
    expect(promtool('check', 'rules', file)).toMatchObject({ status: 0 })
  })

  test('says so when an alert does not fire', () => {
    const [{ path, content, alerts } = { path: '', content: '', alerts: [] }] = services
    // Nothing turns ill: every value is what it was at first.
    const well = content.replace(/values: "?(\S+) .*/g, 'values: "$1 $1 $1"')
    const { status, output } = promtool('test', 'rules', write(path.replace('tests/', 'tests/well-'), well))
    expect(status).toBe(1)
    expect(alerts.filter((alert) => !output.includes(alert))).toEqual([])
  })
})
