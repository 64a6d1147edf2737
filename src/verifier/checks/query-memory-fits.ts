// Check: queries may not be promised more memory than the heap has.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { heapMiB, withSize } from '../host-sums.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'query-memory-fits',
  topic: 'sizes',
  rules: ['R-2.3'],
  severity: 'error',
  title: text(
    "Query memory and headroom fit Trino's heap.",
    '질의 메모리와 여유분이 Trino 힙 안에 들어간다.',
  ),
  why: text(
    'Trino refuses to start when query.max-memory-per-node and the headroom exceed the heap (Trino, "Resource management properties").',
    'query.max-memory-per-node와 여유분의 합이 힙을 넘으면 Trino가 시작하지 않습니다(Trino, "Resource management properties").',
  ),
  find: ({ roles }) =>
    roles
      .filter(({ service }) => service === 'trino')
      .flatMap(({ id, instances }) => {
        const [size] = instances.map((instance) => instance.size.production)
        const heap = size === undefined ? undefined : heapMiB(size)
        const wanted =
          Number(size?.settings.queryMaxMemoryPerNodeMiB ?? 0) + Number(size?.settings.heapHeadroomMiB ?? 0)
        if (heap === undefined || wanted <= heap) return []
        return [
          {
            case: 'too-much',
            message: text(
              `${id} promises queries ${wanted} MiB with the headroom; its heap is ${heap} MiB.`,
              `${id}: 질의 메모리와 여유분이 ${wanted} MiB인데 힙은 ${heap} MiB입니다.`,
            ),
            fix: text(
              'Make the instance larger, or declare smaller queries (`load.queryMemoryGiB`).',
              '인스턴스를 키우거나 질의 크기(`load.queryMemoryGiB`)를 줄이세요.',
            ),
            at: ['/load/queryMemoryGiB', '/load', ...atService('trino')],
            data: { role: id, wantedMiB: wanted, heapMiB: heap },
          },
        ]
      }),
  failing: (plan) =>
    withSize(plan, 'trino/worker', {
      settings: { jvmFlags: '-Xmx8g', queryMaxMemoryPerNodeMiB: 6144, heapHeadroomMiB: 4096 },
    }),
})
