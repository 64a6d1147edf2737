// Check: a backup in the store that the database itself holds up is none.

import { at } from '../../model/json-at.ts'
import type { Plan } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { atService } from '../plan-facts.ts'

/** The host of the declared store; undefined where none is declared, or it is that of AWS. */
function storeOf({ services }: Plan): string | undefined {
  const endpoint = at(services.postgres ?? {}, 'backup', 'endpoint')
  return typeof endpoint === 'string' && URL.canParse(endpoint) ? new URL(endpoint).hostname : undefined
}

/** A virtual IP, a host's address or name, or the name of a Service in one of the platform's namespaces (`NAME-seaweedfs`). */
function isOfThePlatform(plan: Plan, host: string): boolean {
  const addresses = plan.hosts.flatMap(({ networks }) => networks.map(({ address }) => address))
  const virtualIps = plan.endpoints.flatMap(({ virtualIp }) => virtualIp ?? [])
  const names = plan.hosts.map(({ id }) => id.slice('host/'.length))
  const [, namespace = ''] = host.split('.')
  return (
    [...addresses, ...virtualIps, ...names].includes(host) ||
    Object.keys(plan.services).some((service) => namespace === `${plan.name}-${service}`)
  )
}

function withStore(plan: Plan, endpoint: string): Plan {
  const postgres = { ...plan.services.postgres, backup: { destination: 's3://backups/lake', endpoint } }
  return { ...plan, services: { ...plan.services, postgres } }
}

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'backup-inside',
  topic: 'operations',
  rules: [],
  severity: 'error',
  title: text('Backups of Postgres go outside of the platform.', 'Postgres 백업은 플랫폼 밖에 둔다.'),
  why: text(
    'The names of all files in SeaweedFS are in this very Postgres: when it is lost, nobody finds its backup.',
    'SeaweedFS의 모든 파일 이름이 바로 이 Postgres에 있어, Postgres를 잃으면 백업도 찾을 수 없습니다.',
  ),
  find: ({ plan }) => {
    const host = storeOf(plan)
    if (host === undefined || !isOfThePlatform(plan, host)) return []
    return [
      {
        case: 'own-store',
        message: text(
          `The backup of Postgres would go to ${host}, which is this platform itself.`,
          `Postgres 백업을 ${host}에 두려 하지만, 이는 이 플랫폼 자신입니다.`,
        ),
        fix: text(
          'Name an object store of another site in services.postgres.backup.endpoint.',
          'services.postgres.backup.endpoint에 다른 곳의 객체 저장소를 적으세요.',
        ),
        at: ['/services/postgres/backup/endpoint', ...atService('postgres')],
        data: { host },
      },
    ]
  },
  failing: (plan) => {
    const store = plan.endpoints.find(
      ({ service, virtualIp }) => service === 'seaweedfs' && virtualIp !== undefined,
    )
    return withStore(plan, `http://${store?.virtualIp}:${store?.port}`)
  },
  passing: (plan) => withStore(plan, 'https://s3.example.com'),
})
