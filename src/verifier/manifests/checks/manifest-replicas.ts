// Check of manifests: as many pods as the plan has instances.

import { text } from '../../../model/text.ts'
import { defineManifestCheck } from '../manifest-check.ts'
import { changedSpec, isWorkloadOf } from '../plant.ts'

/** See the head of this file. */
export const check = defineManifestCheck({
  id: 'manifest-replicas',
  severity: 'error',
  why: text(
    'Everything that the verdict says of failures holds for the number of instances in the plan, and for no other.',
    '고장에 대한 판정은 계획에 있는 인스턴스 수에서만 성립합니다.',
  ),
  find: ({ roles }) =>
    roles.flatMap(({ name, instances, sets, replicas, isPerNode }) => {
      const [first] = sets
      if (first === undefined || isPerNode || replicas === instances.length) return []
      const names = sets.map((set) => set.name).join(', ')
      return [
        {
          case: replicas < instances.length ? 'few' : 'many',
          message: text(
            `${names}: ${replicas} pods of ${name}, the plan has ${instances.length}.`,
            `${names}: ${name} 파드가 ${replicas}개입니다. 계획은 ${instances.length}개입니다.`,
          ),
          fix: text(
            `Set replicas to ${instances.length}, or change the plan.`,
            `replicas를 ${instances.length}(으)로 하거나 계획을 바꾸세요.`,
          ),
          manifest: first.manifest,
          pointer: '/spec/replicas',
          data: { role: name, planned: instances.length, found: replicas },
        },
      ]
    }),
  plant: (object) =>
    isWorkloadOf(object, 'hive-metastore.server') ? changedSpec(object, { replicas: 1 }) : undefined,
})
