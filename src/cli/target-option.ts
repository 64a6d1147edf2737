// The option that several commands share: what a declaration is planned for.

import { text } from '../model/text.ts'
import type { CommandOption } from './command.ts'

/** `--target`. */
export const targetOption: CommandOption = {
  flags: '--target <target>',
  about: text('plan for this target', '이 대상으로 계획'),
  choices: ['hosts', 'kubernetes', 'yarn', 'aws', 'gcp', 'azure', 'compose'],
}
