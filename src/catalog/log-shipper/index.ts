// The log shipper: an agent on every host that sends the lines of all processes to the platform's store of logs; rsyslog on hosts, Fluent Bit on
// Kubernetes. Part of the catalog.

import { text } from '../../model/text.ts'
import { defineService } from '../service.ts'
import { account, hostAgent } from './agent.ts'
import { fluentBit } from './kubernetes-plan.ts'
import { type LogShipperOptions, logShipperOptions } from './options.ts'
import { bufferSizing } from './sizing.ts'

/** The log shipper as Hanok runs it: see README.md beside this file. */
export const service = defineService<LogShipperOptions>({
  id: 'log-shipper',
  title: text('log shipper', '로그 수집기'),
  version: '8.2302',
  options: logShipperOptions,
  account,
  roles: [hostAgent],
  endpoints: () => [],
  datasets: () => [],
  capabilities: {},
  flows: () => [],
  probe: (_endpoint, address, port) => ({ kind: 'http', address, port, path: '/', expectStatus: [200] }),
  kubernetes: fluentBit,
  sizing: bufferSizing,
  decisions: [
    {
      about: 'log-shipper/agent',
      why: 'rsyslog on every host, under an account of its own. A log itself is the queue: after any doubt the last lines are read again, and a line that is sent twice is known by where it stands.',
      source: 'R-2.10, R-3.4; rsyslog, "imfile", "omelasticsearch": writeoperation',
    },
  ],
})
