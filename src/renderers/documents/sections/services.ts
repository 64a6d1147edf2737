// Section 3: what runs where. Groups of hosts against roles first, then every role, then every instance.

import type { PlanHost, PlanInstance } from '../../../model/plan.ts'
import { text } from '../../../model/text.ts'
import { type Block, type Phrase, paragraph, type Section, section } from '../document-model.ts'
import { bareName, count, type Facts, memory, size } from '../facts.ts'
import { folded } from '../folded.ts'
import { nameRanges } from '../name-ranges.ts'
import { ruleWords } from '../rule-words.ts'

/** Services per server, roles with versions and sizes, and all instances. */
export function servicesSection(facts: Facts): Section {
  const { say } = facts
  return section('services', say(text('Services on each server', '서버별 서비스')), [
    paragraph(
      say(
        text(
          'Hosts that run the same roles share a row. “Reserved” is what their processes may take at most, against what the host has.',
          '같은 역할을 실행하는 호스트를 한 줄로 묶었습니다. “예약”은 프로세스들이 최대로 쓸 수 있는 양을 호스트가 가진 양과 비교한 것입니다.',
        ),
      ),
    ),
    ...placement(facts),
    ...everywhere(facts),
    section('roles', say(text('Roles, versions and sizes', '역할별 버전과 크기')), roleTable(facts)),
    section('instances', say(text('Every process', '모든 프로세스')), instanceTable(facts)),
  ])
}

/** Roles that run on every host: said once, left out of the rows. */
function rolesEverywhere(facts: Facts): ReadonlySet<string> {
  const hosts = facts.plan.hosts.length
  return new Set(
    facts.roles
      .filter(({ instances }) => hosts > 1 && new Set(instances.map(({ host }) => host)).size === hosts)
      .map(({ id }) => id),
  )
}

interface Seating {
  readonly hosts: PlanHost[]
  readonly instances: readonly PlanInstance[]
}

function placement(facts: Facts): readonly Block[] {
  const { say } = facts
  const everywhere = rolesEverywhere(facts)
  const seatings = new Map<string, Seating>()
  for (const host of facts.plan.hosts) {
    const instances = facts.index.instancesByHost.get(host.id) ?? []
    const roles = instances.map(({ service, role }) => `${service}/${role}`)
    const { cpus, memoryGiB } = host.hardware
    const key = JSON.stringify([host.group, cpus, memoryGiB, [...roles].sort()])
    const seating = seatings.get(key)
    if (seating === undefined) seatings.set(key, { hosts: [host], instances })
    else seating.hosts.push(host)
  }
  const rows = [...seatings.values()].map(({ hosts, instances }): readonly Phrase[] => {
    const own = instances.filter(({ service, role }) => !everywhere.has(`${service}/${role}`))
    const hardware = hosts[0]?.hardware
    const sum = (of: (instance: PlanInstance) => number) =>
      instances.reduce((total, one) => total + of(one), 0)
    return [
      { strong: hosts[0]?.group ?? '' },
      nameRanges(
        hosts.map(({ id }) => bareName(id)),
        say,
      ),
      own.length === 0
        ? { tone: 'note', label: say(text('no role of its own', '맡은 역할 없음')) }
        : own.map(({ service, role }) => facts.role(service, role)).join(', '),
      share(sum(({ size: { production } }) => production.memoryMiB) / 1024, hardware?.memoryGiB ?? 0, ' GiB'),
      share(
        sum(({ size: { production } }) => production.cpus),
        hardware?.cpus ?? 0,
        '',
      ),
    ]
  })
  return folded(
    facts,
    say(text(`all ${count(rows.length)} kinds of hosts`, `호스트 종류 ${count(rows.length)}가지 모두 보기`)),
    [
      say(text('Group', '그룹')),
      say(text('Hosts', '호스트')),
      say(text('Roles', '역할')),
      `>${say(text('Memory reserved', '메모리 예약'))}`,
      `>${say(text('CPU reserved', 'CPU 예약'))}`,
    ],
    rows,
  )
}

function share(used: number, of: number, unit: string): Phrase {
  const words = `${Math.round(used * 10) / 10} / ${of}${unit}`
  return used > of ? { tone: 'warn', label: words } : words
}

function everywhere(facts: Facts): readonly Block[] {
  const names = [...rolesEverywhere(facts)].map((id) => {
    const [service = '', role = ''] = id.split('/')
    return facts.role(service, role)
  })
  if (names.length === 0) return []
  return [
    paragraph(
      facts.say(
        text(
          `On every host besides: ${names.join(', ')}.`,
          `모든 호스트에서 함께 실행되는 것: ${names.join(', ')}.`,
        ),
      ),
    ),
  ]
}

function roleTable(facts: Facts): readonly Block[] {
  const { say } = facts
  const rows = facts.roles.map(({ id, service, role, rule, instances }): readonly Phrase[] => {
    const sizes = new Set(instances.map(({ size: { production } }) => sizeWords(production)))
    return [
      [{ strong: facts.role(service, role) }, ' ', { code: id }],
      count(instances.length),
      nameRanges(
        instances.map(({ host }) => bareName(host)),
        say,
        4,
      ),
      [...new Set(instances.map(({ version }) => version))].join(', '),
      [...sizes].join(' / '),
      ruleWords(facts, rule),
    ]
  })
  return folded(
    facts,
    say(text(`all ${count(rows.length)} roles`, `역할 ${count(rows.length)}가지 모두 보기`)),
    [
      say(text('Role', '역할')),
      `>${say(text('Count', '개수'))}`,
      say(text('On', '호스트')),
      say(text('Version', '버전')),
      say(text('Size of each (production)', '하나의 크기(운영)')),
      say(text('Works while', '동작하는 조건')),
    ],
    rows,
  )
}

function sizeWords(production: PlanInstance['size']['production']): string {
  return `${memory(production.memoryMiB)}, ${production.cpus} vCPU, ${size(production.diskGiB)}`
}

function instanceTable(facts: Facts): readonly Block[] {
  const { say } = facts
  const rows = facts.plan.instances.map((instance): readonly Phrase[] => [
    { code: instance.id },
    bareName(instance.host),
    instance.version,
    instance.realisation,
    memory(instance.size.production.memoryMiB),
    String(instance.size.production.cpus),
    size(instance.size.production.diskGiB),
    ports(instance),
  ])
  return folded(
    facts,
    say(text(`all ${count(rows.length)} processes`, `프로세스 ${count(rows.length)}개 모두 보기`)),
    [
      say(text('Instance', '인스턴스')),
      say(text('Host', '호스트')),
      say(text('Version', '버전')),
      say(text('Realised by', '구현 방식')),
      `>${say(text('Memory', '메모리'))}`,
      '>CPU',
      `>${say(text('Disk', '디스크'))}`,
      say(text('Ports', '포트')),
    ],
    rows,
  )
}

function ports(instance: PlanInstance): string {
  const words = instance.listens.map(({ port, portEnd }) =>
    portEnd === undefined ? `${port}` : `${port}–${portEnd}`,
  )
  return [...new Set(words)].join(', ')
}
