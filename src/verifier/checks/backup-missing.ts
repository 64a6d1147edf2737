// Check: copies are no backup.

import type { Plan } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { defineCheck, type Found } from '../check.ts'
import { atService } from '../plan-facts.ts'

// What fills itself again, or follows from something else.
const remade: ReadonlySet<string> = new Set(['dataset/redis'])

/** Only CloudNativePG's cluster is rendered with its backups (docs/adr/0016). */
function isMade(plan: Plan): boolean {
  return plan.services.postgres?.backup !== undefined && !isDeclaredInVain(plan)
}

function isDeclaredInVain({ services, instances }: Plan): boolean {
  return (
    services.postgres?.backup !== undefined &&
    instances.some(({ service, realisation }) => service === 'postgres' && realisation !== 'operator')
  )
}

function none(datasets: readonly string[]): Found {
  return {
    case: 'none',
    message: text(
      `This release plans no backup of ${datasets.join(', ')}.`,
      `이 버전은 백업을 계획하지 않습니다: ${datasets.join(', ')}.`,
    ),
    fix: text(
      'Back them up by their own means to another site: Postgres with its write-ahead log (on Kubernetes services.postgres.backup), etcd by snapshot, objects to another store.',
      '각 제품의 방법으로 다른 곳에 백업하세요. Postgres는 WAL과 함께(Kubernetes에서는 services.postgres.backup), etcd는 스냅샷으로, 객체는 다른 저장소로 복사합니다.',
    ),
    at: ['/services'],
    data: { datasets },
  }
}

const inVain: Found = {
  case: 'in-vain',
  severity: 'warning',
  message: text(
    'services.postgres.backup is declared, and only the target kubernetes makes such backups.',
    'services.postgres.backup을 선언했지만 이런 백업은 kubernetes 대상에서만 만듭니다.',
  ),
  fix: text(
    'Back this Postgres up by means of your own, such as pgBackRest or Barman.',
    '이 Postgres는 pgBackRest나 Barman 같은 다른 방법으로 백업하세요.',
  ),
  at: atService('postgres', 'backup'),
  data: {},
}

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'backup-missing',
  topic: 'operations',
  rules: [],
  severity: 'advice',
  title: text(
    'Every dataset that cannot be made again has a backup.',
    '다시 만들 수 없는 데이터에는 모두 백업이 있다.',
  ),
  why: text(
    'A deletion, a bug or an intruder reaches all copies at once.',
    '실수로 지우거나 버그가 있거나 누가 침입하면 복제본까지 한꺼번에 잃습니다.',
  ),
  find: ({ plan }) => {
    const kept = plan.datasets
      .filter(({ id, service }) => !remade.has(id) && !(service === 'postgres' && isMade(plan)))
      .map(({ id }) => id)
    return [...(kept.length === 0 ? [] : [none(kept)]), ...(isDeclaredInVain(plan) ? [inVain] : [])]
  },
  failing: (plan) => plan,
  passing: (plan) => ({ ...plan, datasets: plan.datasets.filter(({ id }) => id === 'dataset/redis') }),
})
