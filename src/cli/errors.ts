// What can be wrong with the files that hanok is given or writes, and with the machine it runs on.

import { defineErrors } from '../model/errors.ts'
import { text } from '../model/text.ts'
import { meant, orList } from './error-words.ts'

/** Errors of files, plans and the machine. */
export const cliErrors = defineErrors('cli', {
  noSuchFile: {
    fault: 'user',
    message: (p: { file: string; examples: readonly string[]; nearest?: string }) =>
      text(
        `There is no file "${p.file}".${meant(p.nearest).en}`,
        `"${p.file}" 파일이 없습니다.${meant(p.nearest).ko}`,
      ),
    hint: (p: { examples: readonly string[] }) =>
      text(
        `Give a declaration, a plan's JSON, or one of the built-in examples: ${orList(p.examples)}.`,
        `선언 파일, 계획 JSON, 또는 내장 예제 이름을 주세요: ${orList(p.examples)}.`,
      ),
  },
  isDirectory: {
    fault: 'user',
    message: (p: { file: string }) =>
      text(
        `"${p.file}" is a directory, expected a file.`,
        `"${p.file}"은(는) 디렉터리입니다. 파일이어야 합니다.`,
      ),
    hint: (p: { file: string }) =>
      text(`Perhaps ${p.file}/platform.yaml?`, `혹시 ${p.file}/platform.yaml인가요?`),
  },
  noInventory: {
    fault: 'user',
    message: (p: { file: string }) =>
      text(`There is no inventory file "${p.file}".`, `"${p.file}" 인벤토리 파일이 없습니다.`),
    hint: () =>
      text(
        'Give a file: an Ansible inventory, a NetBox export of devices, or CSV; `-` reads standard input.',
        'Ansible 인벤토리, NetBox 장비 내보내기, CSV 파일 가운데 하나를 주세요. `-`는 표준 입력을 읽습니다.',
      ),
  },
  notReadable: {
    fault: 'environment',
    message: (p: { file: string; reason: string }) =>
      text(`"${p.file}" cannot be read (${p.reason}).`, `"${p.file}"을(를) 읽을 수 없습니다(${p.reason}).`),
    hint: () => text('Look at its owner and mode.', '소유자와 권한을 확인하세요.'),
  },
  noManifests: {
    fault: 'user',
    message: (p: { path: string; files: number }) =>
      text(
        `No object of Kubernetes in "${p.path}" (files read: ${p.files}).`,
        `"${p.path}"에 Kubernetes 객체가 없습니다(읽은 파일: ${p.files}개).`,
      ),
    hint: () =>
      text(
        'Give a folder with *.yaml or *.json, a file, or - for standard input: helm template … | hanok verify FILE --manifests -',
        '*.yaml이나 *.json이 있는 폴더, 파일, 또는 표준 입력을 뜻하는 -를 주세요: helm template … | hanok verify FILE --manifests -',
      ),
  },
  tooManyManifests: {
    fault: 'user',
    message: (p: { path: string; mostMiB: number }) =>
      text(
        `"${p.path}" has more than ${p.mostMiB} MiB of manifests.`,
        `"${p.path}"의 매니페스트가 ${p.mostMiB} MiB를 넘습니다.`,
      ),
    hint: () => text('Give the rendered manifests only.', '렌더링한 매니페스트만 주세요.'),
  },
  planHasTarget: {
    fault: 'user',
    message: (p: { asked: string; held: string }) =>
      text(
        `This plan was made for the target ${p.held}; --target ${p.asked} would need another plan.`,
        `이 계획은 ${p.held} 대상으로 만들어졌습니다. --target ${p.asked}에는 다른 계획이 필요합니다.`,
      ),
    hint: () => text('Give the declaration in place of the plan.', '계획 대신 선언 파일을 주세요.'),
  },
  planHasPlaces: {
    fault: 'user',
    message: (p: { file: string }) =>
      text(
        `"${p.file}" is a plan already; --from goes with a declaration.`,
        `"${p.file}"은(는) 이미 계획입니다. --from은 선언 파일과 함께 씁니다.`,
      ),
    hint: () =>
      text(
        'Give the declaration as FILE, and the plan that it is to follow as --from.',
        'FILE에는 선언 파일을, --from에는 앞선 계획을 주세요.',
      ),
  },
  clustersHaveTargets: {
    fault: 'user',
    message: () =>
      text(
        'The declaration gives each of its clusters a target, so --target has no meaning here.',
        '선언 파일에서 클러스터마다 대상을 정했으므로 --target을 쓸 수 없습니다.',
      ),
  },
  noRenderer: {
    fault: 'user',
    message: (p: { target: string; known: readonly string[] }) =>
      text(
        `This version renders no files for the target "${p.target}", only for: ${orList(p.known)}.`,
        `이 버전은 "${p.target}" 대상의 파일을 만들지 못합니다. 만들 수 있는 대상: ${orList(p.known)}.`,
      ),
  },
  outputNotOurs: {
    fault: 'user',
    message: (p: { directory: string }) =>
      text(
        `"${p.directory}" holds files that hanok did not write; nothing was changed.`,
        `"${p.directory}"에 hanok이 만들지 않은 파일이 있습니다. 아무것도 바꾸지 않았습니다.`,
      ),
    hint: () => text('Give an empty or a new directory.', '비어 있거나 새로운 디렉터리를 지정하세요.'),
  },
  cannotWrite: {
    fault: 'environment',
    message: (p: { file: string; reason: string }) =>
      text(`"${p.file}" cannot be written (${p.reason}).`, `"${p.file}"에 쓸 수 없습니다(${p.reason}).`),
    hint: () =>
      text('Look at its owner, its mode and the free space.', '소유자, 권한, 남은 디스크 공간을 확인하세요.'),
  },
  fileExists: {
    fault: 'user',
    message: (p: { file: string }) =>
      text(
        `"${p.file}" exists already; nothing was changed.`,
        `"${p.file}"이(가) 이미 있습니다. 아무것도 바꾸지 않았습니다.`,
      ),
    hint: () => text('Name another file, or give --force.', '다른 파일 이름을 주거나 --force를 쓰세요.'),
  },
  notInPlan: {
    fault: 'user',
    message: (p: { what: string; nearest?: string }) =>
      text(
        `The plan has nothing named "${p.what}".${meant(p.nearest).en}`,
        `계획에 "${p.what}"(이)라는 것은 없습니다.${meant(p.nearest).ko}`,
      ),
    hint: () =>
      text(
        'Name a host (storage-1), an instance (trino/worker/2), a role (trino/worker), a service or an endpoint.',
        '호스트(storage-1), 인스턴스(trino/worker/2), 역할(trino/worker), 서비스, 엔드포인트 가운데 하나를 적으세요.',
      ),
  },
  system: {
    fault: 'environment',
    message: (p: { code: string; what: string }) =>
      text(`The system refused: ${p.what} (${p.code}).`, `시스템이 거부했습니다: ${p.what} (${p.code}).`),
    hint: () =>
      text(
        'Look at free disk space, permissions and limits; `hanok doctor` helps.',
        '남은 디스크 공간, 권한, 제한을 확인하세요. `hanok doctor`가 도움이 됩니다.',
      ),
  },
  interrupted: {
    fault: 'environment',
    message: () => text('Interrupted.', '중단되었습니다.'),
  },
  bug: {
    fault: 'bug',
    message: (p: { what: string }) =>
      text(`This is a bug of hanok's: ${p.what}`, `hanok의 버그입니다: ${p.what}`),
    hint: (p: { where: string }) =>
      text(
        `${p.where === '' ? 'Run it again with HANOK_DEBUG=1 for the stack' : `The stack is in ${p.where}`}; please report it.`,
        `${p.where === '' ? 'HANOK_DEBUG=1로 다시 실행하면 스택을 볼 수 있습니다' : `스택은 ${p.where}에 있습니다`}. 알려 주시면 고치겠습니다.`,
      ),
  },
})
