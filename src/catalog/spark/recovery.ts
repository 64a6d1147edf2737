// How long no Spark master leads when the active one dies.

import type { Recovery } from '../../model/plan.ts'
import type { ShapeContext } from '../service.ts'
import { zookeeperOptions } from '../zookeeper/options.ts'
import { maxSessionMs, tickMs } from '../zookeeper/timing.ts'

/** What Spark asks ZooKeeper for; it gets no more than the longest session (SparkCuratorUtil). */
const askedSessionMs = 60_000

/**
 * The dead master's session in ZooKeeper must end, counted in whole ticks, before the other leads; applications that
 * run go on meanwhile. Measured 21.4 s, fast 5.1 s. ZooKeeper's own elections are shorter than a session: nobody notices.
 */
export function masterRecovery(shape: ShapeContext<unknown>): Recovery {
  const options = zookeeperOptions.parse(shape.optionsOf('zookeeper'))
  const sessionMs = Math.min(askedSessionMs, maxSessionMs(shape.profile, options))
  return {
    hostLossMs: sessionMs + 2 * tickMs,
    source: `ZooKeeper: maxSessionTimeout ${sessionMs} ms + 2 × tickTime ${tickMs} ms`,
  }
}
