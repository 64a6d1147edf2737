// Containers as entries of `services` in a Compose file (compose-spec, "Services top-level element").

import { imageReference } from '../../catalog/image.ts'
import type { JobDefinition, WaitFor } from '../../model/artifacts.ts'
import type { JsonObject, Plan } from '../../model/plan.ts'
import { secretsIn } from '../../model/secrets.ts'
import { baseImage } from '../images/render-image.ts'
import type { Container } from './container.ts'
import { dataDirectory, mounts } from './start-script.ts'

/** Name of a job's container: `job-postgres-databases`. */
export function jobName(id: JobDefinition['id']): string {
  return id.replaceAll('/', '-')
}

/** Nothing more than a process of its own needs. */
const confined: JsonObject = { cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], init: true }

/** The container that makes the secrets, and ends. */
export function secretsService(): JsonObject {
  return {
    image: `\${HANOK_BASE_IMAGE:-${baseImage}}`,
    ...confined,
    network_mode: 'none',
    command: ['/bin/sh', `${mounts.start}/run`],
    volumes: [`./containers/secrets:${mounts.start}:ro`, `secrets:${mounts.secrets}`],
  }
}

/** The container of an instance. */
export function composeService(plan: Plan, container: Container): JsonObject {
  const [process] = container.configured.processes.processes
  if (process === undefined) throw new Error(`${container.name} starts nothing`)
  const { limits, stop, env, after, readyTimeoutMs } = process
  return {
    ...shared(container, env, after),
    restart: 'unless-stopped',
    mem_limit: `${limits.memoryMiB}m`,
    shm_size: '256m',
    stop_signal: stop.signal,
    stop_grace_period: `${Math.ceil(stop.timeoutMs / 1_000)}s`,
    healthcheck: {
      test: ['CMD', '/usr/bin/python3', mounts.waitProgram, `${mounts.start}/ready.json`, '0'],
      interval: '5s',
      timeout: '15s',
      retries: 3,
      start_period: `${Math.ceil(readyTimeoutMs / 1_000)}s`,
    },
    ...published(plan, container),
  }
}

/** The container of a job: it runs until it has succeeded once. */
export function jobService(container: Container): JsonObject {
  const { job } = container
  if (job === undefined) throw new Error(`${container.name} is no job`)
  return { ...shared(container, job.env, job.after), restart: 'on-failure' }
}

function shared(
  container: Container,
  env: Readonly<Record<string, string>>,
  after: readonly WaitFor[],
): JsonObject {
  const { name, recipe, legs, job, configured } = container
  const jobs = after.flatMap((wait) => (wait.kind === 'job' ? [jobName(wait.id as JobDefinition['id'])] : []))
  // `docker inspect` shows these to everyone: what is secret is exported by the script that starts the process.
  const variables = Object.entries(env)
    .filter(([, value]) => secretsIn(value).length === 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    image: imageReference(recipe),
    build: {
      context: `./images/${recipe.name}`,
      // Where the registries are reached by the machine only.
      network: `\${HANOK_BUILD_NETWORK:-default}`,
      args: { BASE: `\${HANOK_BASE_IMAGE:-${baseImage}}` },
    },
    hostname: name,
    ...confined,
    entrypoint: ['/bin/sh', `${mounts.start}/run`],
    ...(variables.length === 0
      ? {}
      : { environment: Object.fromEntries(variables.map(([key, value]) => [key, literal(value)])) }),
    networks: Object.fromEntries(legs.map(({ id, address }) => [id, { ipv4_address: address }])),
    volumes: [
      `./containers/${name}/start:${mounts.start}:ro`,
      // The engine would make a folder that is not there, as root.
      ...(configured.files.length === 0 ? [] : [`./containers/${name}/files:${mounts.files}:ro`]),
      `./wait:${mounts.waitProgram}:ro`,
      `secrets:${mounts.secrets}:ro`,
      ...(job === undefined ? [`data-${name}:${dataDirectory}`] : []),
    ],
    depends_on: Object.fromEntries(
      ['secrets', ...jobs].map((one) => [one, { condition: 'service_completed_successfully' }]),
    ),
  }
}

/** Compose puts variables in for `$`. */
function literal(value: string): string {
  return value.replaceAll('$', '$$$$')
}

/** What people use, on this machine alone: the ports that the balancer has virtual IPs for. */
function published(plan: Plan, { name }: Container): JsonObject {
  if (!name.startsWith('load-balancer-')) return {}
  const ports = plan.endpoints.flatMap(({ virtualIp, port }) => (virtualIp === undefined ? [] : [port]))
  const all = [...new Set(ports)].sort((a, b) => a - b)
  return all.length === 0 ? {} : { ports: all.map((port) => `127.0.0.1:${port}:${port}`) }
}
