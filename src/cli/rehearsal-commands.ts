// The commands that run a platform on this machine, use it, break it and end it, with their words.

import { faultKinds } from '../drills/faults/index.gen.ts'
import { text } from '../model/text.ts'
import { clusterCommands, clusterOptions } from './cluster-commands.ts'
import type { Command } from './command.ts'
import { fileArgument } from './file-argument.ts'
import { targetOption } from './target-option.ts'

/** From bringing it up to ending it, and what this machine has for it. */
export const rehearsalCommands: readonly Command[] = [
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
          `what happens to it, kill where left out: ${faultKinds.map(({ id, title }) => `${id} (${title.en})`).join('; ')}`,
          `낼 고장. 생략하면 kill: ${faultKinds.map(({ id, title }) => `${id} (${title.ko})`).join('; ')}`,
        ),
        choices: faultKinds.map(({ id }) => id),
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
