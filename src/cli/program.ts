// The commands as commander knows them, with help in both languages.

import { Command as CommanderCommand, Option } from 'commander'
import { type Text, text } from '../model/text.ts'
import { hanokVersion } from '../model/version.ts'
import type { Command, CommandInput } from './command.ts'
import { commands } from './commands.ts'
import type { Terminal } from './terminal.ts'

/** Called with the command that the words named. */
type Dispatch = (command: Command, input: CommandInput) => Promise<void>

const headings: Readonly<Record<string, Text>> = {
  'Usage:': text('Usage:', '사용법:'),
  'Arguments:': text('Arguments:', '인자:'),
  'Options:': text('Options:', '옵션:'),
  'Commands:': text('Commands:', '명령:'),
}

/** The whole program. It throws commander's own errors and prints nothing but help and version. */
export function buildProgram(terminal: Terminal, dispatch: Dispatch): CommanderCommand {
  const { say } = terminal
  const program = new CommanderCommand('hanok')
  localise(program, terminal)
  program
    .description(
      say(
        text(
          'Declare a data platform, plan it, render it, and run the very plan on this machine.',
          '데이터 플랫폼을 선언하고, 계획하고, 파일로 만들고, 그 계획 그대로 이 컴퓨터에서 실행합니다.',
        ),
      ),
    )
    .version(hanokVersion, '-V, --version', say(text('print the version', '버전 출력')))
    .helpCommand('help [command]', say(text('help for a command', '명령 도움말')))
    .enablePositionalOptions()
  for (const command of commands) program.addCommand(buildCommand(command, terminal, dispatch))
  return program
}

function localise(command: CommanderCommand, { say, print }: Terminal): void {
  command
    .exitOverride()
    .showSuggestionAfterError(false)
    .configureOutput({ writeOut: (words) => print(words.trimEnd()), outputError: () => undefined })
    .configureHelp({
      styleTitle: (title) => {
        const heading = headings[title]
        return heading === undefined ? title : say(heading)
      },
      optionDescription: (option) => describeOption(option, say),
    })
    .helpOption('-h, --help', say(text('this help', '이 도움말')))
    .option('--json', say(text('one JSON document on stdout', '표준 출력에 JSON 문서 하나로 출력')))
    .addOption(new Option('--lang <lang>', say(text('language', '언어'))).choices(['ko', 'en']))
}

function describeOption(option: Option, say: Terminal['say']): string {
  const extra = [
    ...(option.argChoices === undefined ? [] : [option.argChoices.join(', ')]),
    ...(option.defaultValue === undefined
      ? []
      : [`${say(text('default', '기본값'))} ${String(option.defaultValue)}`]),
  ]
  return extra.length === 0 ? option.description : `${option.description} (${extra.join('; ')})`
}

function buildCommand(command: Command, terminal: Terminal, dispatch: Dispatch): CommanderCommand {
  const { say } = terminal
  const built = new CommanderCommand(command.name)
    .summary(say(command.summary))
    .description(say(command.summary))
  localise(built, terminal)
  for (const argument of command.arguments) built.argument(argument.name, say(argument.about))
  for (const definition of command.options) {
    const option = new Option(definition.flags, say(definition.about))
    if (definition.choices !== undefined) option.choices([...definition.choices])
    if (definition.default !== undefined) option.default(definition.default)
    option.makeOptionMandatory(definition.mandatory ?? false)
    built.addOption(option)
  }
  if (command.passThrough === true) built.passThroughOptions()
  built.action(async (...received: unknown[]) => {
    const words = received.slice(0, command.arguments.length).flat()
    const given = words.filter((word): word is string => typeof word === 'string')
    await dispatch(command, { arguments: given, options: built.opts() })
  })
  return built
}
