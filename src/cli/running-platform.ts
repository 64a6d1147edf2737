// The rehearsal that is up, as those see and change it who renew something while it serves.

import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Plan } from '../model/plan.ts'
import { type Text, text } from '../model/text.ts'
import { operateErrors } from '../operate/errors.ts'
import type { RunningSite, TurnStep } from '../operate/secrets/running-site.ts'
import type { InstanceStatus, Rehearsal } from '../rehearsal/rehearsal.ts'
import { openSecretStore, type SecretStore } from './secret-store.ts'
import type { Terminal } from './terminal.ts'

const readyTimeoutS = 600
const askEveryMs = 500
/** A balancer's last check may take this long beside its intervals. */
const checkMs = 500

/** The secrets of the platform that is up. */
export function secretsOfRunning(rehearsal: Rehearsal): SecretStore {
  return openSecretStore(rehearsal.plan().name, '.hanok', join(rehearsal.place.stateDir, 'secrets.json'))
}

/** The platform that is up. Restarting throws `operate.notReadyAgain`; everything throws as `Rehearsal`. */
export function runningSite(rehearsal: Rehearsal, store: SecretStore, terminal: Terminal): RunningSite {
  const plan = rehearsal.plan()
  const statusOf = async (instance: string): Promise<InstanceStatus | undefined> =>
    (await rehearsal.status()).instances.find(({ id }) => id === instance)
  const pause = async (ms: number) => {
    await sleep(ms, undefined, { signal: terminal.signal })
  }
  const ready = async (instance: string) => {
    const deadline = Date.now() + readyTimeoutS * 1_000
    for (;;) {
      const now = await statusOf(instance)
      if (now?.state === 'ready') return
      if (Date.now() > deadline) {
        throw operateErrors.notReadyAgain({ instance, seconds: readyTimeoutS, detail: now?.detail ?? '' })
      }
      await pause(askEveryMs)
    }
  }
  return {
    ...store,
    holdersOf: (names) => rehearsal.holdersOf(names),
    layOut: (names) => rehearsal.layOutSecrets(names, store.lookUp),
    reload: async ({ instance }) => {
      await rehearsal.act(instance, 'reload')
    },
    restart: async (instance) => {
      await rehearsal.act(instance, 'restart')
      await ready(instance)
      await pause(backAtBalancerMs(plan, instance))
    },
    // What is only just starting counts: whoever comes after it waits until it is ready.
    runs: async (instance) => (await statusOf(instance))?.state !== 'stopped',
    leads: async (instance) =>
      (await rehearsal.status({ leaders: true })).instances.some(
        ({ id, leader }) => id === instance && leader === true,
      ),
    pause,
  }
}

/** How long a balancer takes at most to send requests to an instance again that has just become ready, in ms. */
export function backAtBalancerMs({ endpoints }: Pick<Plan, 'endpoints'>, instance: string): number {
  const times = endpoints
    .filter(({ addresses }) => addresses.some((each) => each.instance === instance))
    .flatMap(({ balancing }) => balancing ?? [])
    .map(({ intervalMs, rise }) => intervalMs * rise + checkMs)
  return Math.max(0, ...times)
}

/** What instances are restarted with; in Korean with the particles of means and of object. */
const news = {
  credentials: { en: 'the new credentials', by: '새 자격 증명으로', object: '새 자격 증명을' },
  certificate: { en: 'the new certificate', by: '새 인증서로', object: '새 인증서를' },
} as const

/** What is told of each instance in turn. */
export function turnWords({ kind, instance }: TurnStep, what: keyof typeof news): Text {
  const { en, by, object } = news[what]
  return kind === 'restarting'
    ? text(`${instance} is restarted with ${en}…`, `${instance}을(를) ${by} 다시 시작합니다…`)
    : text(
        `${instance} does not run; it will read ${en} as it starts.`,
        `${instance}은(는) 실행 중이 아닙니다. 시작할 때 ${object} 읽습니다.`,
      )
}
