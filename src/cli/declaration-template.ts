// The declaration that `init` writes: short, and everything that one may change beside it as comments.

import type { Duty } from '../model/plan.ts'
import { type Language, text } from '../model/text.ts'
import type { Shape } from '../planner/shapes/shape.ts'

/** A valid declaration of a shape. What is commented out shows the defaults. */
export function declarationTemplate(shape: Shape, language: Language): string {
  const hosts = shape.groups.reduce((sum, group) => sum + group.count, 0)
  const say = (en: string, ko: string) => `# ${text(en, ko)[language]}`
  return [
    say(
      'A data platform. `hanok plan` shows what becomes of it, `hanok up` runs it here.',
      '데이터 플랫폼 선언. `hanok plan`으로 계획을 보고, `hanok up`으로 이 컴퓨터에서 실행합니다.',
    ),
    'name: my-platform',
    '',
    say(
      `${hosts} hosts: ${shape.groups.map(({ name, count }) => `${name} ${count}`).join(', ')}.`,
      `호스트 ${hosts}대: ${shape.groups.map(({ name, count }) => `${name} ${count}`).join(', ')}.`,
    ),
    `shape: ${shape.id}`,
    '',
    say(
      'conservative: recovery timeouts as each upstream documents them; fast: short ones.',
      'conservative: 각 제품 문서의 복구 시간 설정을 그대로 사용. fast: 짧게 조정.',
    ),
    '# profile: conservative',
    '',
    say('What it has to carry; sizes follow from it.', '감당해야 할 부하. 크기가 여기서 정해집니다.'),
    '# load: { storedGiB: 1000, growthGiBPerDay: 0, ingestMiBPerSecond: 10, ingestRetentionHours: 24,',
    '#         concurrentQueries: 10, concurrentJobs: 2, users: 50, searchGiBPerDay: 5 }',
    '',
    say('Other subnets or VLANs than the usual ones.', '기본과 다른 서브넷이나 VLAN을 쓸 때.'),
    '# networks:',
    '#   data: { vlan: 20, subnet: 10.77.20.0/24, gbps: 25 }',
    '',
    say(
      'Options of a service, or `false` to leave it out.',
      '서비스별 옵션. `false`로 적으면 그 서비스를 뺍니다.',
    ),
    '# services:',
    '#   trino: {}',
    '',
    say(
      'Other hosts than the shape has: groups, or `hosts:` one by one with rack, zone and switches.',
      '형태와 다른 호스트를 쓸 때: 그룹으로, 또는 `hosts:`로 한 대씩 랙·존·스위치까지.',
    ),
    ...hostLines(shape),
    '',
    ...relaxLines(shape, language),
  ].join('\n')
}

/** The shape's groups as comments; its hosts one by one where those of a group are not alike. */
function hostLines(shape: Shape): readonly string[] {
  const line = (name: string, count: string, duties: readonly Duty[]) =>
    `#   - { name: ${name}, ${count}duties: [${duties.join(', ')}] }`
  if (shape.groups.every(({ extra }) => extra === undefined)) {
    return [
      '# hostGroups:',
      ...shape.groups.map(({ name, count, duties }) => line(name, `count: ${count}, `, duties)),
    ]
  }
  return [
    '# hosts:',
    ...shape.groups.flatMap(({ name, count, duties, extra }) =>
      Array.from({ length: count }, (_unused, index) =>
        line(`${name}-${index + 1}`, `group: ${name}, `, [...duties, ...(extra?.[index + 1] ?? [])]),
      ),
    ),
  ]
}

/** What the shape gives up, for the user to keep in view or to take back. */
function relaxLines(shape: Shape, language: Language): readonly string[] {
  if (shape.relaxes.length === 0) return []
  const heading = text(
    'Requirements that this shape gives up, and why; `hanok verify` reports each.',
    '이 형태가 포기하는 요구사항과 그 이유. `hanok verify`에서 하나씩 알려 줍니다.',
  )
  return [
    `# ${heading[language]}`,
    'relaxes:',
    ...shape.relaxes.map(({ rule, why }) => `  - { rule: ${rule}, why: ${JSON.stringify(why)} }`),
    '',
  ]
}
