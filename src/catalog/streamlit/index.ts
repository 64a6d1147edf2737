// Streamlit: applications over the lake. Part of the catalog; planned, not run yet.

import { text } from '../../model/text.ts'
import { defineService, type Role } from '../service.ts'
import { type StreamlitOptions, streamlitOptions } from './options.ts'
import { appMemoryMiB, appSizing, appsOf } from './sizing.ts'

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
    rehearsal: { memoryMiB: 128, cpus: 0.5, diskGiB: 1, settings: {} },
  }),
}

/** Streamlit as Hanok plans it: see README.md beside this file. */
export const service = defineService<StreamlitOptions>({
  id: 'streamlit',
  title: text('Streamlit', 'Streamlit'),
  version: '1.67.0',
  options: streamlitOptions,
  account: { name: 'streamlit', uid: 61_016 },
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
