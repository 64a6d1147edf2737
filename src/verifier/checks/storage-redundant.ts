// Check: what is stored once is lost once.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { editDataset } from '../plan-edits.ts'
import { atHosts, atService } from '../plan-facts.ts'

const storeDatasets: ReadonlySet<string> = new Set(['dataset/seaweedfs-volumes', 'dataset/hdfs-blocks'])

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'storage-redundant',
  topic: 'redundancy',
  rules: ['R-3.2'],
  severity: 'error',
  highAvailability: true,
  title: text('Objects are kept twice or more.', '객체는 둘 이상의 복제본으로 저장된다.'),
  why: text(
    'The loss of one disk, or one host, loses data for good.',
    '디스크나 호스트 하나를 잃으면 데이터를 영영 잃습니다.',
  ),
  find: ({ plan }) =>
    plan.datasets
      .filter(({ id, copies }) => storeDatasets.has(id) && copies < 2)
      .map(({ id, service, copies }) => ({
        case: 'one-copy',
        message: text(`${id} has ${copies} copy.`, `${id}의 복제본이 ${copies}개입니다.`),
        fix: text(
          'Choose a shape that stays up, or set the replication of the store.',
          '가용성이 있는 형태를 고르거나 저장소의 복제 설정을 늘리세요.',
        ),
        at: [...atService(service, 'replication'), ...atHosts],
        data: { dataset: id, copies },
      })),
  failing: (plan) => editDataset(plan, 'dataset/seaweedfs-volumes', { copies: 1 }),
})
