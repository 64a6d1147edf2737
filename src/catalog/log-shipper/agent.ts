// The shipper on hosts: rsyslog under an account of its own, beside whatever syslog the machine has.

import { hostPaths, logFileOf } from '../../model/artifacts.ts'
import { authorityCertificate } from '../../model/secrets.ts'
import { text } from '../../model/text.ts'
import { logShipper } from '../conventions.ts'
import { curl } from '../opensearch/software.ts'
import { python3 } from '../runtimes/python.ts'
import { type ConfigureContext, defineProcess, type InstanceArtifacts, type RunningRole } from '../service.ts'
import { amountOf } from '../sizing.ts'
import type { LogShipperOptions } from './options.ts'
import { flight, rsyslogConfig, type ShippedLog } from './rsyslog.ts'
import { bufferSizing } from './sizing.ts'
import { rsyslogElasticsearchSoftware, rsyslogSoftware } from './software.ts'
import { awaitRulesScript, endScript, startOverProgram } from './start-over.ts'
import { monthNames, timedLine } from './times.ts'

/** The account of the shipper. */
export const account = { name: 'log-shipper', uid: 61_022 } as const

type Context = ConfigureContext<LogShipperOptions>

/** One on every host of a platform with OpenSearch. */
export const hostAgent: RunningRole<LogShipperOptions> = {
  id: 'agent',
  title: text('agent', '에이전트'),
  duties: 'every',
  count: ({ has, hostCount }) => (has('opensearch') ? hostCount : 0),
  networks: ['data'],
  rule: () => ({ kind: 'per-host' }),
  needs: ({ has }) =>
    has('opensearch')
      ? [
          {
            service: 'opensearch',
            endpoint: 'search',
            strength: 'startup',
            via: 'vip',
            why: 'it keeps the logs; while it is away they wait in their files',
          },
        ]
      : [],
  size: (shape) => {
    const bufferGiB = amountOf(bufferSizing(shape), 'bufferGiB')
    return {
      production: { memoryMiB: 128, cpus: 0.25, diskGiB: bufferGiB, settings: { bufferGiB } },
      rehearsal: { memoryMiB: 40, cpus: 0.1, diskGiB: 1, settings: { bufferGiB: 1 } },
    }
  },
  software: [rsyslogSoftware, rsyslogElasticsearchSoftware, python3, curl],
  configure,
}

function configure(context: Context): InstanceArtifacts {
  const { configDirectory, dataDirectory, size } = context
  const at = (name: string) => `${configDirectory}/${name}`
  const [address = '', port] = context.vip('opensearch', 'search').split(':')
  const store = {
    address,
    port: Number(port),
    password: context.secret(logShipper.secret),
    authorityFile: at('ca.crt'),
  }
  const config = rsyslogConfig({
    platform: context.plan.name,
    host: context.host.id.slice('host/'.length),
    logs: logsOf(context),
    logDirectory: hostPaths.logs,
    services: Object.keys(context.plan.services),
    store,
    stateDirectory: dataDirectory,
    startOverFile: at('end.sh'),
    monthsFile: at('months.json'),
  })
  return {
    files: [
      { path: at('rsyslog.conf'), content: config },
      { path: at('ca.crt'), content: context.secret(authorityCertificate) },
      { path: at('months.json'), content: months },
      { path: at('start-over.py'), content: startOverProgram },
      { path: at('await-rules.sh'), content: awaitRulesScript(store) },
      { path: at('end.sh'), content: endScript, mode: 0o750 },
    ],
    process: defineProcess(context, account.name, {
      argv: ['/usr/sbin/rsyslogd', '-n', '-iNONE', '-f', at('rsyslog.conf')],
      env: { HOME: dataDirectory, MALLOC_ARENA_MAX: '1' },
      prepare: [
        {
          name: 'wait for the rules of indices',
          argv: ['/bin/sh', at('await-rules.sh')],
          timeoutMs: 180_000,
        },
        {
          name: 'go back by what was on its way',
          argv: [
            ...['/usr/bin/python3', '-I', '-S', '-B', at('start-over.py'), dataDirectory, hostPaths.logs],
            ...[String(flight.readAgain), timedLine],
          ],
          timeoutMs: 60_000,
        },
      ],
      // What waits for the store waits in the logs themselves.
      readsLogs: { keepMiB: Number(size.settings.bufferGiB) * 1_024 },
      ready: { kind: 'alive', forMs: 2_000 },
      readyTimeoutMs: 30_000,
      stop: { signal: 'SIGTERM', timeoutMs: 5_000 },
      limits: { memoryMiB: size.memoryMiB, cpus: size.cpus, openFiles: 1_024, nice: 5 },
    }),
  }
}

function logsOf({ plan, instance, host }: Context): readonly ShippedLog[] {
  return plan.instances
    .filter((one) => one.host === host.id && one.id !== instance.id)
    .map(({ id, service, role }) => ({ file: logFileOf(id), service, role, instance: id }))
}

/** A table of rsyslog (rsyslog, "Lookup tables"), in the order that it wants. */
const months = `${JSON.stringify({
  version: 1,
  nomatch: '',
  type: 'string',
  table: monthNames
    .map((name, at) => ({ index: name, value: String(at + 1).padStart(2, '0') }))
    .sort((a, b) => (a.index < b.index ? -1 : 1)),
})}\n`
