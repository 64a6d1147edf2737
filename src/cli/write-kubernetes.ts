// `hanok render --target kubernetes`: values, manifests and the ways to install them.

import { catalog } from '../catalog/index.gen.ts'
import { kubernetesRenderers } from '../catalog/kubernetes.gen.ts'
import type { Plan, SizeName } from '../model/plan.ts'
import { text } from '../model/text.ts'
import { renderKubernetes } from '../renderers/kubernetes/render-kubernetes.ts'
import type { SecretSource } from '../renderers/kubernetes/secrets.ts'
import type { Terminal } from './terminal.ts'
import { writeArtifacts } from './write-artifacts.ts'

/** Writes the artifacts and says how many, and which services are planned only. */
export async function writeKubernetes(
  terminal: Terminal,
  plan: Plan,
  options: {
    readonly directory: string
    readonly size: SizeName
    readonly imageRegistry: string | undefined
    readonly secrets: SecretSource
  },
): Promise<number> {
  const { directory, size, imageRegistry, secrets } = options
  const artifacts = renderKubernetes(plan, catalog, kubernetesRenderers, { size, imageRegistry, secrets })
  await writeArtifacts(directory, artifacts)
  const plannedOnly = Object.keys(plan.services)
    .filter((service) => service !== 'kubernetes' && !kubernetesRenderers.has(service))
    .sort()
  if (terminal.json) {
    terminal.printJson({
      schemaVersion: 1,
      directory,
      target: 'kubernetes',
      size,
      plannedOnly,
      files: artifacts.map(({ path }) => path),
    })
    return 0
  }
  const count = (folder: string) =>
    artifacts.filter(({ path }) => path.startsWith(`kubernetes/${folder}/`)).length
  terminal.print(
    terminal.say(
      text(
        `${directory}: values of ${count('values')} charts and ${count('manifests')} files of manifests for ${plan.hosts.length} nodes, ${size} sizes.`,
        `${directory}: 노드 ${plan.hosts.length}대를 위한 차트 값 ${count('values')}개와 매니페스트 파일 ${count('manifests')}개를 ${size} 크기로 만들었습니다.`,
      ),
    ),
  )
  if (plannedOnly.length > 0) {
    terminal.print(
      terminal.say(
        text(
          `Planned only, not rendered for Kubernetes yet: ${plannedOnly.join(', ')}.`,
          `계획에만 있고 아직 Kubernetes용으로 만들지 않는 서비스: ${plannedOnly.join(', ')}.`,
        ),
      ),
    )
  }
  return 0
}
