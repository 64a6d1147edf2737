// The commands that install on a cluster of the user's, with their words.

import { text } from '../model/text.ts'
import type { Command, CommandOption } from './command.ts'
import { fileArgument } from './file-argument.ts'

/** Which cluster. */
export const clusterOptions: readonly CommandOption[] = [
  {
    flags: '--kubeconfig <file>',
    about: text(
      'which cluster; as kubectl finds it where left out',
      '클러스터 설정 파일. 생략하면 kubectl과 같음',
    ),
  },
  { flags: '--context <name>', about: text('context of the kubeconfig', 'kubeconfig의 컨텍스트') },
]

const installOptions: readonly CommandOption[] = [
  ...clusterOptions,
  {
    flags: '--charts <dir>',
    about: text(
      'folders or archives of the pinned charts; their repositories where left out',
      '고정된 버전의 차트 폴더나 압축 파일이 있는 곳. 생략하면 차트 저장소',
    ),
  },
  {
    flags: '--registry <registry>',
    about: text(
      'the registry that holds every image instead of its own',
      '모든 이미지를 가져올 사내 레지스트리',
    ),
  },
]

const applyOptions: readonly CommandOption[] = [
  ...installOptions,
  {
    flags: '--label-nodes',
    about: text(
      'set the plan’s labels and taints on nodes with the names of its hosts',
      '계획의 호스트와 이름이 같은 노드에 라벨과 테인트 붙이기',
    ),
  },
  {
    flags: '--prune',
    about: text(
      'delete what the plan no longer has, except what may hold data',
      '계획에서 빠진 것 지우기(데이터가 있을 수 있는 것은 남김)',
    ),
  },
  {
    flags: '--wait <minutes>',
    about: text(
      'how long pods may take to be ready, wave by wave',
      '단계마다 파드가 준비되기를 기다릴 시간(분)',
    ),
    default: '15',
  },
]

/** Those that change it, or would. */
export const clusterCommands: readonly Command[] = [
  {
    name: 'apply',
    summary: text('install it on a Kubernetes cluster', 'Kubernetes 클러스터에 설치'),
    arguments: [fileArgument('<file>')],
    options: [
      ...applyOptions,
      {
        flags: '--dry-run',
        about: text(
          'ask the API server about everything and change nothing',
          'API 서버에 모두 물어보기만 하고 아무것도 바꾸지 않기',
        ),
      },
    ],
    load: () => import('./commands/apply.ts'),
  },
  {
    name: 'diff',
    summary: text('what apply would change on the cluster', 'apply가 클러스터에서 바꿀 것'),
    arguments: [fileArgument('<file>')],
    options: installOptions,
    load: () => import('./commands/diff.ts'),
  },
  {
    name: 'upgrade',
    summary: text('bring a cluster to the versions of this plan', '클러스터를 이 계획의 버전으로 올리기'),
    arguments: [fileArgument('<file>')],
    options: [
      ...applyOptions,
      {
        flags: '--force',
        about: text('though something is not ready', '준비되지 않은 것이 있어도 진행'),
      },
    ],
    load: () => import('./commands/upgrade.ts'),
  },
]
