// Every command with its words. The modules behind them are loaded only when called, so that `--version` is quick.

import { text } from '../model/text.ts'
import { clusterCommands, clusterOptions } from './cluster-commands.ts'
import type { Command, CommandOption } from './command.ts'
import { fileArgument } from './file-argument.ts'

const targetOption: CommandOption = {
  flags: '--target <target>',
  about: text('plan for this target', '이 대상으로 계획'),
  choices: ['hosts', 'kubernetes', 'yarn', 'aws', 'gcp', 'azure', 'compose'],
}

/** All commands, in the order of a platform's life. */
export const commands: readonly Command[] = [
  {
    name: 'init',
    summary: text('write a commented declaration to start from', '설명이 달린 선언 파일 만들기'),
    arguments: [{ name: '[file]', about: text('file to write (platform.yaml)', '만들 파일(platform.yaml)') }],
    options: [
      { flags: '--shape <shape>', about: text('shape to begin with', '바탕이 될 형태'), default: 'minimum' },
      {
        flags: '--from <inventory>',
        about: text(
          'take the hosts from an inventory: Ansible (INI, YAML), NetBox (CSV, JSON) or CSV',
          '인벤토리에서 호스트 가져오기: Ansible(INI, YAML), NetBox(CSV, JSON), CSV',
        ),
      },
      { flags: '--force', about: text('overwrite the file', '파일이 있어도 덮어쓰기') },
    ],
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'plan',
    summary: text('servers, placement, networks and sizes', '서버, 배치, 네트워크, 크기 계획'),
    arguments: [fileArgument('<file>')],
    options: [
      targetOption,
      {
        flags: '--from <plan>',
        about: text(
          'the JSON of the plan that this one follows: hosts, addresses and instances stay where they can',
          '앞선 계획의 JSON: 호스트, 주소, 인스턴스를 되도록 그대로 둠',
        ),
      },
    ],
    load: () => import('./commands/plan.ts'),
  },
  {
    name: 'verify',
    summary: text(
      'what every failure does to it, and what is wrong with it',
      '모든 고장의 영향과 잘못된 점 검증',
    ),
    arguments: [fileArgument('<file>')],
    options: [
      targetOption,
      {
        flags: '--manifests <path>',
        about: text(
          'compare rendered Kubernetes manifests with the plan instead: a folder, a file, or - for standard input',
          '대신 렌더링된 Kubernetes 매니페스트를 계획과 비교: 폴더, 파일, 또는 표준 입력 -',
        ),
      },
      {
        flags: '--strict',
        about: text('end with 1 for warnings, too', '경고가 있어도 종료 상태 1로 끝내기'),
      },
    ],
    load: () => import('./commands/verify.ts'),
  },
  {
    name: 'explain',
    summary: text('why something is where it is', '무엇이 왜 그 자리에 있는지 설명'),
    arguments: [
      fileArgument('<file>'),
      {
        name: '<what>',
        about: text(
          'a host, instance, role, service, endpoint or network, or `load`',
          '호스트, 인스턴스, 역할, 서비스, 엔드포인트, 네트워크, 또는 `load`',
        ),
      },
    ],
    options: [],
    load: () => import('./commands/explain.ts'),
  },
  {
    name: 'render',
    summary: text('write the files of every host, or documents', '모든 호스트의 파일 또는 문서 만들기'),
    arguments: [fileArgument('<file>')],
    options: [
      {
        ...targetOption,
        about: text(
          'what the files are for; documents: pages to read and print',
          '어떤 대상의 파일인지. documents는 읽고 인쇄하는 문서',
        ),
        choices: [...(targetOption.choices ?? []), 'documents'],
      },
      { flags: '--out <dir>', about: text('directory to write', '파일을 쓸 디렉터리'), mandatory: true },
      {
        flags: '--size <size>',
        about: text(
          'sizes of servers, or those that fit one machine (default: production; compose: rehearsal)',
          '서버 크기, 또는 한 대에 들어가는 크기(기본값: production, compose는 rehearsal)',
        ),
        choices: ['production', 'rehearsal'],
      },
      {
        flags: '--registry <registry>',
        about: text(
          'kubernetes: the registry that holds every image instead of its own',
          'kubernetes: 모든 이미지를 가져올 사내 레지스트리',
        ),
      },
      {
        flags: '--secrets <source>',
        about: text(
          'kubernetes: plain (filled in by apply), external:STORE (External Secrets Operator) or sealed:CERTIFICATE.pem (Sealed Secrets)',
          'kubernetes: plain(apply가 채움), external:STORE(External Secrets Operator), sealed:CERTIFICATE.pem(Sealed Secrets)',
        ),
      },
    ],
    load: () => import('./commands/render.ts'),
  },
  {
    name: 'charts',
    summary: text('check chart values against the charts', '차트 값을 차트와 비교'),
    arguments: [{ name: '<action>', about: text('check', 'check') }, fileArgument('<file>')],
    options: [
      {
        flags: '--charts <dir>',
        about: text(
          'folders or archives of charts; helm’s own cache where it is left out',
          '차트 폴더나 압축 파일이 있는 곳. 생략하면 helm 캐시',
        ),
      },
      {
        flags: '--strict',
        about: text('end with 1 where a chart is missing, too', '차트가 없을 때도 1로 끝남'),
      },
    ],
    load: () => import('./commands/charts.ts'),
  },
  {
    name: 'secrets',
    summary: text(
      'give a secret that only you have, or renew one of the running platform',
      '직접 가진 비밀 값 주기, 실행 중인 플랫폼의 비밀 값 바꾸기',
    ),
    arguments: [
      { name: '<action>', about: text('set or rotate', 'set 또는 rotate') },
      {
        name: '<file-or-name>',
        about: text(
          'set: the declaration. rotate: a name such as s3/spark or postgres/superset',
          'set: 선언 파일. rotate: s3/spark나 postgres/superset 같은 이름',
        ),
      },
      {
        name: '[name]',
        about: text(
          'set: such as given/postgres/backup-secret-key; its value comes on standard input',
          'set: given/postgres/backup-secret-key 같은 이름. 값은 표준 입력으로',
        ),
      },
    ],
    options: [],
    load: () => import('./commands/secrets.ts'),
  },
  {
    name: 'certificates',
    summary: text(
      'who has which certificate of the running platform and until when, or renew them',
      '실행 중인 플랫폼의 인증서와 만료일 보기, 새로 만들기',
    ),
    arguments: [
      {
        name: '[action]',
        about: text('renew; without it they are listed', 'renew. 생략하면 목록'),
      },
      {
        name: '[name]',
        about: text(
          'one of them, as listed; without it all of the platform’s own authority',
          '목록에 나온 이름 하나. 생략하면 플랫폼의 인증 기관이 발급한 모든 인증서',
        ),
      },
    ],
    options: [
      {
        flags: '--strict',
        about: text('end with 1 for warnings, too', '경고가 있어도 종료 상태 1로 끝내기'),
      },
    ],
    load: () => import('./commands/certificates.ts'),
  },
  {
    name: 'up',
    summary: text('run the platform on this machine', '이 컴퓨터에서 플랫폼 실행'),
    arguments: [
      {
        name: '[file]',
        about: text(
          'as elsewhere; without it the largest built-in shape that fits the memory',
          '다른 명령과 같음. 생략하면 메모리에 맞는 가장 큰 내장 형태',
        ),
      },
    ],
    options: [
      {
        flags: '--only <services>',
        about: text(
          'only these services, by comma, and what they need',
          '쉼표로 나눈 이 서비스들과 그에 필요한 것만',
        ),
      },
      targetOption,
      {
        flags: '--crds <dir>',
        about: text(
          'kubernetes: custom resource definitions to apply first, from the operators’ releases',
          'kubernetes: 먼저 적용할 오퍼레이터의 CRD가 있는 디렉터리',
        ),
      },
      {
        flags: '--charts <dir>',
        about: text(
          'kubernetes: charts whose own templates are applied; stand-ins where left out',
          'kubernetes: 직접 템플릿을 만들 차트가 있는 디렉터리. 생략하면 대신 만든 것을 씀',
        ),
      },
    ],
    load: () => import('./commands/up.ts'),
  },
  ...clusterCommands,
  {
    name: 'status',
    summary: text(
      'state of every instance and endpoint; with FILE, of its platform on a cluster',
      '모든 인스턴스와 엔드포인트의 상태. FILE을 주면 클러스터 위의 상태',
    ),
    arguments: [fileArgument('[file]')],
    options: clusterOptions,
    load: () => import('./commands/status.ts'),
  },
  {
    name: 'logs',
    summary: text('the log of an instance', '인스턴스의 로그'),
    arguments: [
      { name: '<name>', about: text('instance, such as trino/worker/2', '인스턴스(예: trino/worker/2)') },
    ],
    options: [
      { flags: '-f, --follow', about: text('go on with what comes', '새로 쌓이는 내용을 계속 보기') },
      {
        flags: '-n, --lines <count>',
        about: text('last lines to show', '보여 줄 마지막 줄 수'),
        default: '100',
      },
    ],
    load: () => import('./commands/logs.ts'),
  },
  {
    name: 'shell',
    summary: text('a shell, or one command, on a host', '호스트에서 셸 열기, 또는 명령 하나 실행'),
    arguments: [
      { name: '<host>', about: text('host, such as storage-1', '호스트(예: storage-1)') },
      { name: '[command...]', about: text('command in place of a shell', '셸 대신 실행할 명령') },
    ],
    options: [],
    passThrough: true,
    load: () => import('./commands/shell.ts'),
  },
  {
    name: 'sql',
    summary: text('ask Trino, rows as TSV', 'Trino에 질의하고 결과를 TSV로 출력'),
    arguments: [{ name: '<query>', about: text('one SQL statement', 'SQL 문 하나') }],
    options: [
      { flags: '--header', about: text('column names in the first line', '첫 줄에 열 이름 출력') },
      {
        flags: '--user <name>',
        about: text(
          'ask as this user of the platform, such as streamlit (admin)',
          '이 플랫폼의 다른 사용자로 질의(예: streamlit, 기본값 admin)',
        ),
      },
    ],
    load: () => import('./commands/sql.ts'),
  },
  {
    name: 'demo',
    summary: text(
      'real data through the whole platform, every step checked',
      '실제 데이터를 플랫폼 전체에 흘려 단계마다 검증',
    ),
    arguments: [],
    options: [],
    load: () => import('./commands/demo.ts'),
  },
  {
    name: 'drill',
    summary: text(
      'break it on purpose while clients use it, and compare with the verdict',
      '쓰는 도중에 일부러 고장 내고 판정과 비교',
    ),
    arguments: [
      {
        name: '[element...]',
        about: text(
          'what fails, one after another: hosts, instances or networks (query-1, trino/worker/2, network/data), the hosts of a rack (rack/r1), or some of a role: SERVICE/ROLE:WORD with leader, follower, one, minority, majority or all (postgres/server:leader)',
          '차례로 고장 낼 대상: 호스트, 인스턴스, 네트워크(query-1, trino/worker/2, network/data), 랙의 모든 호스트(rack/r1), 또는 역할의 일부: 서비스/역할:말. 말은 leader, follower, one, minority, majority, all(postgres/server:leader)',
        ),
      },
    ],
    options: [
      {
        flags: '--matrix <of>',
        about: text(
          'every host, every instance, or every pair of hosts that the verdict calls fatal and ten others; minutes for each',
          '모든 호스트, 모든 인스턴스, 또는 판정에서 치명적이라고 한 모든 호스트 쌍과 다른 열 쌍. 하나에 몇 분씩 걸림',
        ),
        choices: ['hosts', 'instances', 'pairs'],
      },
      {
        flags: '--fault <kind>',
        about: text(
          'sudden death (default), hanging, cut off from the network, heard by nobody, hearing nobody, one packet of ten lost, clean restart',
          '갑작스러운 죽음(기본값), 멈춤, 네트워크 단절, 아무에게도 들리지 않음, 아무것도 듣지 못함, 패킷 열 개 중 하나 유실, 정상 재시작',
        ),
        choices: ['kill', 'pause', 'cut', 'mute', 'deaf', 'lose-packets', 'restart'],
      },
      {
        flags: '--together',
        about: text('all that is named fails at once', '적은 대상을 모두 동시에 고장 냄'),
      },
      {
        flags: '--seed <number>',
        about: text(
          'what is left to chance is chosen by it (default 0): the same seed, the same choice',
          '무작위 선택의 씨앗(기본값 0). 같은 씨앗이면 같은 대상',
        ),
      },
    ],
    load: () => import('./commands/drill.ts'),
  },
  {
    name: 'down',
    summary: text('end it and leave the machine as it was', '끝내고 컴퓨터를 원래대로 되돌리기'),
    arguments: [],
    options: [],
    load: () => import('./commands/down.ts'),
  },
  {
    name: 'doctor',
    summary: text('what this machine has and lacks', '이 컴퓨터에 있는 것과 없는 것'),
    arguments: [],
    options: [],
    load: () => import('./commands/doctor.ts'),
  },
]
