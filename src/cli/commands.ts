// Every command with its words. The modules behind them are loaded only when called, so that `--version` is quick.

import { text } from '../model/text.ts'
import type { Command } from './command.ts'
import { fileArgument } from './file-argument.ts'
import { rehearsalCommands } from './rehearsal-commands.ts'
import { targetOption } from './target-option.ts'

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
  ...rehearsalCommands,
]
