// `hanok status`: the state of every instance and endpoint.

import { Cluster } from '../../rehearsal/cluster/cluster.ts'
import { Rehearsal } from '../../rehearsal/rehearsal.ts'
import type { CommandRun } from '../command.ts'
import { describeStatus } from '../describe-status.ts'

/** Prints it. Ends with 1 when something has failed. With FILE, it is its platform on a real cluster. */
export const run: CommandRun = async (terminal, input) => {
  if (input.arguments[0] !== undefined) {
    const { platformStatus } = await import('../platform-status.ts')
    return await platformStatus(terminal, input)
  }
  if (new Cluster().record() !== undefined) {
    const { clusterStatus } = await import('../cluster-status.ts')
    return await clusterStatus(terminal)
  }
  const status = await new Rehearsal().status({ memory: true, leaders: true })
  if (terminal.json) terminal.printJson(status)
  else for (const line of describeStatus(status, terminal.say)) terminal.print(line)
  return status.state === 'failed' ? 1 : 0
}
