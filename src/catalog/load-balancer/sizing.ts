// The balancers' sizes: everything that reads and writes tables passes the active one.

import type { Load } from '../../model/load.ts'
import type { PlanSizing } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { activeUsers, sized, storeTraffic, traffic } from '../sizing.ts'

/** Threads of HAProxy, one for each core. */
export function haproxySizing({ load }: { readonly load: Load }): readonly PlanSizing[] {
  return [
    sized({
      about: 'load-balancer/haproxy',
      what: 'threads',
      unit: 'count',
      formula: 'max(2, min(8, ceil(storeMiBPerSecond * 8 * 1.048576 / 1000 / gbpsPerThread)))',
      inputs: { storeMiBPerSecond: storeTraffic(load), gbpsPerThread: 5 },
      source: 'R-5.1; HAProxy, "Configuration Manual": nbthread; assumption: a thread forwards 5 Gbit/s',
      text: text('threads and cores of a balancer', '로드 밸런서의 스레드와 코어 수'),
    }),
    traffic(
      'load-balancer/haproxy',
      'data',
      'storeMiBPerSecond',
      { storeMiBPerSecond: storeTraffic(load) },
      'R-5.1, R-6.2: everything to and from object storage passes the active balancer',
    ),
    traffic(
      'load-balancer/haproxy',
      'service',
      'users * active * pageMiBPerSecond',
      { users: load.users, active: activeUsers, pageMiBPerSecond: 1 },
      'R-6.3; assumption: 1 MiB/s for each of the tenth of the people who wait for an answer',
    ),
  ]
}
