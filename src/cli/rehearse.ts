// What stands between a plan and a running rehearsal: memory, software, files, secrets, and telling how it goes.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { catalog } from '../catalog/index.gen.ts'
import type { Software } from '../catalog/software.ts'
import type { Plan } from '../model/plan.ts'
import { type Text, text } from '../model/text.ts'
import { runnablePart } from '../planner/runnable-part.ts'
import { type Rehearsal, type RehearsalStatus, requireRoot, type UpReport } from '../rehearsal/rehearsal.ts'
import { renderHosts } from '../renderers/hosts/render-hosts.ts'
import { defaultCacheDirectory, softwareRoot } from '../software/cache.ts'
import { ensureSoftware } from '../software/ensure-software.ts'
import { stateWord } from './describe-status.ts'
import { plannedOnlyLine } from './planned-only.ts'
import { openSecrets } from './secret-store.ts'
import { softwareReport } from './software-report.ts'
import type { Terminal } from './terminal.ts'
import { writeArtifacts } from './write-artifacts.ts'

/** Everything that the plan's instances run, each once. */
export function softwareOf(plan: Plan): readonly Software[] {
  const used = new Set<string>(plan.instances.map(({ service, role }) => `${service}/${role}`))
  const softwares = catalog.flatMap((service) =>
    service.roles
      .filter((role) => used.has(`${service.id}/${role.id}`))
      .flatMap((role) => role.software ?? []),
  )
  const given = catalog.flatMap(({ id, given }) => given?.software(plan.services[id] ?? {}) ?? [])
  return [...new Map([...softwares, ...given].map((software) => [software.id, software])).values()]
}

/** Fetches what is missing, with progress. */
export async function fetchSoftware(terminal: Terminal, softwares: readonly Software[]): Promise<void> {
  await ensureSoftware(softwares, {
    cacheDirectory: defaultCacheDirectory(),
    report: softwareReport(terminal),
    signal: terminal.signal,
  })
}

/** What of a plan can run here; says which services are planned only. Whatever is rehearsed goes through this. */
export function rehearsedPart(terminal: Terminal, whole: Plan): Plan {
  const { plan, plannedOnly } = runnablePart(whole, catalog)
  if (plannedOnly.length > 0) terminal.note(terminal.say(plannedOnlyLine(plannedOnly, catalog)))
  return plan
}

/** Brings a plan up that `rehearsedPart` gave, and waits until all of it is ready. */
export async function bringUp(
  terminal: Terminal,
  rehearsal: Rehearsal,
  plan: Plan,
): Promise<RehearsalStatus> {
  requireRoot()
  const artifacts = renderHosts(plan, catalog, 'rehearsal')
  await fetchSoftware(terminal, softwareOf(plan))
  const artifactsDir = await mkdtemp(join(tmpdir(), 'hanok-artifacts-'))
  try {
    await writeArtifacts(artifactsDir, artifacts)
    return await rehearsal.up({
      plan,
      artifactsDir,
      softwareDir: softwareRoot(defaultCacheDirectory()),
      secrets: openSecrets(plan.name, '.hanok', join(rehearsal.place.stateDir, 'secrets.json')),
      report: upReport(terminal),
      signal: terminal.signal,
    })
  } finally {
    await rm(artifactsDir, { recursive: true, force: true })
  }
}

const stageWords: Readonly<Record<Extract<UpReport, { kind: 'stage' }>['stage'], Text>> = {
  checking: text('Checking the machine…', '컴퓨터를 확인합니다…'),
  'laying-out': text('Laying out the hosts’ files…', '호스트마다 파일을 배치합니다…'),
  starting: text('Starting the hosts…', '호스트를 시작합니다…'),
  'taking-over': text('Taking over what runs already…', '이미 실행 중인 것을 이어받습니다…'),
  waiting: text('Waiting until everything is ready…', '모두 준비될 때까지 기다립니다…'),
}

function upReport(terminal: Terminal): (report: UpReport) => void {
  const { say, note, progress } = terminal
  const told = new Set<string>()
  return (report) => {
    if (report.kind === 'stage') note(say(stageWords[report.stage]))
    else if (report.kind === 'progress') progress(progressLine(report.status, report.elapsedMs, say))
    // Once each: what keeps failing stands in the progress line.
    else if (report.event.state === 'failed' && !told.has(report.event.id)) {
      const { id, detail } = report.event
      told.add(id)
      note(`  ${id}: ${say(text('failed', '실패'))}${detail === '' ? '' : ` (${detail})`} → hanok logs ${id}`)
    }
  }
}

/** `12/24 ready · 31 s · trino/coordinator/1 (endpoint/hive-metastore/thrift) …` */
function progressLine(status: RehearsalStatus, elapsedMs: number, say: Terminal['say']): string {
  const { instances } = status
  const ready = instances.filter(({ state }) => state === 'ready').length
  const open = instances.filter(({ state }) => state !== 'ready' && state !== 'stopped')
  const first = open
    .slice(0, 3)
    .map(({ id, state, detail }) => `${id} ${detail === '' ? stateWord(state, say) : detail}`)
  const seconds = Math.round(elapsedMs / 1000)
  const count = say(text(`${ready}/${instances.length} ready`, `${ready}/${instances.length} 준비됨`))
  return [count, `${seconds} s`, ...first].join(' · ')
}
