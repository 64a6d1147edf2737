// What holds the tables' contents, whichever it is: SeaweedFS over S3, or HDFS where the target is YARN (docs/adr/0012).

import type { NeedStrength } from '../model/plan.ts'
import type { NeedDefinition, ShapeContext } from './service.ts'

/** What a client of the store needs. */
export function storeNeeds(
  { target }: Pick<ShapeContext<unknown>, 'target'>,
  strength: NeedStrength,
  why: string,
): readonly NeedDefinition[] {
  if (target !== 'yarn') return [{ service: 'seaweedfs', endpoint: 's3', strength, via: 'vip', why }]
  // The client library walks the namenodes, and reads from whichever datanode has a copy.
  return (['namenode', 'datanode'] as const).map((endpoint) => ({
    service: 'hdfs',
    endpoint,
    strength,
    via: 'list',
    why,
  }))
}
