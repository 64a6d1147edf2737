// `npm run evidence -- performance`: what is generated against upstream's defaults, on one small platform after another.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { catalog } from '../src/catalog/index.gen.ts'
import { loadPlan } from '../src/cli/load-plan.ts'
import { bringUp, rehearsedPart } from '../src/cli/rehearse.ts'
import { openSecrets } from '../src/cli/secret-store.ts'
import type { Terminal } from '../src/cli/terminal.ts'
import { writeArtifacts } from '../src/cli/write-artifacts.ts'
import { makeFlightsDashboard } from '../src/demo/ask-superset.ts'
import { rehearsalPlatform } from '../src/demo/rehearsal-platform.ts'
import { commit, evidenceHeader, evidencePage, writeEvidence } from '../src/drills/evidence.ts'
import type { Sample } from '../src/drills/performance/comparison.ts'
import { measureKafka } from '../src/drills/performance/kafka.ts'
import { measureOpensearch } from '../src/drills/performance/opensearch.ts'
import { performancePage, performanceRows } from '../src/drills/performance/page.ts'
import { measureS3 } from '../src/drills/performance/s3.ts'
import { type Portion, shareMs } from '../src/drills/performance/schedule.ts'
import type { Site } from '../src/drills/performance/site.ts'
import { loadFlightsTable, measureSuperset } from '../src/drills/performance/superset.ts'
import { loadTpch, measureTrino, measureWorkers, trinoInstances } from '../src/drills/performance/trino.ts'
import { keyLines, tunedKeys, withUpstreamDefaults } from '../src/drills/performance/tuned-keys.ts'
import { planSha256 } from '../src/model/canonical-json.ts'
import type { Plan } from '../src/model/plan.ts'
import { onlyServices } from '../src/planner/only-services.ts'
import { Rehearsal } from '../src/rehearsal/rehearsal.ts'
import { renderHosts } from '../src/renderers/hosts/render-hosts.ts'
import { EvidenceProgress } from './evidence-progress.ts'

const readyTimeoutMs = 240_000
const askEveryMs = 500
const usualRounds = 3
/** Rounds end by then, counted from the start: the last restarts and the teardown come after. */
const wholeMs = 22 * 60_000
/** Kept of each part for what comes after its rounds. */
const afterRoundsMs = 30_000

/** One part of the measurement, by what it takes on an idle machine. */
interface Part extends Portion {
  measure(site: Site, rehearsal: Rehearsal, turns: Turns): Promise<readonly Sample[]>
}

type Turns = { readonly rounds: number; readonly endByMs: number; now(): number }

/** A part of the platform, and what is measured on it once it is up. */
interface Stage {
  readonly only: readonly string[]
  /** How long until it is up. */
  readonly upMs: number
  readonly parts: readonly Part[]
}

const stages: readonly Stage[] = [
  {
    only: ['ingress', 'superset', 'trino'],
    upMs: 120_000,
    parts: [
      { id: 's3', usualMs: 90_000, measure: (site, _, turns) => measureS3(site, turns) },
      {
        id: 'trino',
        usualMs: 360_000,
        async measure(site, _, turns) {
          await loadTpch(site)
          const { standby } = trinoInstances(site)
          await site.stop(standby)
          const samples = await measureTrino(site, turns)
          await site.start(standby)
          return samples
        },
      },
      {
        id: 'trino-workers',
        usualMs: 180_000,
        async measure(site, _, turns) {
          await loadTpch(site)
          return await measureWorkers(site, turns)
        },
      },
      {
        id: 'superset',
        usualMs: 150_000,
        async measure(site, rehearsal, turns) {
          await loadFlightsTable(site)
          const charts = await makeFlightsDashboard(
            rehearsalPlatform(rehearsal, () => (name) => site.secret(name)),
          )
          return await measureSuperset(site, charts, turns)
        },
      },
    ],
  },
  {
    only: ['kafka'],
    upMs: 45_000,
    parts: [{ id: 'kafka', usualMs: 150_000, measure: (site, _, turns) => measureKafka(site, turns) }],
  },
  {
    only: ['opensearch'],
    upMs: 100_000,
    parts: [
      { id: 'opensearch', usualMs: 180_000, measure: (site, _, turns) => measureOpensearch(site, turns) },
    ],
  },
]

/**
 * Measures what was not measured before, each stage on a platform of its own that is taken down again, and writes the evidence below `root`;
 * `platform` is a declaration or an example. Gives the exit status: 2 where a rehearsal is up already, which would be measured too.
 */
export async function measurePerformance(
  terminal: Terminal,
  root: string,
  platform = 'minimum-kafka',
  rounds = usualRounds,
): Promise<number> {
  const startedAt = new Date()
  const rehearsal = new Rehearsal()
  if (rehearsal.state !== 'down') {
    terminal.note('performance brings up its own platforms: take down what is up first (hanok down).')
    return 2
  }
  const whole = await loadPlan(platform)
  const sha256 = planSha256(whole)
  const progress = new EvidenceProgress<Sample>('.hanok', 'performance', `${commit()} ${sha256}`)
  const runnable = rehearsedPart(terminal, whole)
  const run = { terminal, rehearsal, progress, rounds, endByMs: performance.now() + wholeMs }
  for (const stage of stages) {
    if (stage.parts.every(({ id }) => progress.part(id) !== undefined)) continue
    await measureStage(run, onlyServices(runnable, stage.only), stage)
  }
  const samples = stages.flatMap(({ parts }) => parts.flatMap(({ id }) => progress.part(id) ?? []))
  const artifacts = renderHosts(whole, catalog, 'rehearsal')
  const keys = Object.fromEntries(
    Object.keys(tunedKeys).map((service) => [service, keyLines(artifacts, service)] as const),
  )
  const evidence = { ...evidenceHeader(sha256, startedAt), rows: performanceRows(samples) }
  const page = evidencePage('performance', 'Performance', evidence, performancePage(samples, keys))
  writeEvidence(join(root, 'docs/evidence/performance.json'), evidence, page)
  progress.clear()
  terminal.print('docs/evidence/performance.json, docs/evidence/performance.md')
  return 0
}

interface Run {
  readonly terminal: Terminal
  readonly rehearsal: Rehearsal
  readonly progress: EvidenceProgress<Sample>
  readonly rounds: number
  readonly endByMs: number
}

/** What is still to come, this part first. */
function portionsFrom(part: Part, progress: EvidenceProgress<Sample>): readonly Portion[] {
  const all = stages.flatMap(({ parts, upMs }): readonly Portion[] => {
    const open = parts.filter(({ id }) => progress.part(id) === undefined)
    return open.length === 0 ? [] : [{ id: 'up', usualMs: upMs }, ...open]
  })
  return all.slice(all.indexOf(part))
}

async function measureStage(run: Run, plan: Plan, { parts }: Stage): Promise<void> {
  const { terminal, rehearsal, progress, rounds } = run
  const folder = mkdtempSync(join(tmpdir(), 'hanok-performance-'))
  try {
    await bringUp(terminal, rehearsal, plan)
    const site = rehearsedSite(terminal, rehearsal, plan, folder)
    for (const part of parts) {
      if (progress.part(part.id) !== undefined) {
        terminal.print(`${part.id}: measured before`)
        continue
      }
      const startMs = performance.now()
      const ownMs = shareMs(portionsFrom(part, progress), run.endByMs - startMs)
      const turns = { rounds, endByMs: startMs + ownMs - afterRoundsMs, now: () => performance.now() }
      progress.add(part.id, await part.measure(site, rehearsal, turns))
      terminal.print(`${part.id}: ${Math.round((performance.now() - startMs) / 1_000)} s`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
    await rehearsal.down()
  }
}

/** The rehearsal that is up, whose instances are started anew with either configuration; `folder` is for their files. */
function rehearsedSite(terminal: Terminal, rehearsal: Rehearsal, plan: Plan, folder: string): Site {
  const secret = openSecrets(plan.name, '.hanok', join(rehearsal.place.stateDir, 'secrets.json'))
  const artifacts = renderHosts(plan, catalog, 'rehearsal')
  const untilReady = (instances: readonly string[]) => waitUntilReady(rehearsal, instances, terminal.signal)
  return {
    plan,
    secret,
    signal: terminal.signal,
    report: (line) => terminal.print(line),
    async run(host, argv, { stdin, timeoutMs, user, env }) {
      const { code, stdout, stderr } = await rehearsal.exec(host, argv, {
        timeoutMs,
        signal: terminal.signal,
        ...(stdin === undefined ? {} : { stdin }),
        ...(user === undefined ? {} : { user }),
        ...(env === undefined ? {} : { env }),
      })
      if (code === 0) return stdout
      const said = (stderr.trim() || stdout.trim()).slice(-600)
      throw new Error(`${host}: ${argv.slice(0, 2).join(' ').slice(0, 80)}… ended with ${code}: ${said}`)
    },
    async configure(service, variant, instances) {
      const directory = join(folder, `${service}-${variant}`)
      const wanted = variant === 'generated' ? artifacts : withUpstreamDefaults(artifacts, service)
      await writeArtifacts(directory, wanted)
      await rehearsal.reconfigure(directory, instances, secret)
      await untilReady(instances)
    },
    async stop(instances) {
      await Promise.all(instances.map((id) => rehearsal.act(id, 'stop')))
    },
    async start(instances) {
      await Promise.all(instances.map((id) => rehearsal.act(id, 'start')))
      await untilReady(instances)
    },
  }
}

async function waitUntilReady(
  rehearsal: Rehearsal,
  instances: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const deadlineMs = performance.now() + readyTimeoutMs
  for (;;) {
    const { instances: all } = await rehearsal.status()
    const late = all.filter(({ id, state }) => instances.includes(id) && state !== 'ready')
    if (late.length === 0) return
    if (performance.now() > deadlineMs) {
      const what = late.map(({ id, detail }) => `${id} (${detail})`).join('; ')
      throw new Error(`not ready within ${readyTimeoutMs / 1_000} s: ${what}`)
    }
    await sleep(askEveryMs, undefined, { signal })
  }
}
