// Patroni's configuration file, made from the plan: Postgres is started, promoted and rejoined by Patroni alone.

import type { JsonObject, PlanInstance } from '../../model/plan.ts'
import { writeYaml } from '../../model/yaml-text.ts'
import type { ConfigureContext } from '../service.ts'
import { hostBasedAccess, maxConnections, postgresUsers } from './access.ts'
import type { PostgresOptions } from './options.ts'
import { postgresTimings } from './timing.ts'

/** Where Debian keeps the programs of PostgreSQL 15. */
export const postgresPrograms = '/usr/lib/postgresql/15/bin'

/** Name of a server inside Patroni: `server-1`. */
export function serverName(instance: PlanInstance): string {
  return instance.id.split('/').slice(1).join('-')
}

/** `patroni.yml` of one server. */
export function patroniConfig(context: ConfigureContext<PostgresOptions>): string {
  const { instance, dataDirectory, options } = context
  const address = context.address('data')
  const server = context.endpoint('postgres', 'server')
  const api = `${address}:${context.endpoint('postgres', 'patroni').port}`
  const login = (user: string) => ({ username: user, password: context.secret(`postgres/${user}`) })
  const highlyAvailable = context.instancesOf('server').length > 1
  return writeYaml({
    scope: context.plan.name,
    name: serverName(instance),
    log: { level: 'INFO', format: '%(asctime)s %(levelname)s: %(message)s' },
    restapi: { listen: api, connect_address: api },
    etcd3: { hosts: [...context.list('etcd', 'client')] },
    bootstrap: {
      dcs: sharedConfig(context, highlyAvailable),
      initdb: [
        { encoding: 'UTF8' },
        { locale: 'C.UTF-8' },
        'data-checksums',
        { 'auth-host': 'scram-sha-256' },
        { 'auth-local': 'scram-sha-256' },
      ],
    },
    postgresql: {
      listen: `${address}:${server.port}`,
      connect_address: `${address}:${server.port}`,
      use_unix_socket: true,
      data_dir: `${dataDirectory}/pgdata`,
      bin_dir: postgresPrograms,
      pgpass: `${dataDirectory}/pgpass`,
      authentication: {
        superuser: login(postgresUsers.superuser),
        replication: login(postgresUsers.replication),
        rewind: login(postgresUsers.rewind),
      },
      pg_hba: [...hostBasedAccess(context)],
      parameters: localParameters(context),
      // What a dead primary alone holds was never acknowledged where commits are synchronous, so it may go.
      remove_data_directory_on_rewind_failure: highlyAvailable,
      remove_data_directory_on_diverged_timelines: highlyAvailable,
      create_replica_methods: ['basebackup'],
      basebackup: [{ checkpoint: 'fast' }],
    },
    watchdog: { mode: options.watchdog },
  })
}

/** What all servers share: it is written to etcd when the cluster is first made. */
function sharedConfig(context: ConfigureContext<PostgresOptions>, highlyAvailable: boolean): JsonObject {
  const timing = postgresTimings[context.profile]
  return {
    ttl: timing.ttl,
    loop_wait: timing.loopWait,
    retry_timeout: timing.retryTimeout,
    primary_start_timeout: timing.primaryStartTimeout,
    primary_stop_timeout: 30,
    maximum_lag_on_failover: 1_048_576,
    failsafe_mode: highlyAvailable,
    synchronous_mode: highlyAvailable,
    synchronous_mode_strict: highlyAvailable,
    synchronous_node_count: context.options.synchronousStandbys,
    postgresql: {
      use_pg_rewind: true,
      use_slots: true,
      parameters: {
        max_connections: maxConnections(context),
        max_worker_processes: 8,
        max_wal_senders: 10,
        max_replication_slots: 10,
        wal_level: 'replica',
        wal_log_hints: 'on',
        hot_standby: 'on',
      },
    },
  }
}

/** Parameters of this server's own: sizes, and how soon a silent peer is given up. */
function localParameters(context: ConfigureContext<PostgresOptions>): JsonObject {
  const timing = postgresTimings[context.profile]
  const { settings } = context.size
  return {
    unix_socket_directories: context.dataDirectory,
    password_encryption: 'scram-sha-256',
    shared_buffers: `${settings.sharedBuffersMiB}MB`,
    work_mem: `${settings.workMemMiB}MB`,
    maintenance_work_mem: `${settings.maintenanceWorkMemMiB}MB`,
    max_wal_size: `${settings.maxWalSizeMiB}MB`,
    min_wal_size: '80MB',
    wal_keep_size: `${settings.walKeepMiB}MB`,
    max_slot_wal_keep_size: `${settings.maxWalSizeMiB}MB`,
    wal_compression: 'on',
    checkpoint_completion_target: 0.9,
    tcp_keepalives_idle: 5,
    tcp_keepalives_interval: 2,
    tcp_keepalives_count: 3,
    tcp_user_timeout: timing.tcpUserTimeoutMs,
    client_connection_check_interval: '10s',
    wal_sender_timeout: timing.walTimeoutMs,
    wal_receiver_timeout: timing.walTimeoutMs,
    wal_receiver_status_interval: '1s',
    // After a failover no commit is acknowledged until a standby streams again: 5 s by default between attempts.
    wal_retrieve_retry_interval: '500ms',
    log_line_prefix: '%m [%p] %q%u@%d ',
    log_checkpoints: 'off',
    logging_collector: 'off',
  }
}
