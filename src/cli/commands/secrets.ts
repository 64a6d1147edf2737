// `hanok secrets set FILE NAME`: a value that only the user has, from standard input, so that it stands in no history of a shell.
// `hanok secrets rotate NAME`: a new value for one that the running platform made, its services kept up.

import { catalog } from '../../catalog/index.gen.ts'
import { kubernetesRenderers } from '../../catalog/kubernetes.gen.ts'
import { isGivenSecret, secretsIn } from '../../model/secrets.ts'
import { text } from '../../model/text.ts'
import { renderKubernetes } from '../../renderers/kubernetes/render-kubernetes.ts'
import type { CommandRun } from '../command.ts'
import { loadPlan } from '../load-plan.ts'
import { readStandardInput } from '../read-bytes.ts'
import { rotateSecret } from '../rotate-secret.ts'
import { secretErrors } from '../secret-errors.ts'
import { giveSecret } from '../secret-store.ts'
import type { Terminal } from '../terminal.ts'

/** A key or a password is shorter. */
const mostBytes = 64 * 1024

/** Does what the first word says. */
export const run: CommandRun = async (terminal, input) => {
  const [action = '', ...words] = input.arguments
  if (action === 'set') return await set(terminal, words)
  if (action === 'rotate') return await rotate(terminal, words[0] ?? '')
  throw secretErrors.unknownSecretAction({ found: action })
}

async function rotate(terminal: Terminal, name: string): Promise<number> {
  const { gateways, restarted, accessKey } = await rotateSecret(terminal, name)
  if (terminal.json) terminal.printJson({ schemaVersion: 1, name, accessKey, gateways, restarted })
  else
    terminal.print(
      terminal.say(
        text(
          `${name} is new: access key ${accessKey}, ${gateways} gateways, ${restarted.length} clients restarted.`,
          `${name}을(를) 바꿨습니다: 액세스 키 ${accessKey}, 게이트웨이 ${gateways}개, 다시 시작한 클라이언트 ${restarted.length}개.`,
        ),
      ),
    )
  return 0
}

/** Keeps the value beside those that are made. Refuses names that the platform does not refer to, and an empty value. */
async function set(terminal: Terminal, [file = '', name = '']: readonly string[]): Promise<number> {
  const plan = await loadPlan(file, 'kubernetes')
  const artifacts = renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' })
  const known = [...new Set(artifacts.flatMap(({ content }) => secretsIn(content)))].filter(isGivenSecret)
  if (!known.includes(name)) throw secretErrors.notASecretToGive({ found: name, known: known.sort() })
  const value = Buffer.from(await readStandardInput(mostBytes))
    .toString('utf8')
    .replace(/\r?\n$/, '')
  if (value === '' || /[\r\n]/.test(value)) throw secretErrors.emptySecret({ name })
  const kept = giveSecret(plan.name, '.hanok', name, value)
  if (terminal.json) terminal.printJson({ schemaVersion: 1, platform: plan.name, name, file: kept })
  else
    terminal.print(
      terminal.say(
        text(`${name} of ${plan.name}: kept in ${kept}.`, `${plan.name}의 ${name}: ${kept}에 두었습니다.`),
      ),
    )
  return 0
}
