// The balancers' sizes: everything that reads and writes tables passes the active one.

import type { Load } from '../../model/load.ts'
import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { sized, storeTraffic } from '../sizing.ts'

/** Threads of HAProxy, one for each core. */
export function haproxySizing({ load }: { readonly load: Load }): readonly PlanSizing[] {
  return [
    sized({
      about: 'load-balancer/haproxy',
      what: 'threads',
      unit: 'count',
      formula: 'max(2, min(16, ceil(storeMiBPerSecond * 8 * 1.048576 / 1000 / gbpsPerThread)))',
      inputs: { storeMiBPerSecond: storeTraffic(load), gbpsPerThread: 5 },
      source: 'R-5.1; HAProxy, "Configuration Manual": nbthread; assumption: a thread forwards 5 Gbit/s',
      text: text('threads and cores of a balancer', '로드 밸런서의 스레드와 코어 수'),
    }),
  ]
}
