// `hanok secrets rotate NAME`: whose credentials there are to renew on the rehearsal that is up, and how it is asked about them.

import { databaseOf } from '../catalog/conventions.ts'
import { type Text, text } from '../model/text.ts'
import { operateErrors } from '../operate/errors.ts'
import { openForward } from '../operate/forward.ts'
import { postgresAccepts } from '../operate/secrets/postgres-accepts.ts'
import {
  databaseClient,
  type RotatingClient,
  type RotationResult,
  type RotationSite,
  type RotationStep,
  rotateCredentials,
  s3Client,
} from '../operate/secrets/rotate.ts'
import type { Holder } from '../operate/secrets/running-site.ts'
import { s3Accepts } from '../operate/secrets/s3-accepts.ts'
import { Rehearsal } from '../rehearsal/rehearsal.ts'
import { runningSite, secretsOfRunning, turnWords } from './running-platform.ts'
import { secretErrors } from './secret-errors.ts'
import type { Terminal } from './terminal.ts'

/** Runs until the primary takes what changes: it may just be changing itself. */
const databaseTries = 12
const tryAgainMs = 5_000

/** Gives a client of the running platform new credentials. Throws `cli.notToRotate`, `rehearsal.*` and what `rotateCredentials` throws. */
export async function rotateSecret(
  terminal: Terminal,
  name: string,
): Promise<RotationResult & Pick<RotatingClient, 'kind'>> {
  const rehearsal = new Rehearsal()
  const known = clientsOf(rehearsal)
  const what = known.find(({ names }) => names.used.secret === name)
  if (what === undefined) {
    throw secretErrors.notToRotate({ found: name, known: known.map(({ names }) => names.used.secret) })
  }
  const unlock = rehearsal.lock('rotate')
  try {
    return { ...(await rotateCredentials(what, siteOf(rehearsal, what, terminal))), kind: what.kind }
  } finally {
    unlock()
  }
}

/** Clients of which the platform has two credentials. */
function clientsOf(rehearsal: Rehearsal): readonly RotatingClient[] {
  const { instances } = rehearsal.plan()
  const services = [...new Set(instances.map(({ service }) => service)), 'admin'].sort()
  return [s3Client, databaseClient]
    .flatMap((clientOf) => services.map(clientOf))
    .filter(({ names }) => rehearsal.holdersOf([names.spare.secret]).length > 0)
}

function siteOf(rehearsal: Rehearsal, what: RotatingClient, terminal: Terminal): RotationSite {
  const site = runningSite(rehearsal, secretsOfRunning(rehearsal), terminal)
  return {
    ...site,
    ...(what.kind === 'postgres'
      ? {
          reload: (keeper) => changeDatabase(rehearsal, keeper, site.pause),
          accepts: (keeper, role, password) =>
            databaseAccepts(rehearsal, keeper, { service: what.client, role, password }),
        }
      : {
          accepts: (keeper, accessKey, secret) => gatewayAccepts(rehearsal, keeper, { accessKey, secret }),
        }),
    report: (step) => terminal.note(terminal.say(wordsOf(what.kind, step))),
  }
}

/** Asks from the gateway's own host, past the balancer: each must have read its file. */
async function gatewayAccepts(
  rehearsal: Rehearsal,
  { instance, host }: Holder,
  credentials: Parameters<typeof s3Accepts>[2],
): Promise<boolean> {
  const endpoint = rehearsal.plan().endpoints.find(({ id }) => id === 'endpoint/seaweedfs/gateway')
  const address = endpoint?.addresses.find((each) => each.instance === instance)?.address ?? ''
  const port = endpoint?.port ?? 0
  const socket = await rehearsal.dial(host, address, port)
  return await s3Accepts(socket, `${address}:${port}`, credentials)
}

/** The job that makes the databases holds every password: run again it changes those that changed. */
async function changeDatabase(
  rehearsal: Rehearsal,
  { instance, host }: Holder,
  pause: (ms: number) => Promise<void>,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    const { code, stderr } = await rehearsal.runJob('job/postgres/databases', host)
    if (code === 0) return
    const said = stderr.trim().split('\n').at(-1) ?? ''
    if (tries === databaseTries) throw operateErrors.databaseNotChanged({ instance, said })
    await pause(tryAgainMs)
  }
}

/** Logs in where all clients do, at the virtual IP, from a server's host, which may reach it. */
async function databaseAccepts(
  rehearsal: Rehearsal,
  { host }: Holder,
  { service, role, password }: Record<'service' | 'role' | 'password', string>,
): Promise<boolean> {
  const endpoint = rehearsal.plan().endpoints.find(({ id }) => id === 'endpoint/postgres/primary')
  const forward = await openForward(
    (from, address, port) => rehearsal.dial(from, address, port),
    () => host,
    endpoint?.virtualIp ?? '',
    endpoint?.port ?? 0,
  )
  try {
    return await postgresAccepts(
      { port: forward.port, database: databaseOf(service).database },
      role,
      password,
    )
  } finally {
    await forward.close()
  }
}

function wordsOf(kind: RotatingClient['kind'], step: RotationStep): Text {
  const isS3 = kind === 's3'
  switch (step.kind) {
    case 'continues':
      return text('Going on with a rotation that was interrupted.', '중단된 교체를 이어서 합니다.')
    case 'prepared':
      return isS3
        ? text(
            `${step.keepers} S3 gateways take the new credentials beside the old ones.`,
            `S3 게이트웨이 ${step.keepers}개가 예전 자격 증명과 함께 새 자격 증명도 받습니다.`,
          )
        : text(
            'Postgres takes the new role and password beside the old ones.',
            'Postgres가 예전 역할과 비밀번호와 함께 새 역할과 비밀번호도 받습니다.',
          )
    case 'closed':
      return isS3
        ? text(
            `${step.keepers} S3 gateways refuse the old ones.`,
            `S3 게이트웨이 ${step.keepers}개가 예전 자격 증명을 거부합니다.`,
          )
        : text(
            'Postgres refuses the old password, and has ended what was still logged in by it.',
            'Postgres가 예전 비밀번호를 거부하고, 예전 비밀번호로 로그인해 있던 세션을 끝냈습니다.',
          )
    default:
      return turnWords(step, 'credentials')
  }
}
