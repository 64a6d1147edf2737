// Check of manifests: every image has a version of its own, and it is the plan's.

import { text } from '../../../model/text.ts'
import { defineManifestCheck } from '../manifest-check.ts'
import { changedContainers, isWorkloadOf } from '../plant.ts'

/** See the head of this file. */
export const check = defineManifestCheck({
  id: 'manifest-image',
  severity: 'error',
  why: text(
    'An image without a version is another one tomorrow, and on the next node. Configurations are made for the version in the plan.',
    '버전이 없는 이미지는 내일, 또는 다음 노드에서 다른 것이 됩니다. 설정은 계획의 버전에 맞춰져 있습니다.',
  ),
  find: ({ roles }) =>
    roles.flatMap(({ name, role, instances: [instance], sets }) =>
      sets
        .filter(({ manifest }) => manifest.stoodInFor === undefined)
        .flatMap((set) => {
          const images = set.containers.map(({ image }) => String(image ?? ''))
          const floating = images.flatMap((image, index) => (isPinned(image) ? [] : [{ image, index }]))
          const version = instance?.version ?? ''
          // Beside a service's own images are those of its helpers and operators, whose versions no plan has.
          const own = images.filter((image) => isOwn(nameOf(image), role.service))
          const isOther =
            floating.length === 0 &&
            own.length > 0 &&
            !own.some((image) => image.includes('@') || hasVersion(image, version))
          const common = { manifest: set.manifest }
          return [
            ...floating.map(({ image, index }) => ({
              ...common,
              case: 'floating',
              message: text(
                `${set.name}: image ${image} names no fixed version.`,
                `${set.name}: 이미지 ${image}의 버전이 고정되어 있지 않습니다.`,
              ),
              fix: text(
                'Name a tag other than latest, or a digest.',
                'latest가 아닌 태그나 다이제스트를 쓰세요.',
              ),
              pointer: `/spec/template/spec/containers/${index}/image`,
              data: { role: name, image },
            })),
            ...(isOther
              ? [
                  {
                    ...common,
                    case: 'version',
                    severity: 'warning' as const,
                    message: text(
                      `${set.name}: ${images.join(', ')}, the plan has ${name} ${version}.`,
                      `${set.name}: ${images.join(', ')}. 계획의 ${name} 버전은 ${version}입니다.`,
                    ),
                    fix: text(
                      `Take an image of ${version}, or plan that version.`,
                      `${version} 이미지를 쓰거나 그 버전으로 계획하세요.`,
                    ),
                    pointer: '/spec/template/spec/containers/0/image',
                    data: { role: name, images, version },
                  },
                ]
              : []),
          ]
        }),
    ),
  plant: (object) =>
    isWorkloadOf(object, 'hive-metastore.server')
      ? changedContainers(object, { image: 'metastore:latest' })
      : undefined,
})

function tagOf(image: string): string | undefined {
  const last = image.slice(image.lastIndexOf('/') + 1)
  return last.includes(':') ? last.slice(last.indexOf(':') + 1) : undefined
}

function nameOf(image: string): string {
  const last = image.slice(image.lastIndexOf('/') + 1)
  return last.split(/[:@]/)[0] ?? ''
}

function isOwn(name: string, service: string): boolean {
  return name.includes(service) && !name.endsWith('-operator')
}

function isPinned(image: string): boolean {
  if (image.includes('@sha256:')) return true
  const tag = tagOf(image)
  return tag !== undefined && tag !== '' && tag !== 'latest'
}

function hasVersion(image: string, version: string): boolean {
  const tag = tagOf(image) ?? ''
  return tag.replace(/^v/, '').startsWith(version) || tag.split('-').includes(version)
}
