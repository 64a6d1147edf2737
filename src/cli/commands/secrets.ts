// `hanok secrets set FILE NAME`: a value that only the user has, from standard input, so that it stands in no history of a shell.

import { catalog } from '../../catalog/index.gen.ts'
import { kubernetesRenderers } from '../../catalog/kubernetes.gen.ts'
import { isGivenSecret, secretsIn } from '../../model/secrets.ts'
import { text } from '../../model/text.ts'
import { renderKubernetes } from '../../renderers/kubernetes/render-kubernetes.ts'
import type { CommandRun } from '../command.ts'
import { loadPlan } from '../load-plan.ts'
import { readStandardInput } from '../read-bytes.ts'
import { secretErrors } from '../secret-errors.ts'
import { giveSecret } from '../secret-store.ts'

/** A key or a password is shorter. */
const mostBytes = 64 * 1024

/** Keeps the value beside those that are made. Refuses names that the platform does not refer to, and an empty value. */
export const run: CommandRun = async (terminal, input) => {
  const [action = '', file = '', name = ''] = input.arguments
  if (action !== 'set') throw secretErrors.unknownSecretAction({ found: action })
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
