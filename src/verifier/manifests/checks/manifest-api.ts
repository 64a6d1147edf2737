// Check of manifests: no kind that Kubernetes no longer has.

import { text } from '../../../model/text.ts'
import type { Manifest } from '../manifest.ts'
import { defineManifestCheck } from '../manifest-check.ts'

/** Versions that the API server dropped (Kubernetes, "Deprecated API Migration Guide", up to 1.32). */
const gone: Readonly<Record<string, string>> = {
  'policy/v1beta1 PodDisruptionBudget': 'policy/v1',
  'policy/v1beta1 PodSecurityPolicy': '',
  'batch/v1beta1 CronJob': 'batch/v1',
  'extensions/v1beta1 Ingress': 'networking.k8s.io/v1',
  'extensions/v1beta1 Deployment': 'apps/v1',
  'networking.k8s.io/v1beta1 Ingress': 'networking.k8s.io/v1',
  'autoscaling/v2beta1 HorizontalPodAutoscaler': 'autoscaling/v2',
  'autoscaling/v2beta2 HorizontalPodAutoscaler': 'autoscaling/v2',
  'flowcontrol.apiserver.k8s.io/v1beta3 FlowSchema': 'flowcontrol.apiserver.k8s.io/v1',
  'rbac.authorization.k8s.io/v1beta1 ClusterRole': 'rbac.authorization.k8s.io/v1',
}

const nameOf = ({ object }: Manifest) => `${object.apiVersion} ${object.kind}`

/** See the head of this file. */
export const check = defineManifestCheck({
  id: 'manifest-api',
  severity: 'error',
  why: text(
    'The API server of the planned Kubernetes refuses the object, and with it everything that comes after it.',
    '계획한 Kubernetes의 API 서버가 이 객체를 거부하고, 뒤따르는 것도 적용되지 않습니다.',
  ),
  find: ({ manifests }) =>
    manifests
      .filter((manifest) => gone[nameOf(manifest)] !== undefined)
      .map((manifest) => {
        const next = gone[nameOf(manifest)] ?? ''
        return {
          case: 'gone',
          message: text(
            `${manifest.object.metadata.name}: Kubernetes has no ${nameOf(manifest)} any more.`,
            `${manifest.object.metadata.name}: Kubernetes에 ${nameOf(manifest)}가 더는 없습니다.`,
          ),
          fix:
            next === ''
              ? text('Nothing replaces it: leave it out.', '대신할 것이 없으니 빼세요.')
              : text(`Write apiVersion: ${next}.`, `apiVersion: ${next}로 쓰세요.`),
          manifest,
          pointer: '/apiVersion',
          data: { apiVersion: manifest.object.apiVersion, next },
        }
      }),
  plant: (object) =>
    object.kind === 'PodDisruptionBudget' ? { ...object, apiVersion: 'policy/v1beta1' } : undefined,
})
