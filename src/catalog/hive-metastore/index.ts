// The Hive Metastore: the catalog of all tables, for Trino and Spark alike. Part of the catalog.

import { text } from '../../model/text.ts'
import { databaseOf } from '../conventions.ts'
import { type LibpqLogin, libpqLogin } from '../postgres/libpq-login.ts'
import { postgresqlSoftware } from '../postgres/software.ts'
import { java17, java17Home } from '../runtimes/java.ts'
import { jmxExporter, jmxExporterSoftware } from '../runtimes/jmx-exporter.ts'
import { type ConfigureContext, defineProcess, defineService, type Role } from '../service.ts'
import { storeNeeds } from '../store.ts'
import { metastoreRecovery, thriftBalancing, thriftCheck } from './balancing.ts'
import { coreSite, logConfig, metastoreSite } from './config.ts'
import { type HiveMetastoreOptions, hiveMetastoreOptions } from './options.ts'
import { metastorePanels } from './panels.ts'
import { schemaSql } from './schema.ts'
import { hadoopLibrarySoftware, hiveMetastoreSoftware } from './software.ts'

const account = { name: 'hive-metastore', uid: 61_004 } as const

/** Java 17 closed what Hive 3 and its libraries look into. */
const openedPackages = ['java.lang', 'java.net', 'java.util', 'java.util.concurrent'].map(
  (name) => `--add-opens=java.base/${name}=ALL-UNNAMED`,
)

const psql = '/usr/lib/postgresql/15/bin/psql'

function schemaJob(
  context: ConfigureContext<HiveMetastoreOptions>,
  { sql, login }: { readonly sql: string; readonly login: LibpqLogin },
) {
  const { database } = databaseOf('hive-metastore')
  const [host, port] = context.vip('postgres', 'primary').split(':')
  return {
    id: 'job/hive-metastore/schema' as const,
    user: account.name,
    argv: [
      psql,
      '--no-psqlrc',
      '--no-password',
      '--quiet',
      '--set=ON_ERROR_STOP=1',
      `--host=${host}`,
      `--port=${port}`,
      ...(login.user === undefined ? [] : [`--username=${login.user}`]),
      `--dbname=${database}`,
      `--file=${sql}`,
    ],
    env: { ...login.env, PGCONNECT_TIMEOUT: '5', HOME: context.dataDirectory },
    workingDirectory: context.dataDirectory,
    after: [{ kind: 'job' as const, id: 'job/postgres/databases' }],
    timeoutMs: 120_000,
    retryDelayMs: 2_000,
  }
}

const server: Role<HiveMetastoreOptions> = {
  id: 'server',
  title: text('server', '서버'),
  duties: ['metadata'],
  count: ({ tier }) => (tier === 'ha' ? 2 : 1),
  networks: ['data'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'any' } : { kind: 'single' }),
  recovery: ({ profile }) => metastoreRecovery(profile),
  needs: (shape) => [
    { service: 'postgres', endpoint: 'primary', strength: 'hard', via: 'vip', why: 'its tables (R-6.8)' },
    ...storeNeeds(shape, 'soft', 'it makes and drops the folders of schemas and tables'),
  ],
  size: () => ({
    production: {
      memoryMiB: 4_096,
      cpus: 1,
      diskGiB: 5,
      settings: { jvmFlags: '-Xms2g -Xmx2g -XX:+UseG1GC', maxThreads: 1_000 },
    },
    rehearsal: {
      memoryMiB: 384,
      cpus: 1,
      diskGiB: 1,
      settings: {
        jvmFlags:
          '-Xms32m -Xmx144m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=32m -XX:MaxMetaspaceSize=112m',
        maxThreads: 100,
      },
    },
  }),
  software: [java17, hiveMetastoreSoftware, hadoopLibrarySoftware, postgresqlSoftware, jmxExporterSoftware],
  configure: (context) => {
    const { configDirectory, dataDirectory } = context
    const home = context.softwareDirectory(hiveMetastoreSoftware)
    const address = context.address('data')
    const { port } = context.endpoint('hive-metastore', 'server')
    const schemaFile = `${configDirectory}/schema.sql`
    const login = libpqLogin(context, 'hive-metastore')
    const first = context.instancesOf('server')[0]?.id === context.instance.id
    // What it counts itself it tells to files and to Hadoop only: its JVM says at least how it is.
    const exporter = jmxExporter(context, 'metrics', { includeObjectNames: ['java.lang:*'], rules: [] })
    return {
      files: [
        { path: `${configDirectory}/metastore-site.xml`, content: metastoreSite(context) },
        { path: `${configDirectory}/core-site.xml`, content: coreSite(context) },
        { path: `${configDirectory}/log4j2.properties`, content: logConfig() },
        exporter.file,
        ...(first ? [{ path: schemaFile, content: schemaSql(home) }, login.file] : []),
      ],
      process: defineProcess(context, account.name, {
        argv: [
          `${java17Home}/bin/java`,
          ...String(context.size.settings.jvmFlags).split(' '),
          '-XX:+ExitOnOutOfMemoryError',
          ...exporter.flags,
          ...openedPackages,
          `-Dlog4j2.configurationFile=${configDirectory}/log4j2.properties`,
          `-Djava.io.tmpdir=${dataDirectory}/tmp`,
          '-classpath',
          [configDirectory, `${home}/lib/*`, `${context.softwareDirectory(hadoopLibrarySoftware)}/*`].join(
            ':',
          ),
          'org.apache.hadoop.hive.metastore.HiveMetaStore',
          '-p',
          String(port),
        ],
        env: { HOME: dataDirectory, HADOOP_USER_NAME: 'hive' },
        directories: [{ path: `${dataDirectory}/tmp`, mode: 0o700 }],
        after: [{ kind: 'job', id: 'job/hive-metastore/schema' }],
        ready: context.probeOf('hive-metastore', 'server', address),
        readyTimeoutMs: 240_000,
        stop: { signal: 'SIGTERM', timeoutMs: 20_000 },
      }),
      ...(first ? { jobs: [schemaJob(context, { sql: schemaFile, login })] } : {}),
    }
  },
}

/** The Hive Metastore as Hanok runs it: see README.md beside this file. */
export const service = defineService<HiveMetastoreOptions>({
  id: 'hive-metastore',
  title: text('Hive Metastore', 'Hive 메타스토어'),
  version: hiveMetastoreSoftware.version,
  options: hiveMetastoreOptions,
  account,
  roles: [server],
  endpoints: ({ profile }) => [
    {
      kind: 'direct',
      name: 'server',
      role: 'server',
      networks: ['data'],
      port: 9_083,
      protocol: 'thrift',
      auth: 'none',
    },
    {
      kind: 'direct',
      name: 'metrics',
      role: 'server',
      networks: ['management'],
      port: 9_406,
      protocol: 'http',
      auth: 'none',
      metrics: { path: '/metrics' },
    },
    {
      kind: 'balanced',
      name: 'thrift',
      backend: 'server',
      network: 'data',
      port: 9_083,
      protocol: 'thrift',
      auth: 'none',
      balancing: thriftBalancing(profile),
    },
  ],
  datasets: () => [],
  capabilities: { catalog: ['thrift'] },
  flows: () => [],
  rules: () => ({ alerts: [], panels: metastorePanels }),
  probe: (_endpoint, address, port) => ({
    kind: 'tcp',
    address,
    port,
    sendHex: thriftCheck.sendHex,
    expectHex: `^${thriftCheck.expectHex}`,
  }),
  decisions: [
    {
      about: 'hive-metastore/server',
      why: 'Version 3.1.3: Spark 3.5 brings the Hive 2.3 client, which cannot talk to Metastore 4.',
      source: 'tried: Metastore 4.0.1 answers Spark 3.5.7 "Invalid method name: get_table"',
    },
    {
      about: 'endpoint/hive-metastore/thrift',
      why: 'Asked in Thrift, not by opening a connection: a hung Metastore passes a plain TCP check, and every query then stalls.',
      source: 'R-2.2; measured, 4.4–4.6 s per query',
    },
  ],
})
