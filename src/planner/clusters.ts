// The clusters of a platform, and which one each host belongs to (R-1: one cluster, or several in the mixed architecture).

import type { DeclaredCluster, ParsedDeclaration } from '../model/declaration.ts'
import { planErrors } from './errors.ts'
import type { HostSeat } from './hosts.ts'

/** The declared clusters; one named `main` where none are. The first one is what the platform as a whole runs on. */
export function clustersOf(input: ParsedDeclaration): readonly [DeclaredCluster, ...DeclaredCluster[]] {
  const [first = { id: 'main', target: input.target ?? 'hosts' }, ...others] = input.clusters ?? []
  return [first, ...others]
}

/**
 * The cluster of a host: the one that names its group, else the first that names none, else the first. Throws when a
 * cluster names a group that no host is in.
 */
export function clusterOf(
  clusters: readonly [DeclaredCluster, ...DeclaredCluster[]],
  seats: readonly HostSeat[],
): (seat: HostSeat) => string {
  const groups = new Set(seats.map(({ group }) => group))
  for (const { id, groups: named = [] } of clusters) {
    const unknown = named.find((group) => !groups.has(group))
    if (unknown !== undefined) {
      throw planErrors.unknownGroup({ cluster: id, group: unknown, known: [...groups].join(', ') })
    }
  }
  const rest = clusters.find(({ groups: named }) => named === undefined) ?? clusters[0]
  return ({ group }) => (clusters.find(({ groups: named }) => named?.includes(group)) ?? rest).id
}
