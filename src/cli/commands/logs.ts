// `hanok logs NAME`: the log of an instance or a job.

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { nearestWord } from '../../model/nearest-word.ts'
import { text } from '../../model/text.ts'
import { Rehearsal } from '../../rehearsal/rehearsal.ts'
import { callErrors } from '../call-errors.ts'
import { type CommandRun, optionText } from '../command.ts'
import { runErrors } from '../run-errors.ts'

/** Prints the last lines, and what comes when following. */
export const run: CommandRun = async (terminal, input) => {
  const rehearsal = new Rehearsal()
  const id = instanceNamed(rehearsal, input.arguments[0] ?? '')
  const lines = optionText(input, 'lines') ?? '100'
  if (!/^\d{1,9}$/.test(lines)) throw callErrors.badNumber({ option: '--lines', found: lines })
  const file = rehearsal.logFile(id)
  if (!existsSync(file)) {
    terminal.note(
      terminal.say(text(`${id} has written nothing yet.`, `${id}은(는) 아직 아무것도 기록하지 않았습니다.`)),
    )
    return 0
  }
  const follow = input.options.follow === true ? ['-F'] : []
  return await new Promise((resolve, reject) => {
    const child = spawn('tail', ['-n', lines, ...follow, '--', file], {
      stdio: ['ignore', 'inherit', 'ignore'],
    })
    terminal.signal.addEventListener('abort', () => child.kill(), { once: true })
    child.on('error', reject)
    child.on('close', () => resolve(0))
  })
}

/** An instance by its id; one of a role that has only one by the role's. */
function instanceNamed(rehearsal: Rehearsal, name: string): string {
  const plan = rehearsal.plan()
  if (name.startsWith('job/') || plan.instances.some(({ id }) => id === name)) return name
  const ofRole = plan.instances.filter(
    ({ service, role }) => `${service}/${role}` === name || service === name,
  )
  const [only] = ofRole
  if (only !== undefined && ofRole.length === 1) return only.id
  const words = ofRole.length > 1 ? ofRole.map(({ id }) => id) : plan.instances.map(({ id }) => id)
  const nearest = ofRole.length > 1 ? only?.id : nearestWord(name, words)
  throw runErrors.noSuchInstance({ name, ...(nearest === undefined ? {} : { nearest }) })
}
