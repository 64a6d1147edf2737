// Streamlit: applications over the lake. Part of the catalog.

import type { HostFile } from '../../model/artifacts.ts'
import { authorityCertificate } from '../../model/secrets.ts'
import { text } from '../../model/text.ts'
import { areQueriesLocked, queryNeed, queryUserOf } from '../query.ts'
import { python3 } from '../runtimes/python.ts'
import { type ConfigureContext, defineProcess, defineService, type Role } from '../service.ts'
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
  needs: (shape) => [
    queryNeed(shape, 'soft', 'queries over the lake; an application may have other sources'),
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
    const queries = queriesOf(context)
    return {
      files: [
        { path: file, content: application({ locked: areQueriesLocked(context.plan) }) },
        ...queries.files,
      ],
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
          ...queries.env,
        },
        ready: context.probeOf('streamlit', 'app', address),
      }),
    }
  },
}

/** What an application finds in its environment of Trino, and the files that it names: nobody else on the host reads the password. */
function queriesOf(context: ConfigureContext<StreamlitOptions>): {
  readonly env: Readonly<Record<string, string>>
  readonly files: readonly HostFile[]
} {
  if (!context.has('trino')) return { env: {}, files: [] }
  if (!areQueriesLocked(context.plan)) {
    return { env: { TRINO_URL: `http://${context.vip('trino', 'http')}` }, files: [] }
  }
  const { user, secret } = queryUserOf('streamlit')
  const [password, authority] = ['trino-password', 'authority.crt'].map(
    (name) => `${context.configDirectory}/${name}`,
  ) as [string, string]
  return {
    env: {
      TRINO_URL: `https://${context.vip('trino', 'https')}`,
      TRINO_USER: user,
      TRINO_PASSWORD_FILE: password,
      TRINO_CA_FILE: authority,
    },
    files: [
      { path: password, content: `${context.secret(secret)}\n`, mode: 0o400 },
      { path: authority, content: `${context.secret(authorityCertificate)}\n` },
    ],
  }
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
