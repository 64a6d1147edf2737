// What can go wrong with a control plane on this machine.

import { defineErrors } from '../../model/errors.ts'
import { text } from '../../model/text.ts'

/** Errors of the cluster on this machine. All are the environment's: exit status 3. */
export const clusterErrors = defineErrors('cluster', {
  notStarted: {
    fault: 'environment',
    message: (p: { program: string; said: string }) =>
      text(
        `${p.program} ended as soon as it was started:\n${p.said}`,
        `${p.program} 프로세스가 시작하자마자 끝났습니다:\n${p.said}`,
      ),
    hint: () => text('`hanok down`, then try again.', '`hanok down`을 실행한 뒤 다시 해 보세요.'),
  },
  apiNotReady: {
    fault: 'environment',
    message: (p: { seconds: number; last: string }) =>
      text(
        `The API server was not ready within ${p.seconds} s; last heard: ${p.last || 'nothing'}.`,
        `API 서버가 ${p.seconds}초 안에 준비되지 않았습니다. 마지막 응답: ${p.last || '없음'}.`,
      ),
    hint: () =>
      text(
        'Run the same command again: it goes on from what runs.',
        '같은 명령을 다시 실행하면 실행 중인 것에서 이어집니다.',
      ),
  },
  kubectlFailed: {
    fault: 'environment',
    message: (p: { command: string; said: string }) =>
      text(
        `\`kubectl ${p.command}\` failed: ${p.said}`,
        `\`kubectl ${p.command}\` 실행이 실패했습니다: ${p.said}`,
      ),
    hint: () =>
      text(
        'Run the same command again: what is there already stays.',
        '같은 명령을 다시 실행하세요. 이미 적용된 것은 그대로입니다.',
      ),
  },
  chartFailed: {
    fault: 'environment',
    message: (p: { chart: string; said: string }) =>
      text(
        `\`helm template\` of chart ${p.chart} failed: ${p.said}`,
        `차트 ${p.chart}의 \`helm template\` 실행이 실패했습니다: ${p.said}`,
      ),
    hint: () =>
      text(
        'Give the charts at the versions of charts.txt, with what they depend on (helm dependency build).',
        'charts.txt에 있는 버전의 차트를, 의존하는 차트까지 함께(helm dependency build) 주세요.',
      ),
  },
  otherClusterUp: {
    fault: 'environment',
    message: (p: { running: string; wanted: string }) =>
      text(
        `The cluster on this machine holds ${p.running}, not ${p.wanted} as it is now.`,
        `이 컴퓨터의 클러스터에는 지금의 ${p.wanted}이(가) 아니라 ${p.running}이(가) 있습니다.`,
      ),
    hint: () => text('End it first: hanok down', '먼저 끝내세요: hanok down'),
  },
  notUp: {
    fault: 'environment',
    message: () => text('No cluster is up on this machine.', '이 컴퓨터에서 실행 중인 클러스터가 없습니다.'),
    hint: () => text('hanok up FILE --target kubernetes', 'hanok up FILE --target kubernetes'),
  },
  leftOver: {
    fault: 'environment',
    message: (p: { what: string }) => text(`Could not be ended: ${p.what}.`, `끝내지 못했습니다: ${p.what}.`),
  },
  interrupted: {
    fault: 'environment',
    message: () =>
      text('Interrupted while the cluster was coming up.', '클러스터를 올리는 중에 멈추었습니다.'),
    hint: () =>
      text(
        'The same command goes on; hanok down ends it.',
        '같은 명령으로 이어 가거나 hanok down으로 끝내세요.',
      ),
  },
  notPlaced: {
    fault: 'environment',
    message: (p: { count: number; total: number; seconds: number; what: string }) =>
      text(
        `${p.count} of ${p.total} pods were not running within ${p.seconds} s: ${p.what}`,
        `파드 ${p.total}개 중 ${p.count}개가 ${p.seconds}초 안에 실행되지 않았습니다: ${p.what}`,
      ),
  },
})
