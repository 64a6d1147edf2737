// `hanok secrets rotate NAME`: the rehearsal that is up, as a rotation sees and changes it.

import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { s3CredentialsOf } from '../model/secrets.ts'
import { type Text, text } from '../model/text.ts'
import { operateErrors } from '../operate/errors.ts'
import {
  type Holder,
  type RotationResult,
  type RotationSite,
  type RotationStep,
  rotateS3,
} from '../operate/secrets/rotate-s3.ts'
import { s3Accepts } from '../operate/secrets/s3-accepts.ts'
import { type InstanceStatus, Rehearsal } from '../rehearsal/rehearsal.ts'
import { secretErrors } from './secret-errors.ts'
import { openSecretStore } from './secret-store.ts'
import type { Terminal } from './terminal.ts'

const readyTimeoutS = 600
const askEveryMs = 500

/** Gives a client of the running platform new credentials. Throws `cli.notToRotate`, `rehearsal.*` and what `rotateS3` throws. */
export async function rotateSecret(terminal: Terminal, name: string): Promise<RotationResult> {
  const rehearsal = new Rehearsal()
  const { name: platform } = rehearsal.plan()
  const known = clientsOf(rehearsal)
  const client = known.find((each) => s3CredentialsOf(each).used.secret === name)
  if (client === undefined) {
    throw secretErrors.notToRotate({
      found: name,
      known: known.map((each) => s3CredentialsOf(each).used.secret),
    })
  }
  const unlock = rehearsal.lock('rotate')
  try {
    return await rotateS3(client, siteOf(rehearsal, platform, terminal))
  } finally {
    unlock()
  }
}

/** Clients that the gateways of the platform have two credentials of. */
function clientsOf(rehearsal: Rehearsal): readonly string[] {
  const { instances } = rehearsal.plan()
  const services = [...new Set(instances.map(({ service }) => service)), 'admin'].sort()
  return services.filter((each) => rehearsal.holdersOf([s3CredentialsOf(each).spare.secret]).length > 0)
}

function siteOf(rehearsal: Rehearsal, platform: string, terminal: Terminal): RotationSite {
  const store = openSecretStore(platform, '.hanok', join(rehearsal.place.stateDir, 'secrets.json'))
  const statusOf = async (instance: string): Promise<InstanceStatus | undefined> =>
    (await rehearsal.status()).instances.find(({ id }) => id === instance)
  return {
    ...store,
    holdersOf: (names) => rehearsal.holdersOf(names),
    layOut: (names) => rehearsal.layOutSecrets(names, store.lookUp),
    reload: async (instance) => {
      await rehearsal.act(instance, 'reload')
    },
    restart: async (instance) => {
      await rehearsal.act(instance, 'restart')
      const deadline = Date.now() + readyTimeoutS * 1_000
      for (;;) {
        const now = await statusOf(instance)
        if (now?.state === 'ready') return
        if (Date.now() > deadline) {
          throw operateErrors.notReadyAgain({
            instance,
            seconds: readyTimeoutS,
            detail: now?.detail ?? '',
          })
        }
        await sleep(askEveryMs, undefined, { signal: terminal.signal })
      }
    },
    // What is only just starting counts: whoever comes after it waits until it is ready.
    runs: async (instance) => (await statusOf(instance))?.state !== 'stopped',
    leads: async (instance) =>
      (await rehearsal.status({ leaders: true })).instances.some(
        ({ id, leader }) => id === instance && leader === true,
      ),
    accepts: (gateway, accessKey, secret) => accepts(rehearsal, gateway, accessKey, secret),
    pause: async (ms) => {
      await sleep(ms, undefined, { signal: terminal.signal })
    },
    report: (step) => terminal.note(terminal.say(wordsOf(step))),
  }
}

/** Asks from the gateway's own host, past the balancer: each must have read its file. */
async function accepts(
  rehearsal: Rehearsal,
  { instance, host }: Holder,
  accessKey: string,
  secret: string,
): Promise<boolean> {
  const endpoint = rehearsal.plan().endpoints.find(({ id }) => id === 'endpoint/seaweedfs/gateway')
  const address = endpoint?.addresses.find((each) => each.instance === instance)?.address ?? ''
  const port = endpoint?.port ?? 0
  const socket = await rehearsal.dial(host, address, port)
  return await s3Accepts(socket, `${address}:${port}`, { accessKey, secret })
}

function wordsOf(step: RotationStep): Text {
  switch (step.kind) {
    case 'continues':
      return text('Going on with a rotation that was interrupted.', '중단된 교체를 이어서 합니다.')
    case 'prepared':
      return text(
        `${step.gateways} S3 gateways take the new credentials beside the old ones.`,
        `S3 게이트웨이 ${step.gateways}개가 예전 자격 증명과 함께 새 자격 증명도 받습니다.`,
      )
    case 'restarting':
      return text(
        `${step.instance} is restarted with the new ones…`,
        `${step.instance}을(를) 새 자격 증명으로 다시 시작합니다…`,
      )
    case 'down':
      return text(
        `${step.instance} does not run; it will read the new ones as it starts.`,
        `${step.instance}은(는) 실행 중이 아닙니다. 시작할 때 새 자격 증명을 읽습니다.`,
      )
    case 'closed':
      return text(
        `${step.gateways} S3 gateways have forgotten the old ones.`,
        `S3 게이트웨이 ${step.gateways}개에서 예전 자격 증명을 없앴습니다.`,
      )
  }
}
