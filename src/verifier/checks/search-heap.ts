// Check: OpenSearch reads through the page cache, not through its heap.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { heapMiB, withSize } from '../host-sums.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'search-heap',
  topic: 'sizes',
  rules: ['R-2.7'],
  severity: 'warning',
  title: text(
    'OpenSearch data nodes have a heap of at most half their memory, below 32 GiB.',
    'OpenSearch 데이터 노드의 힙은 메모리의 절반 이하, 32 GiB 미만이다.',
  ),
  why: text(
    'The other half is the page cache from which it searches; from 32 GiB on pointers double in size (OpenSearch, "Important settings").',
    '나머지 절반은 검색에 쓰는 페이지 캐시이고, 32 GiB부터는 포인터가 두 배로 커집니다(OpenSearch, "Important settings").',
  ),
  find: (facts) => {
    const [size] = facts.instancesOf('opensearch/data').map((instance) => instance.size.production)
    const heap = size === undefined ? undefined : heapMiB(size)
    if (size === undefined || heap === undefined || (heap * 2 <= size.memoryMiB && heap < 32_768)) return []
    return [
      {
        case: heap < 32_768 ? 'over-half' : 'pointers',
        message: text(
          `opensearch/data has a heap of ${heap} MiB in ${size.memoryMiB} MiB of memory.`,
          `opensearch/data: 메모리 ${size.memoryMiB} MiB에 힙이 ${heap} MiB입니다.`,
        ),
        fix: text('Make the heap smaller, or take more nodes.', '힙을 줄이거나 노드를 늘리세요.'),
        at: atService('opensearch'),
        data: { heapMiB: heap, memoryMiB: size.memoryMiB },
      },
    ]
  },
  failing: (plan) => withSize(plan, 'opensearch/data', { memoryMiB: 12_288 }),
})
