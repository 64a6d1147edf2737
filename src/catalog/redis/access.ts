// Who may do what in Redis: a user for each service that needs it, and three of Redis' own. Nobody is let in without a password.

import { redisUserOf } from '../conventions.ts'
import type { ConfigureContext } from '../service.ts'
import type { RedisOptions } from './options.ts'

type Context = Pick<ConfigureContext<RedisOptions>, 'plan' | 'secret'>

/**
 * Users of Redis' own: replicas copy as the first, Sentinels watch servers and speak to one another as the second, and the third asks who
 * leads. Their secrets are `redis/NAME`.
 */
export const redisUsers = { replication: 'replication', sentinel: 'sentinel', look: 'look' } as const

/** Who comes without a name gets nowhere. */
const nobody = 'user default reset off'

/** Ids of the services that need Redis, in order of id. */
export function servicesWithRedis({ plan }: Pick<Context, 'plan'>): readonly string[] {
  const clients = plan.instances
    .filter((instance) => instance.service !== 'redis')
    .filter((instance) => instance.needs.some((need) => need.endpoint === 'endpoint/redis/server'))
    .map((instance) => instance.service)
  return [...new Set(clients)].sort()
}

/**
 * `users.acl` of a server. What replicas and Sentinels must be allowed is upstream's list (Redis, "ACL": ACL rules for Sentinel and replicas). A
 * service may use all keys, but not configure, stop or empty the server; `INFO` and `KEYS` are for cache libraries that look before they clear.
 */
export function serverAcl(context: Context): string {
  const { replication, sentinel, look } = redisUsers
  return lines([
    nobody,
    user(context, replication, '+psync +replconf +ping'),
    user(
      context,
      sentinel,
      'allchannels +multi +slaveof +ping +exec +subscribe +config|rewrite +role +publish +info +client|setname +client|kill +script|kill',
    ),
    user(context, look, '+ping +role'),
    ...servicesWithRedis(context).map((service) => {
      const { user: name, secret } = redisUserOf(service)
      return `user ${name} reset on >${context.secret(secret)} allkeys allchannels +@all -@admin -@dangerous +info +keys`
    }),
  ])
}

/** `users.acl` of a Sentinel: others ask it who leads, other Sentinels for their vote. */
export function sentinelAcl(context: Context): string {
  const { sentinel, look } = redisUsers
  return lines([
    nobody,
    user(context, sentinel, 'allchannels +ping +publish +subscribe +client|setname +sentinel'),
    user(context, look, '+ping +sentinel|master'),
    ...servicesWithRedis(context).map((service) => {
      const { user: name, secret } = redisUserOf(service)
      return `user ${name} reset on >${context.secret(secret)} allchannels +@connection +subscribe +psubscribe +sentinel|masters +sentinel|master +sentinel|get-master-addr-by-name +sentinel|replicas +sentinel|slaves`
    }),
  ])
}

function user(context: Context, name: string, rules: string): string {
  return `user ${name} reset on >${context.secret(`redis/${name}`)} ${rules}`
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
