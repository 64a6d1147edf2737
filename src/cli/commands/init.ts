// `hanok init [FILE]`: a commented declaration to start from, in the user's language.

import { writeFile } from 'node:fs/promises'
import { nearestWord } from '../../model/nearest-word.ts'
import { text } from '../../model/text.ts'
import { shapes } from '../../planner/shapes.ts'
import { type CommandRun, optionText } from '../command.ts'
import { declarationTemplate } from '../declaration-template.ts'
import { cliErrors } from '../errors.ts'

/** Writes the file; never over one that is there unless forced. */
export const run: CommandRun = async (terminal, input) => {
  const file = input.arguments[0] ?? 'platform.yaml'
  const name = optionText(input, 'shape') ?? 'minimum'
  const shape = shapes.get(name)
  if (shape === undefined) {
    const known = [...shapes.keys()]
    const nearest = nearestWord(name, known)
    throw cliErrors.badChoice({
      option: '--shape',
      found: name,
      known,
      ...(nearest === undefined ? {} : { nearest }),
    })
  }
  try {
    const flag = input.options.force === true ? 'w' : 'wx'
    await writeFile(file, declarationTemplate(shape, terminal.language), { flag })
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST') throw cliErrors.fileExists({ file }, { cause })
    throw cliErrors.cannotWrite({ file, reason: code ?? message }, { cause })
  }
  if (terminal.json) terminal.printJson({ schemaVersion: 1, file, shape: shape.id })
  else {
    terminal.print(
      terminal.say(
        text(
          `Wrote ${file}. Next: hanok plan ${file}`,
          `${file}을(를) 만들었습니다. 다음으로: hanok plan ${file}`,
        ),
      ),
    )
  }
  return 0
}
