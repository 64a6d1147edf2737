// Check: shards that are too large heal slowly, too many cost heap.

import { text } from '../../model/text.ts'
import { defineCheck, type Found } from '../check.ts'
import { atService } from '../plan-facts.ts'
import { sizingOf, withSizing } from '../sizing-numbers.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'shard-size',
  topic: 'sizes',
  rules: ['R-2.7'],
  severity: 'warning',
  title: text(
    'Shards are of a size that can be moved, and no node holds too many.',
    '샤드는 옮길 만한 크기이고, 노드마다 너무 많지 않다.',
  ),
  why: text(
    'A shard of more than 50 GiB takes long to copy after a loss; more than 25 shards for each GiB of heap crowd it (OpenSearch, "Sizing").',
    '50 GiB가 넘는 샤드는 장애 뒤 다시 복제하는 데 오래 걸리고, 힙 1 GiB에 25개가 넘으면 힙이 모자랍니다(OpenSearch, "Sizing").',
  ),
  find: (facts) => {
    const amount = (what: string) => sizingOf(facts.plan, 'opensearch/data', what)
    const [shards, totalGiB, instances, heap] = [
      amount('shards'),
      amount('totalGiB'),
      amount('instances'),
      amount('heapMiB'),
    ]
    if (shards === undefined || totalGiB === undefined || instances === undefined || heap === undefined)
      return []
    const gibOfShard = totalGiB / Math.max(1, shards)
    const perHeapGiB = shards / Math.max(1, instances) / (heap / 1024)
    const found = (which: string, en: string, ko: string): Found => ({
      case: which,
      message: text(en, ko),
      fix: text(
        'Set the number of shards to the daily volume, or shorten the retention (`load.searchRetentionDays`).',
        '샤드 수를 하루 분량에 맞추거나 보관 기간(`load.searchRetentionDays`)을 줄이세요.',
      ),
      at: ['/load/searchGiBPerDay', '/load/searchRetentionDays', '/load', ...atService('opensearch')],
      data: { shards, gibOfShard, perHeapGiB },
    })
    return [
      ...(gibOfShard > 50
        ? [
            found(
              'large',
              `A shard holds ${gibOfShard.toFixed(0)} GiB.`,
              `샤드 하나에 ${gibOfShard.toFixed(0)} GiB가 들어갑니다.`,
            ),
          ]
        : []),
      ...(perHeapGiB > 25
        ? [
            found(
              'many',
              `A node holds ${perHeapGiB.toFixed(0)} shards for each GiB of heap.`,
              `노드마다 힙 1 GiB에 샤드가 ${perHeapGiB.toFixed(0)}개입니다.`,
            ),
          ]
        : []),
    ]
  },
  failing: (plan) => withSizing(plan, 'opensearch/data', 'shards', 1),
})
