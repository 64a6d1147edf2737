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
  const { kind, keepers, restarted, login } = await rotateSecret(terminal, name)
  const isS3 = kind === 's3'
  if (terminal.json) {
    const what = isS3 ? { accessKey: login, gateways: keepers } : { role: login }
    terminal.printJson({ schemaVersion: 1, name, ...what, restarted })
    return 0
  }
  const how = isS3
    ? text(`access key ${login}, ${keepers} gateways`, `액세스 키 ${login}, 게이트웨이 ${keepers}개`)
    : text(`role ${login}`, `역할 ${login}`)
  terminal.print(
    terminal.say(
      text(
        `${name} is new: ${how.en}, ${restarted.length} clients restarted.`,
        `${name}을(를) 바꿨습니다: ${how.ko}, 다시 시작한 클라이언트 ${restarted.length}개.`,
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
