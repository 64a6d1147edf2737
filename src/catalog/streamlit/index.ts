// Streamlit: applications over the lake. Part of the catalog.

import { text } from '../../model/text.ts'
import { python3 } from '../runtimes/python.ts'
import { defineProcess, defineService, type Role } from '../service.ts'
import { application } from './application.ts'
import { type StreamlitOptions, streamlitOptions } from './options.ts'
import { appMemoryMiB, appSizing, appsOf } from './sizing.ts'
import { streamlitSoftware } from './software.ts'

const account = { name: 'streamlit', uid: 61_016 } as const

const app: Role<StreamlitOptions> = {
  id: 'app',
  title: text('application server', '애플리케이션 서버'),
  duties: ['visualization'],
  count: appsOf,
  networks: ['service', 'data'],
  rule: ({ tier }) => (tier === 'ha' ? { kind: 'any' } : { kind: 'single' }),
  needs: () => [
    {
      service: 'trino',
      endpoint: 'http',
      strength: 'soft',
      via: 'vip',
      why: 'queries over the lake; an application may have other sources',
      optional: true,
    },
  ],
  size: () => ({
    production: { memoryMiB: appMemoryMiB, cpus: 0.5, diskGiB: 5, settings: {} },
    rehearsal: { memoryMiB: 256, cpus: 0.5, diskGiB: 1, settings: {} },
  }),
  software: [python3, streamlitSoftware],
  configure: (context) => {
    const { configDirectory, dataDirectory } = context
    const file = `${configDirectory}/app.py`
    const address = context.address('service')
    const { port } = context.endpoint('streamlit', 'app')
    return {
      files: [{ path: file, content: application }],
      process: defineProcess(context, account.name, {
        argv: [
          ...['/usr/bin/python3', '-m', 'streamlit', 'run', file],
          ...[`--server.address=${address}`, `--server.port=${port}`, '--server.headless=true'],
          ...['--server.fileWatcherType=none', '--browser.gatherUsageStats=false'],
        ],
        env: {
          HOME: dataDirectory,
          LC_ALL: 'C.UTF-8',
          PYTHONPATH: context.softwareDirectory(streamlitSoftware),
          // Outside of site-packages it takes itself for a checkout of its developers (streamlit/config.py).
          STREAMLIT_GLOBAL_DEVELOPMENT_MODE: 'false',
          ...(context.has('trino') ? { TRINO_URL: `http://${context.vip('trino', 'http')}` } : {}),
        },
        ready: context.probeOf('streamlit', 'app', address),
      }),
    }
  },
}

/** Streamlit as Hanok runs it: see README.md beside this file. */
export const service = defineService<StreamlitOptions>({
  id: 'streamlit',
  title: text('Streamlit', 'Streamlit'),
  version: '1.67.0',
  options: streamlitOptions,
  account,
  roles: [app],
  endpoints: () => [
    {
      kind: 'direct',
      name: 'app',
      role: 'app',
      networks: ['service'],
      port: 8_501,
      protocol: 'http',
      auth: 'none',
    },
  ],
  datasets: () => [],
  capabilities: { apps: ['app'] },
  sizing: (shape) => appSizing(shape),
  flows: () => [],
  probe: (_endpoint, address, port) => ({
    kind: 'http',
    address,
    port,
    path: '/_stcore/health',
    expectStatus: [200],
  }),
  decisions: [
    {
      about: 'streamlit/app',
      why: 'A session lives in one instance: L7 keeps each browser with one, and a session dies with it.',
      source: 'R-2.9; tried: WebSocket and first request must reach the same instance',
    },
  ],
})
