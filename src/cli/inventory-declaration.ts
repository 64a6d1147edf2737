// The declaration that `init --from` writes: the hosts of an inventory one a line, and everything else as `init` writes it.

import type { LeftOut, MappedHost, MappedInventory } from '../model/inventory/map-hosts.ts'
import type { Hardware } from '../model/plan.ts'
import { type Language, text } from '../model/text.ts'
import type { Shape } from '../planner/shapes/shape.ts'
import { completeHardware } from './assumed-hardware.ts'

/** A valid declaration with the hosts of an inventory. `source` is the inventory's name, for people. */
export function inventoryDeclaration(
  mapped: MappedInventory,
  source: string,
  shape: Shape,
  language: Language,
): string {
  const say = (en: string, ko: string) => `# ${text(en, ko)[language]}`
  const from = oneLine(source)
  return [
    say(
      `A data platform on the ${mapped.hosts.length} hosts of ${from}. \`hanok plan\` shows what becomes of it.`,
      `${from}의 호스트 ${mapped.hosts.length}대로 만든 데이터 플랫폼 선언. \`hanok plan\`으로 계획을 봅니다.`,
    ),
    'name: my-platform',
    '',
    say(
      `How available it is and how many racks are assumed where none is given; the hosts below take the place of the shape's.`,
      '가용성 수준과, 랙이 적혀 있지 않을 때의 랙 수를 정합니다. 형태의 호스트 대신 아래 호스트를 씁니다.',
    ),
    `shape: ${shape.id}`,
    '',
    say('What it has to carry; sizes follow from it.', '감당해야 할 부하. 크기가 여기서 정해집니다.'),
    '# load: { storedGiB: 1000, ingestMiBPerSecond: 10, concurrentQueries: 10, concurrentJobs: 2, users: 50 }',
    '',
    say('Other subnets or VLANs than the usual ones.', '기본과 다른 서브넷이나 VLAN을 쓸 때.'),
    '# networks:',
    '#   data: { vlan: 20, subnet: 10.77.20.0/24, gbps: 25 }',
    '',
    say(
      'duties: what may run there. What is marked as assumed was not in the inventory: put the real hardware there (R-4).',
      'duties는 그 호스트가 맡는 일입니다. assumed로 표시한 하드웨어는 인벤토리에 없어 R-4의 값을 넣었으니 실제 값으로 고치세요.',
    ),
    'hosts:',
    ...mapped.hosts.map(hostLine),
    ...leftOutLines(mapped.leftOut, say),
    '',
  ].join('\n')
}

function hostLine(host: MappedHost): string {
  const { hardware, assumed } = completeHardware(host.hardware, host.duties)
  const fields = [
    `name: ${scalar(host.name)}`,
    ...(host.group === undefined ? [] : [`group: ${scalar(host.group)}`]),
    `duties: [${host.duties.join(', ')}]`,
    ...(host.rack === undefined ? [] : [`rack: ${scalar(host.rack)}`]),
    ...(host.zone === undefined ? [] : [`zone: ${scalar(host.zone)}`]),
    ...(host.switches === undefined || host.switches.length === 0
      ? []
      : [`switches: [${host.switches.map(scalar).join(', ')}]`]),
    `hardware: ${hardwareWords(hardware)}`,
  ]
  const note = assumed.length === 0 ? '' : ` # assumed: ${assumed.join(', ')}`
  return `  - { ${fields.join(', ')} }${note}`
}

function hardwareWords({ cpus, memoryGiB, disks }: Hardware): string {
  const words = disks.map(({ kind, gib }) => `{ kind: ${kind}, gib: ${gib} }`)
  return `{ cpus: ${cpus}, memoryGiB: ${memoryGiB}, disks: [${words.join(', ')}] }`
}

function leftOutLines(
  leftOut: readonly LeftOut[],
  say: (en: string, ko: string) => string,
): readonly string[] {
  if (leftOut.length === 0) return []
  return [
    '',
    say(
      'Left out. To take one in, write a line for it above with its duties.',
      '뺀 호스트. 쓰려면 위에 한 줄을 더하고 duties를 적으세요.',
    ),
    ...leftOut.map(({ name, reason, words }) => {
      const seen = words.length === 0 ? '' : ` (${words.map(oneLine).join(', ')})`
      return `# ${oneLine(name)}: ${reason}${seen}`.slice(0, 200)
    }),
  ]
}

/** A name as YAML takes it for text: a few words mean something else when they stand bare. */
function scalar(name: string): string {
  return /^(null|true|false|yes|no|on|off|y|n)$/.test(name) ? `"${name}"` : name
}

/** Text of an inventory in a comment: nothing of it may begin a line of its own. */
function oneLine(words: string): string {
  return words.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
}
