// What can go wrong between a plan and a real cluster.

import { defineErrors } from '../../model/errors.ts'
import { text } from '../../model/text.ts'

const again = () =>
  text(
    'Run the same command again: what is done stays, and it goes on from there.',
    '같은 명령을 다시 실행하세요. 끝난 것은 그대로 두고 이어서 합니다.',
  )

/** Errors of applying to a cluster. Nearly all are the environment's: exit status 3. */
export const applyErrors = defineErrors('apply', {
  noClient: {
    fault: 'environment',
    message: (p: { program: string; why: string }) =>
      text(
        `The program ${p.program} is not in the PATH${p.why === '' ? '' : `, and hanok could not fetch it: ${p.why}`}.`,
        `PATH에 ${p.program} 프로그램이 없습니다${p.why === '' ? '' : `. hanok이 받지도 못했습니다: ${p.why}`}.`,
      ),
    hint: () =>
      text(
        'Install kubectl and helm (3.13 or newer), then run the same command again.',
        'kubectl과 helm(3.13 이상)을 설치한 뒤 같은 명령을 다시 실행하세요.',
      ),
  },
  noCluster: {
    fault: 'environment',
    message: (p: { said: string }) =>
      text(`No Kubernetes cluster answers: ${p.said}`, `응답하는 Kubernetes 클러스터가 없습니다: ${p.said}`),
    hint: () =>
      text(
        'Name the right one: --kubeconfig FILE, --context NAME, or KUBECONFIG. `kubectl cluster-info` must work.',
        '--kubeconfig FILE, --context NAME 또는 KUBECONFIG로 클러스터를 정하세요. `kubectl cluster-info`가 되어야 합니다.',
      ),
  },
  namespacesTaken: {
    fault: 'environment',
    message: (p: { namespaces: string; platform: string; context: string }) =>
      text(
        `Cluster ${p.context} has namespaces of these names that are not of platform ${p.platform}: ${p.namespaces}.`,
        `클러스터 ${p.context}에 ${p.platform} 플랫폼의 것이 아닌 같은 이름의 네임스페이스가 있습니다: ${p.namespaces}.`,
      ),
    hint: () =>
      text(
        'Give the platform another name, or take another cluster.',
        '플랫폼 이름을 바꾸거나 다른 클러스터를 쓰세요.',
      ),
  },
  clusterTooSmall: {
    fault: 'environment',
    message: (p: { lacks: string; context: string }) =>
      text(
        `Cluster ${p.context} is too small for the plan: ${p.lacks}.`,
        `클러스터 ${p.context}가 계획보다 작습니다: ${p.lacks}.`,
      ),
    hint: () =>
      text(
        'Add nodes, or label those that are there: `hanok render` writes their labels and taints to kubernetes/nodes.yaml; --label-nodes sets them on nodes with the names of the plan.',
        '노드를 더하거나 있는 노드에 라벨을 붙이세요. 라벨과 테인트는 `hanok render`가 kubernetes/nodes.yaml에 쓰고, --label-nodes는 계획과 이름이 같은 노드에 붙입니다.',
      ),
  },
  noChart: {
    fault: 'environment',
    message: (p: { chart: string; version: string; said: string }) =>
      text(
        `Chart ${p.chart} ${p.version} cannot be had: ${p.said}`,
        `차트 ${p.chart} ${p.version}을 가져올 수 없습니다: ${p.said}`,
      ),
    hint: () =>
      text(
        'Where its repository is out of reach, bring it (`helm pull`) and name the folder: --charts DIR.',
        '저장소에 닿지 않으면 `helm pull`로 가져와 --charts DIR로 디렉터리를 알려 주세요.',
      ),
  },
  missingKinds: {
    fault: 'environment',
    message: (p: { step: string; kinds: string }) =>
      text(
        `${p.step}: the cluster has no such kind: ${p.kinds}. Its operator is missing.`,
        `${p.step}: 클러스터에 이런 종류가 없습니다: ${p.kinds}. 오퍼레이터가 없습니다.`,
      ),
    hint: () =>
      text(
        'The chart of the operator brings it; look at what helm said of that release, or install the definitions first.',
        '오퍼레이터의 차트가 함께 설치합니다. 그 릴리스에 대한 helm의 메시지를 보거나 정의(CRD)를 먼저 설치하세요.',
      ),
  },
  recordUnreadable: {
    fault: 'environment',
    message: (p: { object: string; namespace: string; why: string }) =>
      text(
        `${p.object} in namespace ${p.namespace}, where hanok remembers what it applied, cannot be understood: ${p.why}`,
        `hanok이 적용한 것을 기억해 두는 네임스페이스 ${p.namespace}의 ${p.object}을(를) 읽을 수 없습니다: ${p.why}`,
      ),
    hint: () =>
      text(
        'A newer hanok wrote it, or somebody changed it by hand: use that version, or set it back from a backup. Nothing was changed.',
        '더 새로운 hanok이 썼거나 누군가 직접 고친 것입니다. 그 버전을 쓰거나 백업에서 되돌리세요. 아무것도 바꾸지 않았습니다.',
      ),
  },
  stepFailed: {
    fault: 'environment',
    message: (p: { step: string; said: string }) => text(`${p.step}: ${p.said}`, `${p.step}: ${p.said}`),
    hint: again,
  },
  apiGone: {
    fault: 'environment',
    message: (p: { step: string; seconds: number; said: string }) =>
      text(
        `${p.step}: the API server did not answer for ${p.seconds} s: ${p.said}`,
        `${p.step}: API 서버가 ${p.seconds}초 동안 응답하지 않았습니다: ${p.said}`,
      ),
    hint: again,
  },
  releaseBusy: {
    fault: 'environment',
    message: (p: { release: string; status: string }) =>
      text(
        `helm holds release ${p.release} as ${p.status}, and it was not hanok that left it so.`,
        `helm 릴리스 ${p.release}의 상태가 ${p.status}이며, hanok이 남긴 것이 아닙니다.`,
      ),
    hint: () =>
      text(
        'Wait until it ends, or end it: `helm rollback` or `helm uninstall`.',
        '끝날 때까지 기다리거나 `helm rollback` 또는 `helm uninstall`로 정리하세요.',
      ),
  },
  notReady: {
    fault: 'environment',
    message: (p: { minutes: number; what: string }) =>
      text(`Not ready after ${p.minutes} min: ${p.what}`, `${p.minutes}분이 지나도 준비되지 않음: ${p.what}`),
    hint: again,
  },
  versionsChange: {
    fault: 'user',
    message: (p: { changes: string }) =>
      text(
        `Versions would change: ${p.changes}. That is an upgrade.`,
        `버전이 바뀝니다: ${p.changes}. 업그레이드입니다.`,
      ),
    hint: () =>
      text(
        '`hanok upgrade FILE` does it, service by service; `hanok diff FILE` shows all that changes.',
        '`hanok upgrade FILE`이 서비스마다 차례로 올립니다. 바뀌는 것은 `hanok diff FILE`로 볼 수 있습니다.',
      ),
  },
  notApplied: {
    fault: 'environment',
    message: (p: { platform: string; context: string }) =>
      text(
        `Platform ${p.platform} is not on cluster ${p.context}.`,
        `클러스터 ${p.context}에 ${p.platform} 플랫폼이 없습니다.`,
      ),
    hint: () => text('`hanok apply FILE` brings it there.', '`hanok apply FILE`로 올리세요.'),
  },
  notHealthy: {
    fault: 'environment',
    message: (p: { what: string }) =>
      text(
        `Nothing is upgraded while something is not ready: ${p.what}`,
        `준비되지 않은 것이 있는 동안에는 업그레이드하지 않습니다: ${p.what}`,
      ),
    hint: () =>
      text(
        '`hanok status FILE` shows it. --force goes on nevertheless.',
        '`hanok status FILE`로 확인하세요. --force를 주면 그래도 진행합니다.',
      ),
  },
  interrupted: {
    fault: 'environment',
    message: (p: { step: string }) => text(`Interrupted at ${p.step}.`, `${p.step}에서 중단되었습니다.`),
    hint: again,
  },
})
