// What became of an inventory, for people and for programs: every column, every word, every name, every host left out.

import type { MappedInventory } from '../model/inventory/map-hosts.ts'
import type { ReadInventory } from '../model/inventory/read-inventory.ts'
import { type Text, text } from '../model/text.ts'
import { completeHardware } from './assumed-hardware.ts'
import type { SharedDuty } from './share-duties.ts'
import { table } from './table.ts'
import type { Terminal } from './terminal.ts'

type Say = Terminal['say']

const formats: Readonly<Record<MappedInventory['format'], string>> = {
  'ansible-ini': 'Ansible (INI)',
  'ansible-yaml': 'Ansible (YAML)',
  'ansible-json': 'ansible-inventory --list',
  'netbox-json': 'NetBox (JSON)',
  'netbox-csv': 'NetBox (CSV)',
  csv: 'CSV',
}

const reasons: Readonly<Record<MappedInventory['leftOut'][number]['reason'], Text>> = {
  noDuty: text('nothing says what it is for', '용도를 알 수 없음'),
  device: text('no server', '서버가 아님'),
  status: text('out of service', '사용하지 않는 상태'),
}

/** Rows of a list before it is cut, with the number of those that follow. `--json` has them all. */
const shownRows = 20

/** The report as tables. */
export function describeInventory(
  mapped: MappedInventory,
  encoding: ReadInventory['encoding'],
  shared: readonly SharedDuty[],
  say: Say,
): readonly string[] {
  const { hosts, leftOut } = mapped
  const total = hosts.length + leftOut.length
  return [
    say(
      text(
        `${formats[mapped.format]}, ${encoding}: ${total} hosts, ${hosts.length} taken, ${leftOut.length} left out.`,
        `${formats[mapped.format]}, ${encoding}: 호스트 ${total}대 가운데 ${hosts.length}대를 쓰고 ${leftOut.length}대를 뺐습니다.`,
      ),
    ),
    ...columnsTable(mapped, say),
    ...wordsTable(mapped, say),
    ...renamedTable(mapped, say),
    ...sharedLines(shared, say),
    ...assumedLines(mapped, say),
    ...leftOutTable(mapped, say),
  ]
}

/** The same for programs. */
export function inventoryJson(
  mapped: MappedInventory,
  encoding: ReadInventory['encoding'],
  shared: readonly SharedDuty[],
  say: Say,
): object {
  return {
    format: mapped.format,
    encoding,
    hosts: mapped.hosts.length,
    columns: mapped.columns.map(({ why, ...column }) => ({
      ...column,
      ...(why === undefined ? {} : { why: say(why) }),
    })),
    words: mapped.words,
    renamed: mapped.renamed,
    leftOut: mapped.leftOut,
    sharedDuties: shared,
    assumed: mapped.hosts.flatMap(({ name, hardware, duties }) => {
      const { assumed } = completeHardware(hardware, duties)
      return assumed.length === 0 ? [] : [{ name, assumed }]
    }),
  }
}

function columnsTable({ columns }: MappedInventory, say: Say): readonly string[] {
  if (columns.length === 0) return []
  const order = { used: 0, unknown: 1, unused: 2 }
  const rows = [...columns]
    .sort((a, b) => order[a.use] - order[b.use])
    .map(({ column, use, field, hosts, why }) => [
      cut(column),
      use === 'used'
        ? `→ ${field ?? ''}`
        : use === 'unknown'
          ? say(text('unknown, not used', '모르는 열, 쓰지 않음'))
          : say(text('not used', '쓰지 않음')),
      String(hosts),
      why === undefined ? '' : say(why),
    ])
  return [
    '',
    ...table(
      [
        { heading: say(text('column', '열')) },
        { heading: say(text('becomes', '쓰임')) },
        { heading: say(text('hosts', '호스트')), right: true },
        { heading: say(text('why', '이유')) },
      ],
      rows,
    ),
  ]
}

function wordsTable({ words }: MappedInventory, say: Say): readonly string[] {
  const told = [...words].sort((a, b) => Number(a.duties.length === 0) - Number(b.duties.length === 0))
  const rows = told.map(({ word, duties, hosts, used }) => [
    cut(word),
    duties.length === 0 ? say(text('no duty', '해당 없음')) : `→ ${duties.join(', ')}`,
    String(hosts),
    duties.length > 0 && used < hosts
      ? say(
          text(
            `${hosts - used} have a nearer or clearer word`,
            `${hosts - used}대는 더 가깝거나 분명한 낱말을 씀`,
          ),
        )
      : '',
  ])
  return titled(
    [
      { heading: say(text('group, role or tag', '그룹·역할·태그')) },
      { heading: 'duties' },
      { heading: say(text('hosts', '호스트')), right: true },
      { heading: '' },
    ],
    rows,
    say,
  )
}

function renamedTable({ renamed }: MappedInventory, say: Say): readonly string[] {
  const rows = renamed.map(({ kind, from, to }) => [kind, cut(from), `→ ${to}`])
  return titled(
    [
      { heading: say(text('renamed', '바뀐 이름')) },
      { heading: say(text('in the inventory', '인벤토리')) },
      { heading: say(text('here', '선언')) },
    ],
    rows,
    say,
  )
}

function sharedLines(shared: readonly SharedDuty[], say: Say): readonly string[] {
  if (shared.length === 0) return []
  return [
    '',
    ...shared.map(({ duty, by, hosts }) =>
      say(
        by === null
          ? text(
              `No host has the duty ${duty}: what needs it is left out of the plan.`,
              `${duty} duty를 맡은 호스트가 없어, 그에 필요한 서비스는 계획에서 빠집니다.`,
            )
          : text(
              `No host has the duty ${duty}: the ${hosts} hosts with ${by} take it too, as in the shape.`,
              `${duty} duty를 맡은 호스트가 없어, 형태에서처럼 ${by} 호스트 ${hosts}대가 함께 맡습니다.`,
            ),
      ),
    ),
  ]
}

function assumedLines({ hosts }: MappedInventory, say: Say): readonly string[] {
  const counts = { cpus: 0, memoryGiB: 0, disks: 0 }
  for (const { hardware, duties } of hosts) {
    for (const key of completeHardware(hardware, duties).assumed) counts[key] += 1
  }
  const some = Object.entries(counts).filter(([, count]) => count > 0)
  if (some.length === 0) return []
  const list = some.map(([key, count]) => `${key} (${count})`).join(', ')
  return [
    '',
    say(
      text(
        `Not in the inventory, so assumed from R-4 and marked in the file: ${list}.`,
        `인벤토리에 없어 R-4의 값으로 채우고 파일에 표시했습니다: ${list}.`,
      ),
    ),
  ]
}

function leftOutTable({ leftOut }: MappedInventory, say: Say): readonly string[] {
  if (leftOut.length === 0) return []
  const rows = leftOut.map(({ name, at, reason, words }) => [
    cut(name),
    String(at.line),
    say(reasons[reason]),
    cut(words.join(', ')),
  ])
  return [
    ...titled(
      [
        { heading: say(text('left out', '뺀 호스트')) },
        { heading: say(text('line', '줄')), right: true },
        { heading: say(text('why', '이유')) },
        { heading: say(text('what it has', '적힌 것')) },
      ],
      rows,
      say,
    ),
    say(
      text(
        '→ To take one in, give it a group, role or tag from above, or a column or variable "duties".',
        '→ 쓰려면 위의 그룹·역할·태그 가운데 하나를 주거나 "duties" 열이나 변수를 더하세요.',
      ),
    ),
  ]
}

function titled(
  columns: Parameters<typeof table>[0],
  rows: readonly (readonly string[])[],
  say: Say,
): readonly string[] {
  if (rows.length === 0) return []
  const more = rows.length - shownRows
  return [
    '',
    ...table(columns, rows.slice(0, shownRows)),
    ...(more <= 0
      ? []
      : [
          say(text(`… and ${more} more (all of them with --json)`, `… 외 ${more}개(--json에 모두 있습니다)`)),
        ]),
  ]
}

/** Words of an inventory on a terminal: no control characters, and no more than a line holds. */
function cut(words: string): string {
  const clean = words.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
  return clean.length > 48 ? `${clean.slice(0, 45)}...` : clean
}
