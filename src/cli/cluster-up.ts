// `hanok up --target kubernetes`: the plan on a real control plane, placed by the real scheduler.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { catalog } from '../catalog/index.gen.ts'
import { kubernetesRenderers } from '../catalog/kubernetes.gen.ts'
import type { Plan } from '../model/plan.ts'
import { type Text, text } from '../model/text.ts'
import { Cluster, type ClusterReport, type ClusterUp } from '../rehearsal/cluster/cluster.ts'
import type { PlacedPod } from '../rehearsal/cluster/pods.ts'
import { renderKubernetes } from '../renderers/kubernetes/render-kubernetes.ts'
import { defaultCacheDirectory } from '../software/cache.ts'
import {
  ensureKubernetesPrograms,
  type KubernetesPrograms,
  kubernetesVersion,
} from '../software/kubernetes-programs.ts'
import { cliErrors } from './errors.ts'
import { lazySecrets } from './secret-store.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'
import { writeArtifacts } from './write-artifacts.ts'

/** How often a long step tells that it goes on. */
const tellEveryMs = 5_000

/** Builds or finds the programs, with progress. */
export async function clusterPrograms(terminal: Terminal): Promise<KubernetesPrograms> {
  const { say } = terminal
  const startedMs = performance.now()
  let told: () => void = () => undefined
  const timer = setInterval(() => told(), tellEveryMs)
  try {
    return await ensureKubernetesPrograms({
      cacheDirectory: defaultCacheDirectory(),
      signal: terminal.signal,
      onWait: (holder) => terminal.note(say(waitingLine(holder))),
      report: ({ what, step, steps }) => {
        const line = () => {
          const seconds = Math.round((performance.now() - startedMs) / 1_000)
          return say(
            text(
              `Preparing the control plane (once, about ten minutes): ${what}, ${step} of ${steps}, after ${seconds} s`,
              `컨트롤 플레인 준비 중(처음 한 번, 약 10분): ${what}, ${steps}개 중 ${step}번째, ${seconds}초 지남`,
            ),
          )
        }
        terminal.note(line())
        told = () => terminal.progress(line())
      },
    })
  } finally {
    clearInterval(timer)
  }
}

function waitingLine(holder: number): Text {
  return text(
    `Another hanok (process ${holder}) fills the cache; waiting for it…`,
    `다른 hanok(프로세스 ${holder})이 캐시를 채우고 있어 기다립니다…`,
  )
}

/** What the user has of upstream's: folders with definitions of custom resources, and with charts. */
export interface UpstreamFolders {
  readonly definitions: string | undefined
  readonly charts: string | undefined
}

/** Brings the plan up, waits until every pod is placed, and tells where. Throws `cli.notReadable` for a folder that is none. */
export async function clusterUp(
  terminal: Terminal,
  plan: Plan,
  { definitions, charts }: UpstreamFolders,
): Promise<number> {
  const startedMs = performance.now()
  for (const folder of [definitions, charts]) if (folder !== undefined) requireFolder(folder)
  const cluster = new Cluster()
  const programs = await clusterPrograms(terminal)
  const artifacts = renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' })
  const up = await cluster.up({
    plan,
    render: (directory) => writeArtifacts(directory, artifacts),
    programs,
    definitions,
    charts: charts === undefined ? undefined : { helm: programs.helm, directory: charts, kubernetesVersion },
    secrets: lazySecrets(plan.name, join(cluster.place.directory, 'secrets.json')),
    report: clusterReport(terminal),
    signal: terminal.signal,
  })
  tell(terminal, plan, up, Math.round((performance.now() - startedMs) / 1_000))
  return 0
}

function requireFolder(path: string): void {
  try {
    readdirSync(path)
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    throw cliErrors.notReadable({ file: path, reason: code ?? message }, { cause })
  }
}

function clusterReport(terminal: Terminal): (report: ClusterReport) => void {
  const words = {
    'control-plane': text('Starting the control plane…', '컨트롤 플레인을 시작합니다…'),
    nodes: text('Making the nodes of the plan…', '계획의 노드를 만듭니다…'),
    applying: text('Applying what was rendered…', '만든 매니페스트를 적용합니다…'),
    placing: text('The scheduler places the pods…', '스케줄러가 파드를 배치합니다…'),
  }
  let last = -1
  return (report) => {
    if (report.kind === 'stage') terminal.note(terminal.say(words[report.stage]))
    if (report.kind !== 'placing' || report.ready === last) return
    last = report.ready
    terminal.note(
      terminal.say(
        text(`  ${report.ready} of ${report.wanted} pods`, `  파드 ${report.wanted}개 중 ${report.ready}개`),
      ),
    )
  }
}

/** Role by role: how many pods, and on which nodes. */
export function placementTable(pods: readonly PlacedPod[], say: Terminal['say']): readonly string[] {
  const roles = new Map<string, PlacedPod[]>()
  for (const pod of pods) roles.set(pod.role, [...(roles.get(pod.role) ?? []), pod])
  return table(
    [
      { heading: say(text('ROLE', '역할')) },
      { heading: say(text('PODS', '파드')), right: true },
      { heading: say(text('NODES', '노드')) },
    ],
    [...roles].map(([role, all]) => [
      role,
      String(all.length),
      all
        .map(({ node, state }) => `${node ?? '–'}${state === 'running' ? '' : ' (!)'}`)
        .sort()
        .join(' '),
    ]),
  )
}

function tell(terminal: Terminal, plan: Plan, { applied, pods, nodes }: ClusterUp, seconds: number): void {
  const { say, print } = terminal
  const planned = plan.instances.filter(({ service }) => service !== 'kubernetes')
  const rendered = new Set(pods.map(({ role }) => role.split('.')[0]))
  const missing = [...new Set(planned.map(({ service }) => service))].filter((one) => !rendered.has(one))
  if (terminal.json) {
    terminal.printJson({
      schemaVersion: 1,
      platform: plan.name,
      label: 'scheduled',
      kubernetesVersion,
      nodes,
      ...applied,
      notRendered: missing,
      pods,
    })
    return
  }
  for (const line of placementTable(pods, say)) print(line)
  print('')
  for (const line of caveats(applied, missing)) print(say(line))
  print(
    say(
      text(
        `${plan.name}: ${applied.objects} objects accepted by Kubernetes ${kubernetesVersion}, ${pods.length} pods placed on ${nodes} nodes by its scheduler, after ${seconds} s. Placed, not run. hanok down ends it.`,
        `${plan.name}: Kubernetes ${kubernetesVersion}이 객체 ${applied.objects}개를 받아들였고, 스케줄러가 노드 ${nodes}대에 파드 ${pods.length}개를 배치했습니다(${seconds}초). 배치만 한 것이고 실행한 것은 아닙니다. 끝내려면 hanok down.`,
      ),
    ),
  )
}

function caveats(applied: ClusterUp['applied'], missing: readonly string[]) {
  const { templated, unanswered, stoodIn, notStoodIn, unknownKinds } = applied
  const kinds = Object.entries(unknownKinds).map(([kind, count]) => `${kind} ×${count}`)
  return [
    ...(templated.length > 0
      ? [
          text(
            `Made by the charts themselves: ${templated.join(', ')}.`,
            `차트가 직접 만든 것: ${templated.join(', ')}.`,
          ),
        ]
      : []),
    ...(unanswered.length > 0
      ? [
          text(
            `NOT applied, since no pod runs that would answer: ${unanswered.join(', ')}.`,
            `응답할 파드가 실행되지 않아 적용하지 않은 것: ${unanswered.join(', ')}.`,
          ),
        ]
      : []),
    ...(stoodIn.length > 0
      ? [
          text(
            `Stood in for, since their chart templates or operators are not here: ${stoodIn.join(', ')}.`,
            `차트 템플릿과 오퍼레이터가 여기에 없어 대신 만든 것: ${stoodIn.join(', ')}.`,
          ),
        ]
      : []),
    ...(notStoodIn.length > 0
      ? [
          text(
            `NOT placed, nothing stands in for them: ${notStoodIn.join(', ')}.`,
            `대신할 것이 없어 배치하지 않은 것: ${notStoodIn.join(', ')}.`,
          ),
        ]
      : []),
    ...(kinds.length > 0
      ? [
          text(
            `NOT applied, the API server has no definition (--crds DIR): ${kinds.join(', ')}.`,
            `API 서버에 정의가 없어 적용하지 않은 것(--crds DIR): ${kinds.join(', ')}.`,
          ),
        ]
      : []),
    ...(missing.length > 0
      ? [
          text(
            `In the plan, but not rendered for Kubernetes yet: ${missing.join(', ')}.`,
            `계획에는 있지만 아직 Kubernetes용으로 만들지 않는 서비스: ${missing.join(', ')}.`,
          ),
        ]
      : []),
  ]
}
