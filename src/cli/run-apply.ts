// `hanok apply` and `hanok upgrade`: steps as they are done, and what stands at the end.

import { join } from 'node:path'
import { text } from '../model/text.ts'
import { type AppliedPlan, type ApplyReport, applyPlan } from '../operate/kubernetes/apply-plan.ts'
import { callErrors } from './call-errors.ts'
import { type CommandInput, optionText } from './command.ts'
import { describeLeftovers } from './describe-difference.ts'
import { installationInput } from './installation-input.ts'
import { lazySecrets } from './secret-store.ts'
import type { Terminal } from './terminal.ts'

/** Applies, and ends with 0; all else is thrown. */
export async function runApply(terminal: Terminal, input: CommandInput, isUpgrade: boolean): Promise<number> {
  const readyWithinMs = minutesOf(optionText(input, 'wait') ?? '15') * 60_000
  const { plan, installation, access, charts } = await installationInput(terminal, input)
  const steps = installation.waves.reduce((sum, wave) => sum + wave.steps.length, 0)
  const file = join('.hanok', `${plan.name}.secrets.json`)
  const applied = await applyPlan(access, {
    plan,
    installation,
    charts,
    makeSecret: lazySecrets(plan.name, file),
    isUpgrade,
    force: input.options.force === true,
    prune: input.options.prune === true,
    labelNodes: input.options.labelNodes === true,
    readyWithinMs,
    report: (report) => tell(terminal, plan.name, report, steps),
  })
  if (terminal.json) {
    const { plannedOnly } = installation
    terminal.printJson({ schemaVersion: 1, platform: plan.name, label: 'applied', plannedOnly, ...applied })
  } else conclude(terminal, plan.name, applied, input.options.prune === true)
  return 0
}

function minutesOf(words: string): number {
  const minutes = Number(words)
  if (Number.isFinite(minutes) && minutes > 0 && minutes <= 24 * 60) return minutes
  throw callErrors.usage({ words: `--wait ${words}: 1–1440` })
}

function tell({ say, note, progress }: Terminal, name: string, report: ApplyReport, steps: number): void {
  switch (report.kind) {
    case 'cluster': {
      const { context, server, version } = report.cluster
      note(
        say(
          text(
            `${name} → cluster ${context} (${server}, Kubernetes ${version})`,
            `${name} → 클러스터 ${context} (${server}, Kubernetes ${version})`,
          ),
        ),
      )
      return
    }
    case 'manifests': {
      const { changed, unchanged, takenBack } = report.done
      note(
        say(
          text(
            `[${report.number}/${steps}] ${report.step}: ${changed} changed, ${unchanged} as they were`,
            `[${report.number}/${steps}] ${report.step}: ${changed}개 바꿈, ${unchanged}개 그대로`,
          ),
        ),
      )
      for (const line of takenBack) {
        note(say(text(`    set back as planned: ${line}`, `    계획대로 되돌림: ${line}`)))
      }
      return
    }
    case 'release': {
      const words = {
        installed: text('installed', '설치함'),
        upgraded: text('upgraded', '갱신함'),
        repaired: text('set back as planned', '계획대로 되돌림'),
        unchanged: text('as it was', '그대로'),
      }
      note(`[${report.number}/${steps}] ${report.step} ${report.version}: ${say(words[report.outcome])}`)
      return
    }
    case 'forgotten':
      note(
        say(
          text(
            `    ${report.step}: helm's memory of the run that was cut off is removed (a Secret of its own); what it made stays`,
            `    ${report.step}: 끊긴 실행에 대한 helm의 기록(helm의 Secret)을 지웁니다. 만들어진 것은 그대로입니다`,
          ),
        ),
      )
      return
    case 'ready':
      progress(
        say(
          text(
            `    ${report.ready} of ${report.wanted} pods ready`,
            `    파드 ${report.wanted}개 중 ${report.ready}개 준비됨`,
          ),
        ),
      )
  }
}

function conclude({ say, print }: Terminal, name: string, applied: AppliedPlan, isPruned: boolean): void {
  const { cluster, changed, unchanged, releases, pods, leftovers } = applied
  for (const line of describeLeftovers(leftovers, say, isPruned)) print(line)
  print(
    say(
      text(
        `${name} on ${cluster.context}: ${changed} objects changed, ${unchanged} as they were; releases: ${releases.installed} installed, ${releases.upgraded + releases.repaired} upgraded or set back, ${releases.unchanged} as they were. All ${pods} pods are ready.`,
        `${cluster.context}의 ${name}: 객체 ${changed}개 바꿈, ${unchanged}개 그대로. 릴리스: ${releases.installed}개 설치, ${releases.upgraded + releases.repaired}개 갱신하거나 되돌림, ${releases.unchanged}개 그대로. 파드 ${pods}개가 모두 준비되었습니다.`,
      ),
    ),
  )
}
