// What can keep a platform from being run on this machine, or from being asked there.

import { defineErrors } from '../model/errors.ts'
import { text } from '../model/text.ts'
import { meant, orList } from './error-words.ts'

/** Errors of running a platform here. */
export const runErrors = defineErrors('cli', {
  tooLittleMemory: {
    fault: 'environment',
    message: (p: { availableMiB: number; neededMiB: number }) =>
      text(
        `${p.availableMiB} MiB of memory are available; the smallest platform needs ${p.neededMiB} MiB.`,
        `사용할 수 있는 메모리가 ${p.availableMiB} MiB입니다. 가장 작은 플랫폼에도 ${p.neededMiB} MiB가 필요합니다.`,
      ),
    hint: () =>
      text(
        'End other programs, or use a machine with more memory.',
        '다른 프로그램을 끝내거나 메모리가 더 많은 컴퓨터를 쓰세요.',
      ),
  },
  platformTooLarge: {
    fault: 'environment',
    message: (p: { platform: string; availableMiB: number; neededMiB: number }) =>
      text(
        `${p.platform} needs about ${p.neededMiB} MiB of memory; ${p.availableMiB} MiB are available.`,
        `${p.platform}에는 메모리가 약 ${p.neededMiB} MiB 필요하지만 사용할 수 있는 것은 ${p.availableMiB} MiB입니다.`,
      ),
    hint: () =>
      text(
        'Choose a smaller shape (`hanok up starter`), leave services out (`--only`), or end other programs.',
        '더 작은 형태를 고르거나(`hanok up starter`), 일부 서비스만 실행하거나(`--only`), 다른 프로그램을 끝내세요.',
      ),
  },
  clusterUp: {
    fault: 'environment',
    message: (p: { platform: string }) =>
      text(
        `${p.platform} is up on a Kubernetes control plane on this machine.`,
        `이 컴퓨터의 Kubernetes 컨트롤 플레인에 ${p.platform} 플랫폼이 올라와 있습니다.`,
      ),
    hint: () => text('End it first: hanok down', '먼저 끝내세요: hanok down'),
  },
  rehearsalUp: {
    fault: 'environment',
    message: (p: { platform: string }) =>
      text(
        `${p.platform} is being rehearsed on this machine.`,
        `이 컴퓨터에서 ${p.platform} 플랫폼이 리허설 중입니다.`,
      ),
    hint: () => text('End it first: hanok down', '먼저 끝내세요: hanok down'),
  },
  notRehearsed: {
    fault: 'user',
    message: (p: { target: string }) =>
      text(
        `This version rehearses the target "hosts" only, not "${p.target}".`,
        `이 버전은 "hosts" 대상만 리허설할 수 있습니다("${p.target}" 불가).`,
      ),
  },
  unknownServices: {
    fault: 'user',
    message: (p: { found: string; known: readonly string[]; nearest?: string }) =>
      text(
        `--only: found "${p.found}", expected services of the platform: ${orList(p.known)}.${meant(p.nearest).en}`,
        `--only: "${p.found}"라는 서비스는 이 플랫폼에 없습니다. 있는 서비스: ${orList(p.known)}.${meant(p.nearest).ko}`,
      ),
  },
  noSuchInstance: {
    fault: 'user',
    message: (p: { name: string; nearest?: string }) =>
      text(
        `There is no single instance named "${p.name}".${meant(p.nearest).en}`,
        `"${p.name}"(이)라는 인스턴스를 하나로 정할 수 없습니다.${meant(p.nearest).ko}`,
      ),
    hint: () => text('`hanok status` lists them.', '`hanok status`로 목록을 확인하세요.'),
  },
  nothingToDrill: {
    fault: 'user',
    message: () =>
      text(
        'What is to fail? Name hosts or instances, or choose `--matrix hosts` or `--matrix instances`.',
        '무엇을 고장 낼지 정해 주세요. 호스트나 인스턴스를 적거나 `--matrix hosts` 또는 `--matrix instances`를 고르세요.',
      ),
    hint: () => text('`hanok status` lists them.', '`hanok status`로 목록을 확인하세요.'),
  },
  unknownElement: {
    fault: 'user',
    message: (p: { name: string; nearest?: string }) =>
      text(
        `The platform that is up has no host or instance "${p.name}".${meant(p.nearest).en}`,
        `올라와 있는 플랫폼에 "${p.name}"(이)라는 호스트나 인스턴스가 없습니다.${meant(p.nearest).ko}`,
      ),
    hint: () => text('`hanok status` lists them.', '`hanok status`로 목록을 확인하세요.'),
  },
  noQueryUser: {
    fault: 'user',
    message: (p: { found: string; known: readonly string[]; nearest?: string }) =>
      text(
        `--user: found "${p.found}", expected a user of Trino: ${orList(p.known)}.${meant(p.nearest).en}`,
        `--user: "${p.found}"라는 Trino 사용자는 없습니다. 있는 사용자: ${orList(p.known)}.${meant(p.nearest).ko}`,
      ),
  },
  noSql: {
    fault: 'user',
    message: (p: { platform: string }) =>
      text(
        `The platform "${p.platform}" offers users no SQL: it has no Trino.`,
        `"${p.platform}" 플랫폼에는 Trino가 없어 SQL을 쓸 수 없습니다.`,
      ),
  },
})
