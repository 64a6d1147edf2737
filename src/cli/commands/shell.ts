// `hanok shell HOST [COMMAND…]`: a shell on a host, or one command there, as root.

import { nearestWord } from '../../model/nearest-word.ts'
import { Rehearsal } from '../../rehearsal/rehearsal.ts'
import type { CommandRun } from '../command.ts'
import { cliErrors } from '../errors.ts'

/** Ends with the shell's or the command's own status. */
export const run: CommandRun = async (terminal, input) => {
  const [name = '', ...rest] = input.arguments
  const argv = rest[0] === '--' ? rest.slice(1) : rest
  const rehearsal = new Rehearsal()
  const host = name.replace(/^host\//, '')
  const hosts = rehearsal.plan().hosts.map(({ id }) => id.slice('host/'.length))
  if (!hosts.includes(host)) {
    const nearest = nearestWord(host, hosts)
    throw cliErrors.notInPlan({ what: name, ...(nearest === undefined ? {} : { nearest }) })
  }
  if (argv.length === 0) return await rehearsal.shell(host)
  const { code } = await rehearsal.exec(host, argv, { stdout: 'inherit', signal: terminal.signal })
  return code
}
