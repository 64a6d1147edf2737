// SeaweedFS' configuration files and command lines, made from the plan.

import type { PlanInstance, Profile } from '../../model/plan.ts'
import { databaseOf, ownBuckets } from '../conventions.ts'
import type { ConfigureContext } from '../service.ts'
import type { SeaweedfsOptions } from './options.ts'

type Context = ConfigureContext<SeaweedfsOptions>

/** Raft bounds and repair rhythm of each profile. Conservative is upstream's own. */
interface SeaweedfsTiming {
  readonly electionTimeoutMs: number
  readonly heartbeatIntervalMs: number
  readonly repairMinutes: number
}

/**
 * With upstream's 10 s election timeout a new leader is seen after 10–13 s, with 1 s after 1.0–1.4 s; either way it
 * refuses to assign volumes for 15 s more (measured; weed/topology, WarmupPulseMultiplier × pulse).
 */
export const timings: Readonly<Record<Profile, SeaweedfsTiming>> = {
  conservative: { electionTimeoutMs: 10_000, heartbeatIntervalMs: 300, repairMinutes: 17 },
  fast: { electionTimeoutMs: 1_000, heartbeatIntervalMs: 500, repairMinutes: 1 },
}

/** Copies as SeaweedFS writes them; a single platform has one. */
export function replicationOf(context: Context): string {
  const several = context.instancesOf('volume').length > 1
  return context.options.replication ?? (several ? '010' : '000')
}

/** `host:port,host:port,…` of all masters. */
export function masterList(context: Context): string {
  return context.list('seaweedfs', 'master').join(',')
}

/** Milliseconds as Go writes them: `10s`, `300ms`. */
function goDuration(ms: number): string {
  return ms % 1_000 === 0 ? `${ms / 1_000}s` : `${ms}ms`
}

/** Where a role tells its metrics: on the management network, whatever it binds to otherwise. */
function metricsFlags(context: Context): readonly string[] {
  const { port } = context.endpoint('seaweedfs', `${context.instance.role}-metrics`)
  return [`-metricsPort=${port}`, `-metricsIp=${context.address('management')}`]
}

/** Flags of every role that only the plan decides. */
export function masterFlags(context: Context): readonly string[] {
  const timing = timings[context.profile]
  const several = context.instancesOf('master').length > 1
  return [
    '-port=9333',
    `-ip=${context.address('storage')}`,
    `-ip.bind=${context.address('storage')}`,
    ...(several
      ? [
          `-peers=${masterList(context)}`,
          '-raftHashicorp',
          `-electionTimeout=${goDuration(timing.electionTimeoutMs)}`,
          `-heartbeatInterval=${goDuration(timing.heartbeatIntervalMs)}`,
        ]
      : ['-peers=none']),
    `-mdir=${context.dataDirectory}`,
    `-defaultReplication=${replicationOf(context)}`,
    `-volumeSizeLimitMB=${context.size.settings.volumeSizeMiB}`,
    '-telemetry=false',
    ...metricsFlags(context),
  ]
}

/** Name of the rack of an instance's host, such as `r1`. */
export function rackOf(context: Context, instance: PlanInstance): string {
  const rack = context.plan.failureDomains.find(
    (domain) => domain.kind === 'rack' && domain.members.includes(instance.host),
  )
  return rack?.id.slice('rack/'.length) ?? 'r1'
}

/** Flags of a volume server. */
export function volumeFlags(context: Context): readonly string[] {
  return [
    `-master=${masterList(context)}`,
    '-port=8080',
    `-ip=${context.address('storage')}`,
    `-ip.bind=${context.address('storage')}`,
    `-dir=${context.dataDirectory}`,
    '-dataCenter=dc1',
    `-rack=${rackOf(context, context.instance)}`,
    `-max=${context.size.settings.maxVolumes}`,
    `-minFreeSpace=${context.size.settings.minFreeSpace}`,
    ...metricsFlags(context),
  ]
}

/**
 * Flags of a filer. It listens on all of its host's addresses: the bind address is also the source of its outgoing
 * connections, and Postgres is on another network than the volumes. The host's firewall keeps the rest closed.
 */
export function filerFlags(context: Context): readonly string[] {
  return [
    `-master=${masterList(context)}`,
    '-port=8888',
    `-ip=${context.address('storage')}`,
    '-ip.bind=0.0.0.0',
    `-defaultReplicaPlacement=${replicationOf(context)}`,
    `-defaultStoreDir=${context.dataDirectory}`,
    '-exposeDirectoryData=false',
    ...metricsFlags(context),
  ]
}

/** Flags of an S3 gateway: served on the data network, with filers and volumes on the storage network. */
export function gatewayFlags(context: Context): readonly string[] {
  return [
    `-filer=${context.list('seaweedfs', 'filer').join(',')}`,
    '-port=8333',
    `-ip=${context.address('storage')}`,
    '-ip.bind=0.0.0.0',
    `-config=${context.configDirectory}/s3.json`,
    '-port.iceberg=0',
    '-port.lance=0',
    `-cacheCapacityMB=${context.size.settings.cacheMiB}`,
    `-readerCacheSizeMB=${context.size.settings.cacheMiB}`,
    ...metricsFlags(context),
  ]
}

/** `master.toml`: repair of missing copies is off unless a script is named here. */
export function masterToml(context: Context): string {
  const minutes = context.options.repairMinutes ?? timings[context.profile].repairMinutes
  return `# Missing copies are made again, surplus ones removed. Generated by hanok; do not edit.
[master.maintenance]
scripts = """
  lock
  volume.fix.replication -apply
  unlock
"""
sleep_minutes = ${minutes}

[master.volume_growth]
copy_1 = 4
copy_2 = 4
copy_3 = 3
`
}

/** `filer.toml`: all metadata in the platform's Postgres, a table for each bucket (docs/adr/0004). */
export function filerToml(context: Context): string {
  const { database } = databaseOf('seaweedfs')
  const [login] = context.databaseLogins('seaweedfs')
  const [hostname, port] = context.vip('postgres', 'primary').split(':')
  const connections = context.size.settings.databaseConnections
  return `# Generated by hanok; do not edit.
[postgres2]
enabled = true
createTable = """
  CREATE TABLE IF NOT EXISTS "%s" (
    dirhash   BIGINT,
    name      VARCHAR(65535),
    directory VARCHAR(65535),
    meta      bytea,
    PRIMARY KEY (dirhash, name)
  );
"""
hostname = "${hostname}"
port = ${port}
username = "${login.user}"
password = "${login.password}"
database = "${database}"
schema = ""
sslmode = "disable"
connection_max_idle = ${connections}
connection_max_open = ${connections}
connection_max_lifetime_seconds = 300
enableUpsert = true
upsertQuery = """
  INSERT INTO "%[1]s" (dirhash, name, directory, meta)
  VALUES($1, $2, $3, $4)
  ON CONFLICT (dirhash, name) DO UPDATE SET
    directory=EXCLUDED.directory,
    meta=EXCLUDED.meta
"""
`
}

/** Services of the plan that use object storage, each once, in order. */
export function s3Clients(context: Context): readonly string[] {
  const users = context.plan.instances
    .filter((instance) => instance.needs.some((need) => need.endpoint === 'endpoint/seaweedfs/s3'))
    .map((instance) => instance.service)
  return [...new Set(users)].sort()
}

/** Buckets that are there after the first start: those of the options, and one for each client that has its own. */
export function bucketsOf(context: Context): readonly string[] {
  const own = s3Clients(context).flatMap((service) => ownBuckets[service] ?? [])
  return [...new Set([...context.options.buckets, ...own])]
}

/** What a client may do: to its own bucket where it has one, else to all (SeaweedFS, "Amazon S3 API": `ACTION:BUCKET`). */
function actionsOf(service: string): readonly string[] {
  const bucket = ownBuckets[service]
  const actions = ['Read', 'Write', 'List', 'Tagging']
  return bucket === undefined ? actions : actions.map((action) => `${action}:${bucket}`)
}

/**
 * `s3.json`: one identity for each service that uses S3, and one that administers. Each
 * with two credentials where one is to be changed while the other is in use.
 */
export function identitiesJson(context: Context): string {
  const identity = (name: string, actions: readonly string[]) => {
    const credentials = context
      .s3Credentials(name)
      .map(({ accessKey, secret }) => ({ accessKey, secretKey: secret }))
    return { name, credentials, actions }
  }
  const identities = [
    identity('admin', ['Admin', 'Read', 'Write', 'List', 'Tagging']),
    ...s3Clients(context).map((service) => identity(service, actionsOf(service))),
  ]
  return `${JSON.stringify({ identities }, null, 2)}\n`
}

/**
 * The job that makes the buckets. `weed shell` ends with 0 whatever happened, so the listing decides. Spark's event log
 * wants its folder to exist.
 */
export function bucketsScript(context: Context, weed: string): string {
  const buckets = bucketsOf(context)
  const shell = `${weed} shell -master=${masterList(context)} -filer=${context.list('seaweedfs', 'filer')[0]}`
  const wanted = buckets.map((bucket) => `"${bucket}"`).join(' ')
  const folders = buckets.includes('spark-events') ? 'echo "fs.mkdir /buckets/spark-events/logs"' : 'true'
  return `#!/bin/sh
# Makes the buckets that are missing. Generated by hanok; do not edit.
set -eu
have() { echo 's3.bucket.list' | ${shell} 2>/dev/null | awk '{ print $1 }'; }
existing=$(have)
{
  for bucket in ${wanted}; do
    echo "$existing" | grep -qx "$bucket" || echo "s3.bucket.create -name $bucket"
  done
  ${folders}
} | ${shell}
existing=$(have)
for bucket in ${wanted}; do
  echo "$existing" | grep -qx "$bucket" || { echo "bucket $bucket was not made" >&2; exit 1; }
done
`
}
