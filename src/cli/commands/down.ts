// `hanok down`: ends what is up and leaves the machine as it was.

import { text } from '../../model/text.ts'
import { Cluster } from '../../rehearsal/cluster/cluster.ts'
import { type DownResult, Rehearsal } from '../../rehearsal/rehearsal.ts'
import type { CommandRun } from '../command.ts'

const nothing: DownResult = { processes: 0, namespaces: 0, dataRemoved: false }

/** Removes everything; fine when nothing is there. */
export const run: CommandRun = async (terminal) => {
  const { processes: ofCluster, wasUp } = await new Cluster().down()
  const rehearsal = new Rehearsal()
  // A control plane needs no root: who had one, and no rehearsal, is not asked for it.
  const isDone = wasUp && rehearsal.state === 'down' && process.getuid?.() !== 0
  const ended = isDone ? nothing : await rehearsal.down()
  const removed = {
    ...ended,
    processes: ended.processes + ofCluster,
    dataRemoved: ended.dataRemoved || wasUp,
  }
  if (terminal.json) {
    terminal.printJson({ schemaVersion: 1, ...removed })
    return 0
  }
  const { processes, namespaces } = removed
  const words =
    processes + namespaces === 0 && !removed.dataRemoved
      ? text('Nothing was up.', '실행 중인 것이 없었습니다.')
      : text(
          `Everything is gone: ${processes} processes, ${namespaces} namespaces, and the data.`,
          `모두 정리했습니다: 프로세스 ${processes}개, 네임스페이스 ${namespaces}개, 데이터.`,
        )
  terminal.print(terminal.say(words))
  return 0
}
