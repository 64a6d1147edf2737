// Where the clients of a drill stand: on hosts of the platform, never on one that is broken, for a dead client tells nothing of the platform.

import type { Forward } from '../operate/forward.ts'
import type { Platform } from './workload.ts'

/** The hosts that clients connect from. */
export interface ClientHosts {
  /** The platform, its forwards known here. */
  readonly platform: Platform
  /** A host of the first of these roles that the platform has, none that was left. Throws where there is none. */
  clientHost(...roles: readonly string[]): string
  /** Takes the clients off a host, until they may come back to it: what they had open from there is ended. Gives how many that were. */
  leave(host: string): number
  comeBack(host: string): void
}

/** Clients anywhere. */
export function clientHosts<P extends Platform>(platform: P): ClientHosts & { readonly platform: P } {
  const left = new Set<string>()
  const forwards: Forward[] = []
  return {
    platform: {
      ...platform,
      async forward(from, address, port) {
        const forward = await platform.forward(from, address, port)
        forwards.push(forward)
        return forward
      },
    },
    clientHost: (...roles) => livingHost(platform, roles, left),
    leave(host) {
      left.add(host)
      return forwards.reduce((sum, forward) => sum + forward.endFrom(host), 0)
    },
    comeBack(host) {
      left.delete(host)
    },
  }
}

function livingHost({ plan }: Platform, roles: readonly string[], left: ReadonlySet<string>): string {
  const hostsOf = (role: string) =>
    plan.instances
      .filter((instance) => `${instance.service}/${instance.role}` === role)
      .map((instance) => instance.host.slice('host/'.length))
  const living = roles
    .map(hostsOf)
    .find((hosts) => hosts.length > 0)
    ?.find((host) => !left.has(host))
  if (living === undefined) throw new Error(`no living host of ${roles.join(' or ')} for a client`)
  return living
}
