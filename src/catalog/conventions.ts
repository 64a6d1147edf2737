// What several services must agree on: names derived from a service's id alone, and how many instances equals have.

import type { Duty } from '../model/plan.ts'
import {
  type CredentialNames,
  databaseCredentialsOf,
  s3CredentialsOf,
  secretPlaceholder,
} from '../model/secrets.ts'
import type { DatabaseLogin, S3Credentials, ShapeContext } from './service.ts'

/** The database, its owner and the secret of a service that needs `postgres/primary`. */
export function databaseOf(service: string): { database: string; user: string; secret: string } {
  const name = service.replaceAll('-', '_')
  return { database: name, user: name, secret: `postgres/${service}` }
}

/** How a service logs in to its database where that stays as it is: as the owner. */
export function fixedDatabaseLogin(service: string): DatabaseLogin {
  const { user, secret } = databaseOf(service)
  return { user, password: secretPlaceholder(secret) }
}

/** The two logins of a service where they can be renewed while it runs (docs/adr/0024): what it has, and what nobody has yet. */
export function rotatingDatabaseLogins(service: string): readonly [DatabaseLogin, DatabaseLogin] {
  const { used, spare } = databaseCredentialsOf(service)
  const placeholders = ({ login, secret }: CredentialNames) => ({
    user: secretPlaceholder(login),
    password: secretPlaceholder(secret),
  })
  return [placeholders(used), placeholders(spare)]
}

/** The user and secret of a service that needs `redis/server`. */
export function redisUserOf(service: string): { user: string; secret: string } {
  return { user: service, secret: `redis/${service}` }
}

/** The S3 identity of a service that needs `seaweedfs/s3`: a fixed access key and a secret. */
export function s3IdentityOf(service: string): { accessKey: string; secret: string } {
  return { accessKey: service, secret: `s3/${service}` }
}

/** The credentials of a client where they stay as they are. */
export function fixedS3Credentials(client: string): S3Credentials {
  const { accessKey, secret } = s3IdentityOf(client)
  return { accessKey, secret: secretPlaceholder(secret) }
}

/** The two pairs of a client where they can be renewed while it runs (docs/adr/0023): what it has, and what nobody has yet. */
export function rotatingS3Credentials(client: string): readonly [S3Credentials, S3Credentials] {
  const { used, spare } = s3CredentialsOf(client)
  const placeholders = ({ login, secret }: CredentialNames) => ({
    accessKey: secretPlaceholder(login),
    secret: secretPlaceholder(secret),
  })
  return [placeholders(used), placeholders(spare)]
}

/** The bucket of the Iceberg warehouse and where in it the tables lie. */
export const lake = { bucket: 'lake', warehouse: 's3a://lake/warehouse' } as const

/**
 * Buckets that are one service's alone, where the platform has it: made beside those of the options, and all that its identity may touch.
 * Services that are not here share what the options name.
 */
export const ownBuckets: Readonly<Record<string, string>> = { loki: 'loki' }

/** The bucket of Spark's event log. */
export const sparkEventsBucket = 'spark-events'

/**
 * How many instances a role of equals has: one where nothing is doubled, else two, and more where a pool of its own has
 * grown: one for every three hosts of the first duty (R-7.8, "scales out at need"). Never more than there are hosts.
 */
export function several(
  shape: Pick<ShapeContext<unknown>, 'tier' | 'hostsOf'>,
  ...duties: readonly [Duty, ...Duty[]]
): number {
  if (shape.tier === 'single') return 1
  const most = Math.max(...duties.map((duty) => shape.hostsOf(duty)))
  return Math.min(most, Math.max(2, Math.ceil(shape.hostsOf(duties[0]) / 3)))
}

/** Who brings logs into OpenSearch: it may make and write daily indices of these names, and say how long they are kept. */
export const logShipper = {
  user: 'log-shipper',
  secret: 'opensearch/log-shipper',
  indices: 'logs-*',
  /** One index a day (UTC), such as `logs-2026.01.31`: `prefix`, a hyphen, and the day in the form of `strftime`. */
  prefix: 'logs',
  day: '%Y.%m.%d',
} as const

/** The user by whom a service logs in to Kafka, and the secret with its password. `admin` is the platform's administrator of Kafka. */
export function kafkaUserOf(service: string): { user: string; secret: string } {
  return { user: service, secret: `kafka/${service}` }
}

/** As whom Connect's REST interface is asked: one login, which may do everything there, since connectors run as the worker itself. */
export const connectRestUser = { user: 'hanok', secret: 'kafka/connect-rest' } as const

/** How everybody logs in to Kafka's brokers, and the line of Java's Authentication and Authorization Service (JAAS) that says as whom. */
export const kafkaSecurity = {
  protocol: 'SASL_PLAINTEXT',
  mechanism: 'SCRAM-SHA-512',
  jaas: (user: string, password: string) =>
    `org.apache.kafka.common.security.scram.ScramLoginModule required username="${user}" password="${password}";`,
} as const
