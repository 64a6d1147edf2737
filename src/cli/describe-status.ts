// The status of a running platform as people read it.

import { type Text, text } from '../model/text.ts'
import type { RehearsalStatus, RunState } from '../rehearsal/status.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'

const stateWords: Readonly<Record<RunState, Text>> = {
  starting: text('starting', '시작 중'),
  ready: text('ready', '준비됨'),
  degraded: text('degraded', '일부 장애'),
  failed: text('failed', '실패'),
  stopped: text('stopped', '중지됨'),
}

/** A state in the user's language. */
export function stateWord(state: RunState, say: Terminal['say']): string {
  return say(stateWords[state])
}

/** Instances, endpoints, and what is not as it should be. */
export function describeStatus(status: RehearsalStatus, say: Terminal['say']): readonly string[] {
  return [
    `${status.platform}: ${stateWord(status.state, say)}`,
    '',
    ...instancesTable(status, say),
    '',
    ...endpointsTable(status, say),
    ...troubles(status, say),
    ...memoryLine(status, say),
  ]
}

function instancesTable(status: RehearsalStatus, say: Terminal['say']): readonly string[] {
  return table(
    [
      { heading: say(text('INSTANCE', '인스턴스')) },
      { heading: say(text('HOST', '호스트')) },
      { heading: say(text('STATE', '상태')) },
      { heading: say(text('LEADER', '리더')) },
      { heading: say(text('MEMORY', '메모리')), right: true },
      { heading: say(text('START', '시작 시간')), right: true },
      { heading: say(text('RESTARTS', '재시작')), right: true },
    ],
    status.instances.map((instance) => [
      instance.id,
      instance.host.slice('host/'.length),
      stateWord(instance.state, say),
      instance.leader === true ? '●' : '',
      instance.pssMiB === null ? '–' : `${Math.round(instance.pssMiB)} MiB`,
      instance.startMs === null ? '–' : `${(instance.startMs / 1000).toFixed(1)} s`,
      String(instance.restarts),
    ]),
  )
}

/** The endpoints and their states. */
export function endpointsTable(status: RehearsalStatus, say: Terminal['say']): readonly string[] {
  return table(
    [
      { heading: say(text('ENDPOINT', '엔드포인트')) },
      { heading: say(text('ADDRESS', '주소')) },
      { heading: say(text('STATE', '상태')) },
    ],
    status.endpoints.map(({ id, url, addresses, state }) => [
      id.slice('endpoint/'.length),
      addresses.length > 1 ? `${url} +${addresses.length - 1}` : url,
      stateWord(state, say),
    ]),
  )
}

function troubles(status: RehearsalStatus, say: Terminal['say']): readonly string[] {
  const lines = [
    ...status.hosts
      .filter(({ state, detail }) => state !== 'up' || detail !== '')
      .map(({ id, state, detail }) => `  ${id}: ${state}${detail === '' ? '' : ` (${detail})`}`),
    ...status.instances
      .filter(({ state }) => state !== 'ready')
      .map(
        ({ id, state, detail }) => `  ${id}: ${stateWord(state, say)}${detail === '' ? '' : ` (${detail})`}`,
      ),
    ...status.jobs
      .filter(({ state }) => state !== 'done')
      .map(({ id, state, detail }) => `  ${id}: ${state}${detail === '' ? '' : ` (${detail})`}`),
  ]
  return lines.length === 0 ? [] : ['', say(text('Not as it should be:', '정상이 아닌 것:')), ...lines]
}

function memoryLine(status: RehearsalStatus, say: Terminal['say']): readonly string[] {
  if (status.memory === null) return []
  const { totalMiB, supervisorMiB } = status.memory
  return [
    '',
    say(
      text(
        `Memory: ${Math.round(totalMiB)} MiB (PSS), ${Math.round(supervisorMiB)} MiB of it the supervisor.`,
        `메모리: ${Math.round(totalMiB)} MiB(PSS), 그중 감독 프로세스 ${Math.round(supervisorMiB)} MiB.`,
      ),
    ),
  ]
}
