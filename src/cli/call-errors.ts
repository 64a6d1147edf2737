// What can be wrong with the words of a call.

import { defineErrors } from '../model/errors.ts'
import { text } from '../model/text.ts'
import { meant, orList } from './error-words.ts'

/** Arguments are written in capitals, options as they are typed. */
const upper = (argument: string) => (argument.startsWith('-') ? argument : argument.toUpperCase())

/** Errors of a call's words: exit status 2. */
export const callErrors = defineErrors('cli', {
  unknownCommand: {
    fault: 'user',
    message: (p: { word: string; nearest?: string }) =>
      text(
        `There is no command "${p.word}".${meant(p.nearest).en}`,
        `"${p.word}"라는 명령은 없습니다.${meant(p.nearest).ko}`,
      ),
    hint: () => text('`hanok --help` lists them all.', '`hanok --help`로 모든 명령을 볼 수 있습니다.'),
  },
  unknownOption: {
    fault: 'user',
    message: (p: { word: string; nearest?: string }) =>
      text(
        `There is no option "${p.word}" here.${meant(p.nearest).en}`,
        `여기에 "${p.word}"라는 옵션은 없습니다.${meant(p.nearest).ko}`,
      ),
    hint: (p: { word: string; command?: string }) =>
      text(
        `\`hanok ${p.command === undefined ? '' : `${p.command} `}--help\` lists them all.`,
        `\`hanok ${p.command === undefined ? '' : `${p.command} `}--help\`로 모든 옵션을 볼 수 있습니다.`,
      ),
  },
  usage: {
    fault: 'user',
    message: (p: { words: string; command?: string }) =>
      text(`The call is not complete or not right: ${p.words}.`, `명령을 잘못 썼습니다: ${p.words}.`),
    hint: (p: { words: string; command?: string }) =>
      text(
        `\`hanok ${p.command === undefined ? '' : `${p.command} `}--help\` says how it is used.`,
        `\`hanok ${p.command === undefined ? '' : `${p.command} `}--help\`에서 쓰는 법을 볼 수 있습니다.`,
      ),
  },
  missingArgument: {
    fault: 'user',
    message: (p: { argument: string; command: string }) =>
      text(
        `\`hanok ${p.command}\` needs ${upper(p.argument)}.`,
        `\`hanok ${p.command}\`에는 ${upper(p.argument)}이(가) 필요합니다.`,
      ),
    hint: (p: { command: string }) =>
      text(
        `\`hanok ${p.command} --help\` says how it is used.`,
        `\`hanok ${p.command} --help\`에서 쓰는 법을 볼 수 있습니다.`,
      ),
  },
  badChoice: {
    fault: 'user',
    message: (p: { option: string; found: string; known: readonly string[]; nearest?: string }) =>
      text(
        `${p.option}: found "${p.found}", expected one of: ${orList(p.known)}.${meant(p.nearest).en}`,
        `${p.option}: "${p.found}"은(는) 쓸 수 없습니다. 다음 중 하나여야 합니다: ${orList(p.known)}.${meant(p.nearest).ko}`,
      ),
  },
  badNumber: {
    fault: 'user',
    message: (p: { option: string; found: string }) =>
      text(
        `${p.option}: found "${p.found}", expected a whole number.`,
        `${p.option}: "${p.found}" 대신 정수를 적으세요.`,
      ),
  },
  unknownChartAction: {
    fault: 'user',
    message: (p: { found: string }) =>
      text(
        `\`hanok charts\` can check; "${p.found}" it does not know.`,
        `\`hanok charts\`로 할 수 있는 것은 check입니다. "${p.found}"은 모릅니다.`,
      ),
    hint: () => text('hanok charts check FILE', 'hanok charts check FILE'),
  },
})
