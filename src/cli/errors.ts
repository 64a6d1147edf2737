// What can be wrong with a call of hanok itself, and with the files it is given.

import { defineErrors } from '../model/errors.ts'
import { type Text, text } from '../model/text.ts'

const meant = (nearest: string | undefined) =>
  nearest === undefined ? text('', '') : text(` Did you mean "${nearest}"?`, ` 혹시 "${nearest}"인가요?`)

/** Arguments are written in capitals, options as they are typed. */
const upper = (argument: string) => (argument.startsWith('-') ? argument : argument.toUpperCase())

const orList = (known: readonly string[]) => known.join(', ')

/** Errors of the command line. */
export const cliErrors = defineErrors('cli', {
  unknownCommand: {
    fault: 'user',
    message: (p: { word: string; nearest?: string }) =>
      text(
        `There is no command "${p.word}".${meant(p.nearest).en}`,
        `"${p.word}"라는 명령은 없습니다.${meant(p.nearest).ko}`,
      ),
    hint: () => text('`hanok --help` lists them all.', '`hanok --help`로 모든 명령을 볼 수 있습니다.'),
  },
  unknownOption: {
    fault: 'user',
    message: (p: { word: string; nearest?: string }) =>
      text(
        `There is no option "${p.word}" here.${meant(p.nearest).en}`,
        `여기에 "${p.word}"라는 옵션은 없습니다.${meant(p.nearest).ko}`,
      ),
    hint: (p: { word: string; command?: string }) =>
      text(
        `\`hanok ${p.command === undefined ? '' : `${p.command} `}--help\` lists them all.`,
        `\`hanok ${p.command === undefined ? '' : `${p.command} `}--help\`로 모든 옵션을 볼 수 있습니다.`,
      ),
  },
  usage: {
    fault: 'user',
    message: (p: { words: string; command?: string }) =>
      text(`The call is not complete or not right: ${p.words}.`, `명령을 잘못 썼습니다: ${p.words}.`),
    hint: (p: { words: string; command?: string }) =>
      text(
        `\`hanok ${p.command === undefined ? '' : `${p.command} `}--help\` says how it is used.`,
        `\`hanok ${p.command === undefined ? '' : `${p.command} `}--help\`에서 쓰는 법을 볼 수 있습니다.`,
      ),
  },
  missingArgument: {
    fault: 'user',
    message: (p: { argument: string; command: string }) =>
      text(
        `\`hanok ${p.command}\` needs ${upper(p.argument)}.`,
        `\`hanok ${p.command}\`에는 ${upper(p.argument)}이(가) 필요합니다.`,
      ),
    hint: (p: { command: string }) =>
      text(
        `\`hanok ${p.command} --help\` says how it is used.`,
        `\`hanok ${p.command} --help\`에서 쓰는 법을 볼 수 있습니다.`,
      ),
  },
  badChoice: {
    fault: 'user',
    message: (p: { option: string; found: string; known: readonly string[]; nearest?: string }) =>
      text(
        `${p.option}: found "${p.found}", expected one of: ${orList(p.known)}.${meant(p.nearest).en}`,
        `${p.option}: "${p.found}"은(는) 쓸 수 없습니다. 다음 중 하나여야 합니다: ${orList(p.known)}.${meant(p.nearest).ko}`,
      ),
  },
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
  noSql: {
    fault: 'user',
    message: (p: { platform: string }) =>
      text(
        `The platform "${p.platform}" offers users no SQL: it has no Trino.`,
        `"${p.platform}" 플랫폼에는 Trino가 없어 SQL을 쓸 수 없습니다.`,
      ),
  },
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
  badNumber: {
    fault: 'user',
    message: (p: { option: string; found: string }) =>
      text(
        `${p.option}: found "${p.found}", expected a whole number.`,
        `${p.option}: "${p.found}" 대신 정수를 적으세요.`,
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
  unknownChartAction: {
    fault: 'user',
    message: (p: { found: string }) =>
      text(
        `\`hanok charts\` can check; "${p.found}" it does not know.`,
        `\`hanok charts\`로 할 수 있는 것은 check입니다. "${p.found}"은 모릅니다.`,
      ),
    hint: () => text('hanok charts check FILE', 'hanok charts check FILE'),
  },
  unknownSecretAction: {
    fault: 'user',
    message: (p: { found: string }) =>
      text(
        `\`hanok secrets\` can set; "${p.found}" it does not know.`,
        `\`hanok secrets\`로 할 수 있는 것은 set입니다. "${p.found}"은 모릅니다.`,
      ),
    hint: () => text('hanok secrets set FILE NAME < value', 'hanok secrets set FILE NAME < value'),
  },
  secretNotGiven: {
    fault: 'user',
    message: (p: { name: string }) =>
      text(
        `The platform needs the secret "${p.name}", whose value only you have.`,
        `플랫폼에 "${p.name}" 비밀 값이 필요합니다. 이 값은 직접 주어야 합니다.`,
      ),
    hint: (p: { name: string }) =>
      text(
        `Give it on standard input: hanok secrets set FILE ${p.name} < value`,
        `표준 입력으로 주세요: hanok secrets set FILE ${p.name} < value`,
      ),
  },
  notASecretToGive: {
    fault: 'user',
    message: (p: { found: string; known: readonly string[] }) =>
      p.known.length === 0
        ? text(
            `This platform has no secret whose value you would give; "${p.found}" is none.`,
            `이 플랫폼에는 직접 줄 비밀 값이 없습니다("${p.found}").`,
          )
        : text(
            `"${p.found}" is no secret that you give to this platform, only: ${orList(p.known)}.`,
            `"${p.found}"은(는) 이 플랫폼에 직접 주는 비밀 값이 아닙니다. 줄 수 있는 것: ${orList(p.known)}.`,
          ),
    hint: () => text('All other secrets are made by hanok.', '다른 비밀 값은 모두 hanok이 만듭니다.'),
  },
  emptySecret: {
    fault: 'user',
    message: (p: { name: string }) =>
      text(
        `Standard input holds no value for "${p.name}": one line is expected.`,
        `표준 입력에 "${p.name}"의 값이 없습니다. 한 줄이어야 합니다.`,
      ),
  },
  unknownSecretSource: {
    fault: 'user',
    message: (p: { found: string }) =>
      text(
        `--secrets: found "${p.found}", expected plain, external:STORE or sealed:CERTIFICATE.pem.`,
        `--secrets: "${p.found}"은(는) 쓸 수 없습니다. plain, external:STORE, sealed:CERTIFICATE.pem 가운데 하나여야 합니다.`,
      ),
  },
  badCertificate: {
    fault: 'user',
    message: (p: { file: string; reason: Text }) =>
      text(
        `Nothing can be sealed with "${p.file}": ${p.reason.en}.`,
        `"${p.file}"(으)로 봉인할 수 없습니다: ${p.reason.ko}.`,
      ),
    hint: () =>
      text(
        'Take the certificate of the controller that will open the secrets: kubeseal --fetch-cert > CERTIFICATE.pem',
        '비밀 값을 열 컨트롤러의 인증서를 쓰세요: kubeseal --fetch-cert > CERTIFICATE.pem',
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
