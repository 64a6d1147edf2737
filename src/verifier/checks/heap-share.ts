// Check: a JVM needs memory beside its heap.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { heapMiB, withSize } from '../host-sums.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'heap-share',
  topic: 'sizes',
  rules: [],
  severity: 'error',
  title: text(
    "No heap takes more than nine tenths of its instance's memory.",
    '힙은 인스턴스 메모리의 9할을 넘지 않는다.',
  ),
  why: text(
    'Threads, buffers and compiled code live outside the heap: the process is ended for what was never heap (Trino, "JVM config": 70 to 85 percent).',
    '스레드, 버퍼, 컴파일된 코드는 힙 밖에 있어 힙이 아닌 것 때문에 프로세스가 죽습니다(Trino, "JVM config": 70~85%).',
  ),
  find: ({ roles }) =>
    roles.flatMap(({ id, service, instances }) => {
      const [size] = instances.map((instance) => instance.size.production)
      const heap = size === undefined ? undefined : heapMiB(size)
      if (size === undefined || heap === undefined || heap <= size.memoryMiB * 0.9) return []
      return [
        {
          case: 'too-much',
          message: text(
            `${id} has a heap of ${heap} MiB in ${size.memoryMiB} MiB of memory.`,
            `${id}: 메모리 ${size.memoryMiB} MiB에 힙이 ${heap} MiB입니다.`,
          ),
          fix: text('Make the heap smaller, or the instance larger.', '힙을 줄이거나 인스턴스를 키우세요.'),
          at: atService(service),
          data: { role: id, heapMiB: heap, memoryMiB: size.memoryMiB },
        },
      ]
    }),
  failing: (plan) => withSize(plan, 'trino/worker', { memoryMiB: 73_000 }),
})
