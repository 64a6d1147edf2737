// Check: filers that each keep their own names do not know the same files.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editInstances } from '../plan-edits.ts'
import { atService } from '../plan-facts.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'filer-store-outside',
  topic: 'redundancy',
  rules: ['R-2.1'],
  severity: 'error',
  title: text(
    'Several filers keep their names in one store outside of them.',
    '여러 파일러는 이름을 바깥의 저장소 하나에 둔다.',
  ),
  why: text(
    'With a store inside each filer, a file written through one is not found through the other.',
    '파일러마다 안에 따로 두면 한쪽으로 쓴 파일을 다른 쪽에서 찾지 못합니다.',
  ),
  find: (facts) => {
    const filers = facts.instancesOf('seaweedfs/filer')
    const inside = filers.filter(
      ({ needs }) => !needs.some(({ endpoint }) => !endpoint.startsWith('endpoint/seaweedfs/')),
    )
    if (filers.length < 2 || inside.length === 0) return []
    return [
      {
        case: 'inside',
        message: text(
          `${inside.length} of ${filers.length} filers need no store outside of SeaweedFS.`,
          `파일러 ${filers.length}개 가운데 ${inside.length}개가 바깥 저장소를 쓰지 않습니다.`,
        ),
        fix: text('Let them use Postgres (or etcd, or Redis).', 'Postgres(또는 etcd, Redis)를 쓰게 하세요.'),
        at: atService('seaweedfs'),
        data: { filers: filers.length, inside: inside.length },
      },
    ]
  },
  failing: (plan) => editInstances(plan, 'seaweedfs/filer', (filer) => ({ ...filer, needs: [] })),
})
