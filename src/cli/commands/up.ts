// `hanok up [FILE]`: the plan, running on this machine.

import { nearestWord } from '../../model/nearest-word.ts'
import type { Plan } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { onlyServices } from '../../planner/only-services.ts'
import { Cluster } from '../../rehearsal/cluster/cluster.ts'
import { Rehearsal, type RehearsalStatus } from '../../rehearsal/rehearsal.ts'
import { availableMemoryMiB, choices, chooseExample } from '../choose-example.ts'
import { type CommandInput, type CommandRun, optionText } from '../command.ts'
import { endpointsTable } from '../describe-status.ts'
import { loadPlan } from '../load-plan.ts'
import { bringUp, rehearsedPart } from '../rehearse.ts'
import { runErrors } from '../run-errors.ts'
import type { Terminal } from '../terminal.ts'

/** Brings it up and prints every endpoint with its state. */
export const run: CommandRun = async (terminal, input) => {
  const startedMs = performance.now()
  const rehearsal = new Rehearsal()
  const cluster = new Cluster().record()
  const wanted =
    cluster !== undefined && input.arguments[0] === undefined
      ? new Cluster().plan()
      : await planToRun(terminal, rehearsal, input)
  if (wanted.clusters.every(({ target }) => target === 'kubernetes')) {
    if (rehearsal.state !== 'down') throw runErrors.rehearsalUp({ platform: rehearsal.plan().name })
    const { clusterUp } = await import('../cluster-up.ts')
    return await clusterUp(terminal, wanted, {
      definitions: optionText(input, 'crds'),
      charts: optionText(input, 'charts'),
    })
  }
  if (cluster !== undefined) throw runErrors.clusterUp({ platform: cluster.platform })
  const other = wanted.clusters.find(({ target }) => target !== 'hosts')
  if (other !== undefined) throw runErrors.notRehearsed({ target: other.target })
  const plan = rehearsedPart(terminal, wanted)
  if (rehearsal.state === 'down') requireMemory(plan)
  const status = await bringUp(terminal, rehearsal, plan)
  tellUp(terminal, plan, status, performance.now() - startedMs)
  return 0
}

function tellUp(terminal: Terminal, plan: Plan, status: RehearsalStatus, elapsedMs: number): void {
  const { say, print } = terminal
  if (terminal.json) {
    terminal.printJson(status)
    return
  }
  for (const line of endpointsTable(status, say)) print(line)
  const offered = new Set<string>(plan.flows.filter(({ from }) => from === 'user').map(({ to }) => to))
  const urls = status.endpoints.filter(({ id }) => offered.has(id)).map(({ url }) => url)
  print('')
  if (urls.length > 0) {
    print(
      say(
        text(
          `This machine reaches: ${urls.join(', ')}`,
          `이 장비에서 접속할 수 있는 주소: ${urls.join(', ')}`,
        ),
      ),
    )
  }
  const seconds = Math.round(elapsedMs / 1000)
  const ready = status.instances.filter(({ state }) => state === 'ready').length
  print(
    say(
      text(
        `${status.platform} is up: ${ready} instances on ${status.hosts.length} hosts, after ${seconds} s. Next: hanok demo`,
        `${status.platform} 실행 완료: 호스트 ${status.hosts.length}대에 인스턴스 ${ready}개, ${seconds}초 걸렸습니다. 다음으로: hanok demo`,
      ),
    ),
  )
}

async function planToRun(terminal: Terminal, rehearsal: Rehearsal, input: CommandInput): Promise<Plan> {
  const [file] = input.arguments
  const only = optionText(input, 'only')
  // Without FILE what is up goes on being brought up; its memory is taken already.
  if (file === undefined && rehearsal.state !== 'down' && only === undefined) return rehearsal.plan()
  const plan = await loadPlan(file ?? chosenExample(terminal), optionText(input, 'target'))
  if (only === undefined) return plan
  const names = only.split(',').map((name) => name.trim())
  const known = Object.keys(plan.services).sort()
  const wrong = names.find((name) => !known.includes(name))
  if (wrong !== undefined) {
    const nearest = nearestWord(wrong, known)
    throw runErrors.unknownServices({ found: wrong, known, ...(nearest === undefined ? {} : { nearest }) })
  }
  return onlyServices(plan, names)
}

function chosenExample(terminal: Terminal): string {
  const availableMiB = availableMemoryMiB()
  const example = chooseExample(availableMiB)
  if (example === undefined) {
    throw runErrors.tooLittleMemory({ availableMiB, neededMiB: choices.at(-1)?.memoryMiB ?? 0 })
  }
  terminal.note(
    terminal.say(
      text(
        `${availableMiB} MiB of memory are available: ${example} fits.`,
        `사용할 수 있는 메모리가 ${availableMiB} MiB이므로 ${example}을(를) 실행합니다.`,
      ),
    ),
  )
  return example
}

/** A share of the limits is in use at rest; below it the machine would end processes of ours or of others. */
const shareInUse = 0.6

function requireMemory(plan: Plan): void {
  const limits = plan.instances.reduce((sum, { size }) => sum + size.rehearsal.memoryMiB, 0)
  const neededMiB = Math.ceil(limits * shareInUse)
  const availableMiB = availableMemoryMiB()
  if (availableMiB < neededMiB)
    throw runErrors.platformTooLarge({ platform: plan.name, availableMiB, neededMiB })
}
