// `hanok secrets set FILE NAME`: a value that only the user has, from standard input, so that it stands in no history of a shell.
// `hanok secrets rotate NAME`: a new value for one that the running platform made, its services kept up.

import { text } from '../../model/text.ts'
import type { CommandRun } from '../command.ts'
import { givenSecrets, givenValue } from '../given-secrets.ts'
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
  const { platform, names: known } = await givenSecrets(file)
  if (!known.includes(name)) throw secretErrors.notASecretToGive({ found: name, known })
  const value = givenValue(Buffer.from(await readStandardInput(mostBytes)).toString('utf8'))
  if (value === undefined) throw secretErrors.emptySecret({ name })
  const kept = giveSecret(platform, '.hanok', name, value)
  if (terminal.json) terminal.printJson({ schemaVersion: 1, platform, name, file: kept })
  else
    terminal.print(
      terminal.say(
        text(`${name} of ${platform}: kept in ${kept}.`, `${platform}의 ${name}: ${kept}에 두었습니다.`),
      ),
    )
  return 0
}
