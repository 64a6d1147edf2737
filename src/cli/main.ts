// The entry of the program: words in, one command called, exit status out. Nothing else happens here.

import { setFlagsFromString } from 'node:v8'
import type { Language } from '../model/text.ts'
import { reportError } from './report.ts'
import { runCall } from './run-call.ts'
import { languageOfEnvironment, processTerminal } from './terminal.ts'

// Most calls end before the optimising compiler has paid for itself: it begins later than V8 would have it (a fifth of a
// `verify` of 32 hosts; 3 % more for one of a thousand).
setFlagsFromString('--interrupt-budget=500000')

/** The language that the call asks for, before it is parsed: refusals of the parser are in it, too. */
function languageOf(words: readonly string[]): Language {
  const index = words.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const word = words[index] ?? ''
  const asked = word === '--lang' ? words[index + 1] : word.slice('--lang='.length)
  return asked === 'ko' || asked === 'en' ? asked : languageOfEnvironment(process.env)
}

function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      // The second one ends at once: whoever waits for a tidy end has already asked for it.
      if (controller.signal.aborted) process.exit(3)
      controller.abort(new Error(name))
    })
  }
  return controller.signal
}

async function start(): Promise<void> {
  const words = process.argv.slice(2)
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      // The reader has gone (`hanok plan x | head`): nobody is left to tell.
      if (error.code === 'EPIPE') process.exit(0)
      throw error
    })
  }
  const terminal = processTerminal(languageOf(words), words.includes('--json'), interruption())
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error) => process.exit(reportError(terminal, error)))
  }
  process.exitCode = await runCall(words, terminal)
}

await start()
