// What can go wrong while software is fetched. All are the environment's; each says what to do.

import { defineErrors } from '../model/errors.ts'
import { text } from '../model/text.ts'

/** Errors of fetching software. */
export const softwareErrors = defineErrors('software', {
  commandMissing: {
    fault: 'environment',
    message: (p: { command: string }) =>
      text(`The command "${p.command}" is missing.`, `"${p.command}" 명령이 없습니다.`),
    hint: (p: { package: string }) =>
      text(`Install it: apt-get install ${p.package}`, `설치하세요: apt-get install ${p.package}`),
  },
  goMissing: {
    fault: 'environment',
    message: (p: { found: string }) =>
      text(
        `The control plane is built with Go 1.21 or newer; ${p.found === '' ? 'there is none on this machine' : `this machine has ${p.found}`}.`,
        `컨트롤 플레인을 빌드하려면 Go 1.21 이상이 필요합니다. 이 컴퓨터: ${p.found === '' ? '없음' : p.found}.`,
      ),
    hint: () =>
      text(
        'Install Go (from go.dev, or golang-go of Debian backports), then run the same command again.',
        'Go를 설치하고(go.dev 또는 Debian backports의 golang-go) 같은 명령을 다시 실행하세요.',
      ),
  },
  needsRoot: {
    fault: 'environment',
    message: (p: { packages: string }) =>
      text(
        `These distribution packages are missing and only root can install them: ${p.packages}`,
        `다음 배포판 패키지가 없는데 root만 설치할 수 있습니다: ${p.packages}`,
      ),
    hint: (p: { packages: string }) =>
      text(
        `Run hanok as root, or first: apt-get install --no-install-recommends ${p.packages}`,
        `root로 hanok을 실행하거나 먼저 설치하세요: apt-get install --no-install-recommends ${p.packages}`,
      ),
  },
  installFailed: {
    fault: 'environment',
    message: (p: { packages: string; output: string }) =>
      text(
        `apt-get could not install ${p.packages}:\n${p.output}`,
        `apt-get이 ${p.packages}을(를) 설치하지 못했습니다:\n${p.output}`,
      ),
    hint: () =>
      text(
        'Check the package sources (apt-get update), then run the same command again.',
        '패키지 저장소를 확인하고(apt-get update) 같은 명령을 다시 실행하세요.',
      ),
  },
  downloadFailed: {
    fault: 'environment',
    message: (p: { software: string; client: string; output: string }) =>
      text(
        `${p.client} could not fetch ${p.software}:\n${p.output}`,
        `${p.client}(으)로 ${p.software}을(를) 내려받지 못했습니다:\n${p.output}`,
      ),
    hint: () =>
      text(
        'Check the network and the mirror settings of this client, then run the same command again: what is already complete is kept.',
        '네트워크와 이 클라이언트의 미러 설정을 확인하고 같은 명령을 다시 실행하세요. 이미 다 받은 것은 그대로 둡니다.',
      ),
  },
  wrongChecksum: {
    fault: 'environment',
    message: (p: { file: string; expected: string; found: string }) =>
      text(
        `${p.file} is not the file that was locked: expected sha256 ${p.expected}, found ${p.found}. It was deleted.`,
        `${p.file}은(는) 고정해 둔 파일이 아닙니다: sha256 ${p.expected}이어야 하는데 ${p.found}입니다. 파일은 지웠습니다.`,
      ),
    hint: () =>
      text(
        'Run the same command again. If it comes back, the mirror serves other bytes: do not use it.',
        '같은 명령을 다시 실행하세요. 되풀이되면 미러가 다른 파일을 주는 것이니 쓰지 마세요.',
      ),
  },
  archiveMissing: {
    fault: 'environment',
    message: (p: { title: string; path: string }) =>
      text(
        `${p.path}, the archive of ${p.title} that the declaration names, is not on this machine.`,
        `선언에 적힌 ${p.title} 아카이브 ${p.path}가 이 컴퓨터에 없습니다.`,
      ),
    hint: () =>
      text(
        'Put it there, or correct its path in the declaration.',
        '그 자리에 두거나 선언의 경로를 고치세요.',
      ),
  },
  archiveDiffers: {
    fault: 'environment',
    message: (p: { path: string; expected: string; found: string }) =>
      text(
        `${p.path} is not the archive that the declaration names: expected sha256 ${p.expected}, found ${p.found}.`,
        `${p.path}는 선언에 적힌 아카이브가 아닙니다: sha256 ${p.expected}이어야 하는데 ${p.found}입니다.`,
      ),
    hint: () =>
      text(
        'Compare both with what its publisher names: either the file or the declaration is wrong.',
        '배포처가 공개한 값과 비교하세요. 파일이나 선언 중 하나가 잘못되었습니다.',
      ),
  },
  archiveIsAnother: {
    fault: 'environment',
    message: (p: { title: string; path: string; holds: string }) =>
      text(
        `${p.path} is no archive of ${p.title}: there is no ${p.holds} in its folder.`,
        `${p.path}는 ${p.title}의 아카이브가 아닙니다: 폴더 안에 ${p.holds}가 없습니다.`,
      ),
    hint: () =>
      text(
        'Give the archive for x86-64 Linux as its publisher packs it, with one folder that holds everything.',
        '배포처가 x86-64 리눅스용으로 묶은 아카이브(폴더 하나에 모두 담긴 것)를 그대로 주세요.',
      ),
  },
  missingFile: {
    fault: 'environment',
    message: (p: { software: string; file: string }) =>
      text(
        `${p.software}: the client reported success, but ${p.file} did not arrive.`,
        `${p.software}: 클라이언트는 성공했다고 했지만 ${p.file}이(가) 오지 않았습니다.`,
      ),
  },
  diskFull: {
    fault: 'environment',
    message: (p: { directory: string; neededMiB: number; freeMiB: number }) =>
      text(
        `Not enough disk below ${p.directory}: about ${p.neededMiB} MiB are needed, ${p.freeMiB} MiB are free.`,
        `${p.directory} 아래 디스크가 모자랍니다: 약 ${p.neededMiB} MiB가 필요한데 ${p.freeMiB} MiB가 남아 있습니다.`,
      ),
    hint: () =>
      text(
        'Free some space, or move the cache: set XDG_CACHE_HOME.',
        '공간을 비우거나 XDG_CACHE_HOME으로 캐시 위치를 옮기세요.',
      ),
  },
  diskFilledUp: {
    fault: 'environment',
    message: (p: { directory: string }) =>
      text(
        `The disk below ${p.directory} became full while software was fetched.`,
        `소프트웨어를 받는 동안 ${p.directory} 아래 디스크가 가득 찼습니다.`,
      ),
    hint: () =>
      text(
        'Free some space, or move the cache: set XDG_CACHE_HOME. Then run the same command again.',
        '공간을 비우거나 XDG_CACHE_HOME으로 캐시 위치를 옮긴 뒤 같은 명령을 다시 실행하세요.',
      ),
  },
  cacheUnusable: {
    fault: 'environment',
    message: (p: { directory: string; reason: string }) =>
      text(
        `The cache ${p.directory} cannot be written: ${p.reason}`,
        `캐시 ${p.directory}에 쓸 수 없습니다: ${p.reason}`,
      ),
    hint: () =>
      text(
        'Correct its permissions, or move the cache: set XDG_CACHE_HOME.',
        '권한을 고치거나 XDG_CACHE_HOME으로 캐시 위치를 옮기세요.',
      ),
  },
  cacheBusy: {
    fault: 'environment',
    message: (p: { directory: string; holder: number }) =>
      text(
        `Another hanok (process ${p.holder}) has been fetching software into ${p.directory} for too long.`,
        `다른 hanok(프로세스 ${p.holder})이 ${p.directory}에 소프트웨어를 너무 오래 받고 있습니다.`,
      ),
    hint: () =>
      text(
        'Wait until it has ended, or end it, then run the same command again.',
        '그것이 끝나기를 기다리거나 끝낸 뒤 같은 명령을 다시 실행하세요.',
      ),
  },
  wrongArchitecture: {
    fault: 'environment',
    message: (p: { architecture: string }) =>
      text(
        `The locked software is for x86-64 Linux; this machine is ${p.architecture}.`,
        `고정해 둔 소프트웨어는 x86-64 리눅스용인데 이 머신은 ${p.architecture}입니다.`,
      ),
    hint: () => text('Use an x86-64 machine with Debian 12.', 'Debian 12가 깔린 x86-64 머신을 쓰세요.'),
  },
  interrupted: {
    fault: 'environment',
    message: () =>
      text(
        'Fetching the software was interrupted. What was complete is kept; the rest was removed.',
        '소프트웨어를 받는 중에 멈추었습니다. 다 받은 것은 두고 나머지는 지웠습니다.',
      ),
    hint: () => text('Run the same command again to go on.', '같은 명령을 다시 실행하면 이어집니다.'),
  },
  unpackFailed: {
    fault: 'environment',
    message: (p: { software: string; output: string }) =>
      text(
        `${p.software} could not be unpacked: ${p.output}`,
        `${p.software}을(를) 풀지 못했습니다: ${p.output}`,
      ),
  },
})
