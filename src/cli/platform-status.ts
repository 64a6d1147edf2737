// `hanok status FILE`: the platform on a real cluster, role by role.

import { text } from '../model/text.ts'
import { applyErrors } from '../operate/kubernetes/errors.ts'
import { readRecord } from '../operate/kubernetes/platform-record.ts'
import { findCluster } from '../operate/kubernetes/preflight.ts'
import { installedReleases } from '../operate/kubernetes/release-step.ts'
import { roleReadiness } from '../operate/kubernetes/role-readiness.ts'
import type { CommandInput } from './command.ts'
import { installationInput } from './installation-input.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'

/** Prints it. Ends with 1 when something is not ready. Throws `apply.*`. */
export async function platformStatus(terminal: Terminal, input: CommandInput): Promise<number> {
  const { plan, installation, access } = await installationInput(terminal, input)
  const cluster = await findCluster(access)
  const record = await readRecord(access, plan)
  if (record === undefined) throw applyErrors.notApplied({ platform: plan.name, context: cluster.context })
  const wanted = installation.waves.flatMap((wave) => wave.wanted)
  const roles = await roleReadiness(access, wanted)
  const releases = await installedReleases(access, plan)
  const broken = roles.filter(({ ready, count }) => ready < count)
  const failedReleases = releases.filter(({ status }) => status !== 'deployed')
  const state = broken.length + failedReleases.length > 0 || record.state !== 'applied' ? 'degraded' : 'ready'
  const isSamePlan = record.planSha256 === installation.about.planSha256
  if (terminal.json) {
    terminal.printJson({
      schemaVersion: 1,
      platform: plan.name,
      state,
      isSamePlan,
      cluster,
      record,
      roles,
      releases,
    })
    return state === 'ready' ? 0 : 1
  }
  const { say, print } = terminal
  const rows = roles.map(({ role, ready, count, nodes, why }) => [
    role,
    `${ready}/${count}`,
    nodes.join(' '),
    why.slice(0, 1).join(''),
  ])
  const columns = [
    { heading: say(text('ROLE', '역할')) },
    { heading: say(text('READY', '준비')), right: true },
    { heading: say(text('NODES', '노드')) },
    { heading: say(text('WHY NOT', '이유')) },
  ]
  for (const line of table(columns, rows)) print(line)
  print('')
  for (const { namespace, name, chart, status } of failedReleases) {
    print(
      say(
        text(
          `release ${namespace}/${name} (${chart}): ${status}`,
          `릴리스 ${namespace}/${name}(${chart}): ${status}`,
        ),
      ),
    )
  }
  if (record.state === 'applying') {
    print(
      say(
        text(
          `The last apply was cut off at ${record.step}: run it again.`,
          `마지막 apply가 ${record.step}에서 끊겼습니다. 다시 실행하세요.`,
        ),
      ),
    )
  }
  if (!isSamePlan) {
    print(
      say(
        text(
          'Another plan than this one was applied: `hanok diff` shows what differs.',
          '이 계획이 아닌 다른 계획이 적용되어 있습니다. `hanok diff`로 차이를 볼 수 있습니다.',
        ),
      ),
    )
  }
  const ready = roles.length - broken.length
  print(
    say(
      text(
        `${plan.name} on ${cluster.context}: ${ready} of ${roles.length} roles ready, ${releases.length} releases.`,
        `${cluster.context}의 ${plan.name}: 역할 ${roles.length}개 중 ${ready}개 준비됨, 릴리스 ${releases.length}개.`,
      ),
    ),
  )
  return state === 'ready' ? 0 : 1
}
