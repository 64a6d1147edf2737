// Rehearsal: what can go wrong on this machine, said so that one knows what to do.

import { defineErrors } from '../model/errors.ts'
import { text } from '../model/text.ts'

/** Errors of the rehearsal. Most are the environment's: exit status 3. */
export const rehearsalErrors = defineErrors('rehearsal', {
  needsRoot: {
    fault: 'environment',
    message: (_: { uid: number }) =>
      text(
        'The rehearsal makes network namespaces and needs root for that.',
        '리허설은 네트워크 네임스페이스를 만들기 때문에 root 권한이 필요합니다.',
      ),
    hint: () => text('Run the same command with sudo.', '같은 명령을 sudo로 실행하세요.'),
  },
  missingCommand: {
    fault: 'environment',
    message: (p: { command: string }) =>
      text(`The command "${p.command}" is missing.`, `"${p.command}" 명령이 없습니다.`),
    hint: () =>
      text(
        'Install the packages iproute2, nftables, util-linux, procps and python3; `hanok doctor` shows what is missing.',
        'iproute2, nftables, util-linux, procps, python3 패키지를 설치하세요. `hanok doctor`가 빠진 것을 보여 줍니다.',
      ),
  },
  commandFailed: {
    fault: 'environment',
    message: (p: { command: string; code: number; said: string }) =>
      text(
        `\`${p.command}\` failed (status ${p.code}): ${p.said}`,
        `\`${p.command}\` 실행이 실패했습니다(상태 ${p.code}): ${p.said}`,
      ),
    hint: () =>
      text(
        '`hanok doctor` shows what this machine lacks.',
        '`hanok doctor`로 이 컴퓨터에 무엇이 부족한지 확인하세요.',
      ),
  },
  subnetInUse: {
    fault: 'environment',
    message: (p: { subnet: string; network: string; used: string; device: string }) =>
      text(
        `The subnet ${p.subnet} of ${p.network} overlaps with ${p.used} (${p.device}) of this machine.`,
        `${p.network}의 서브넷 ${p.subnet}이(가) 이 컴퓨터의 ${p.used}(${p.device})와 겹칩니다.`,
      ),
    hint: (p: { network: string }) =>
      text(
        `Give ${p.network} another subnet under \`networks\` in the declaration.`,
        `선언의 \`networks\`에서 ${p.network}에 다른 서브넷을 주세요.`,
      ),
  },
  otherPlatformUp: {
    fault: 'environment',
    message: (p: { running: string; wanted: string }) =>
      text(
        `The platform "${p.running}" is up on this machine; "${p.wanted}" cannot run beside it.`,
        `이 컴퓨터에서 "${p.running}" 플랫폼이 이미 실행 중이어서 "${p.wanted}"을(를) 함께 실행할 수 없습니다.`,
      ),
    hint: () => text('End it first: `hanok down`.', '먼저 `hanok down`으로 끝내세요.'),
  },
  changedPlatform: {
    fault: 'environment',
    message: (p: { platform: string }) =>
      text(
        `The platform "${p.platform}" is up, but its declaration or its catalog has changed since.`,
        `"${p.platform}" 플랫폼이 실행 중이지만, 그 뒤로 선언이나 카탈로그가 바뀌었습니다.`,
      ),
    hint: () =>
      text(
        'Run `hanok down`, then `hanok up`, to start it as it is declared now.',
        '지금 선언대로 시작하려면 `hanok down` 뒤에 `hanok up`을 실행하세요.',
      ),
  },
  commandRunning: {
    fault: 'environment',
    message: (p: { pid: number; what: string }) =>
      text(
        `Another \`hanok ${p.what}\` is at work (process ${p.pid}).`,
        `다른 \`hanok ${p.what}\` 명령이 실행 중입니다(프로세스 ${p.pid}).`,
      ),
    hint: () => text('Wait until it has ended.', '그 명령이 끝날 때까지 기다리세요.'),
  },
  notUp: {
    fault: 'environment',
    message: (_: { place: string }) =>
      text('No platform is up on this machine.', '이 컴퓨터에서 실행 중인 플랫폼이 없습니다.'),
    hint: () => text('Start one with `hanok up`.', '`hanok up`으로 시작하세요.'),
  },
  supervisorGone: {
    fault: 'environment',
    message: (p: { log: string }) =>
      text(
        `The platform's supervisor does not run (its log: ${p.log}).`,
        `플랫폼의 감독 프로세스가 실행되고 있지 않습니다(로그: ${p.log}).`,
      ),
    hint: () =>
      text(
        '`hanok up` takes over what still runs; `hanok down` removes it.',
        '`hanok up`은 남아 있는 것을 이어받고, `hanok down`은 모두 제거합니다.',
      ),
  },
  supervisorDidNotStart: {
    fault: 'environment',
    message: (p: { log: string; said: string }) =>
      text(
        `The supervisor did not start: ${p.said} (its log: ${p.log}).`,
        `감독 프로세스가 시작되지 않았습니다: ${p.said} (로그: ${p.log}).`,
      ),
  },
  hostDidNotStart: {
    fault: 'environment',
    message: (p: { host: string; said: string }) =>
      text(
        `The host ${p.host} did not start: ${p.said}`,
        `호스트 ${p.host}을(를) 시작하지 못했습니다: ${p.said}`,
      ),
  },
  unknownHost: {
    fault: 'user',
    message: (p: { host: string; known: string }) =>
      text(
        `There is no host "${p.host}"; the platform has ${p.known}.`,
        `"${p.host}" 호스트는 없습니다. 이 플랫폼의 호스트: ${p.known}.`,
      ),
  },
  unknownNetwork: {
    fault: 'user',
    message: (p: { network: string; known: string }) =>
      text(
        `There is no network "${p.network}"; the platform has ${p.known}.`,
        `"${p.network}" 네트워크는 없습니다. 이 플랫폼의 네트워크: ${p.known}.`,
      ),
  },
  unknownInstance: {
    fault: 'user',
    message: (p: { instance: string }) =>
      text(`There is no instance "${p.instance}".`, `"${p.instance}" 인스턴스는 없습니다.`),
    hint: () => text('`hanok status` lists them.', '`hanok status`로 목록을 확인하세요.'),
  },
  unknownJob: {
    fault: 'user',
    message: (p: { job: string }) => text(`There is no job "${p.job}".`, `"${p.job}" 작업은 없습니다.`),
  },
  hostDown: {
    fault: 'environment',
    message: (p: { host: string }) =>
      text(`The host ${p.host} is down.`, `호스트 ${p.host}이(가) 꺼져 있습니다.`),
  },
  notAllReady: {
    fault: 'environment',
    message: (p: { count: number; total: number; what: string }) =>
      text(
        `${p.count} of ${p.total} did not become ready: ${p.what}`,
        `${p.total}개 가운데 ${p.count}개가 준비되지 않았습니다: ${p.what}`,
      ),
    hint: () =>
      text(
        'See `hanok logs NAME` and `hanok status`. `hanok up` continues, `hanok down` removes everything.',
        '`hanok logs 이름`과 `hanok status`를 보세요. `hanok up`은 이어서 진행하고, `hanok down`은 모두 제거합니다.',
      ),
  },
  interrupted: {
    fault: 'environment',
    message: (p: { ready: number; total: number }) =>
      text(
        `Interrupted: ${p.ready} of ${p.total} instances are ready, the others go on starting in the background.`,
        `중단했습니다: 인스턴스 ${p.total}개 가운데 ${p.ready}개가 준비되었고, 나머지는 뒤에서 계속 시작됩니다.`,
      ),
    hint: () =>
      text(
        '`hanok up` continues from here; `hanok down` removes everything.',
        '`hanok up`은 여기서 이어서 진행하고, `hanok down`은 모두 제거합니다.',
      ),
  },
  interruptedEarly: {
    fault: 'environment',
    message: (_: { stage: string }) =>
      text('Interrupted before the platform was started.', '플랫폼을 시작하기 전에 중단했습니다.'),
    hint: () =>
      text(
        '`hanok up` continues from here; `hanok down` removes everything.',
        '`hanok up`은 여기서 이어서 진행하고, `hanok down`은 모두 제거합니다.',
      ),
  },
  leftOver: {
    fault: 'environment',
    message: (p: { what: string }) =>
      text(`Could not be removed: ${p.what}`, `제거하지 못했습니다: ${p.what}`),
    hint: () => text('Run `hanok down` again.', '`hanok down`을 다시 실행하세요.'),
  },
  lowDisk: {
    fault: 'environment',
    message: (p: { folder: string; neededMiB: number; freeMiB: number }) =>
      text(
        `Not enough disk for ${p.folder}: about ${p.neededMiB} MiB are needed, ${p.freeMiB} MiB are free.`,
        `${p.folder}에 쓸 디스크가 부족합니다. 약 ${p.neededMiB} MiB가 필요하지만 남은 것은 ${p.freeMiB} MiB입니다.`,
      ),
    hint: () =>
      text(
        'Free some space, or keep the data elsewhere: set XDG_STATE_HOME.',
        '공간을 비우거나, XDG_STATE_HOME을 설정해 데이터를 다른 곳에 두세요.',
      ),
  },
  diskFull: {
    fault: 'environment',
    message: (p: { folder: string }) =>
      text(`The disk is full (${p.folder}).`, `디스크가 가득 찼습니다(${p.folder}).`),
    hint: () =>
      text(
        'Free some space; `hanok up` continues, `hanok down` removes the platform and its data.',
        '공간을 확보하세요. `hanok up`은 이어서 진행하고, `hanok down`은 플랫폼과 데이터를 제거합니다.',
      ),
  },
  cannotConnect: {
    fault: 'environment',
    message: (p: { host: string; address: string; port: number; reason: string }) =>
      text(
        `From ${p.host}, ${p.address}:${p.port} does not answer (${p.reason}).`,
        `${p.host}에서 ${p.address}:${p.port}에 연결할 수 없습니다(${p.reason}).`,
      ),
  },
  badArtifacts: {
    fault: 'bug',
    message: (p: { folder: string; why: string }) =>
      text(
        `The rendered artifacts in ${p.folder} cannot be used: ${p.why}`,
        `${p.folder}의 산출물을 쓸 수 없습니다: ${p.why}`,
      ),
  },
})
