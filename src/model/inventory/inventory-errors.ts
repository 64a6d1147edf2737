// What can be wrong with an inventory, in words. All are the user's, all have a place in the file.

import { defineErrors } from '../errors.ts'
import { text } from '../text.ts'

const mib = (bytes: number) => Math.floor(bytes / 1024 ** 2)

/** Errors of reading an inventory and of making hosts of it. */
export const inventoryErrors = defineErrors('inventory', {
  tooLarge: {
    fault: 'user',
    message: (p: { bytes: number; limit: number }) =>
      text(
        `The file has ${p.bytes} bytes; an inventory of this form has at most ${mib(p.limit)} MiB.`,
        `파일 크기가 ${p.bytes}바이트입니다. 이 형식의 인벤토리는 ${mib(p.limit)} MiB를 넘을 수 없습니다.`,
      ),
    hint: () => text('Is this the right file?', '맞는 파일인지 확인하세요.'),
  },
  notText: {
    fault: 'user',
    message: () =>
      text(
        'The file is no text in UTF-8, UTF-16 or CP949 (EUC-KR).',
        '파일이 UTF-8, UTF-16, CP949(EUC-KR) 텍스트가 아닙니다.',
      ),
    hint: () =>
      text(
        'Save it as UTF-8. A spreadsheet (.xlsx, .ods) is to be saved as CSV first.',
        'UTF-8로 다시 저장하세요. 스프레드시트(.xlsx, .ods)는 먼저 CSV로 저장해야 합니다.',
      ),
  },
  unknownForm: {
    fault: 'user',
    message: () =>
      text(
        'Found no inventory: expected an Ansible inventory (INI or YAML), a NetBox export (CSV or JSON), or a CSV file with a column of host names.',
        '인벤토리를 찾지 못했습니다. Ansible 인벤토리(INI, YAML), NetBox 내보내기(CSV, JSON), 또는 호스트 이름 열이 있는 CSV 파일이어야 합니다.',
      ),
  },
  noHosts: {
    fault: 'user',
    message: () => text('The inventory has no hosts.', '인벤토리에 호스트가 없습니다.'),
  },
  tooManyHosts: {
    fault: 'user',
    message: (p: { limit: number }) =>
      text(
        `Found more than ${p.limit} hosts, which is the most that a declaration holds.`,
        `호스트가 ${p.limit}대를 넘습니다. 선언 파일에는 그보다 많이 담을 수 없습니다.`,
      ),
    hint: () =>
      text(
        'Export only the hosts of this platform. Host ranges (`web[1:20]`) count as what they unfold into.',
        '이 플랫폼의 호스트만 내보내세요. 호스트 범위(`web[1:20]`)는 펼친 대수로 셉니다.',
      ),
  },
  tooMuch: {
    fault: 'user',
    message: (p: { limit: number }) =>
      text(
        `The groups and variables of this inventory unfold into more than ${p.limit} values.`,
        `이 인벤토리의 그룹과 변수를 펼치면 값이 ${p.limit}개를 넘습니다.`,
      ),
    hint: () => text('Export only the hosts of this platform.', '이 플랫폼의 호스트만 내보내세요.'),
  },
  badRange: {
    fault: 'user',
    message: (p: { range: string }) =>
      text(
        `Found the host range "${p.range}", expected one such as [01:20], [1:9:2] or [a:f], the first not after the last.`,
        `호스트 범위 "${p.range}"이(가) 잘못되었습니다. [01:20], [1:9:2], [a:f]처럼 적고, 처음이 끝보다 뒤일 수 없습니다.`,
      ),
  },
  badSection: {
    fault: 'user',
    message: (p: { section: string }) =>
      text(
        `Found the section ${p.section}, expected [group], [group:children] or [group:vars], without spaces.`,
        `${p.section} 구역이 잘못되었습니다. 공백 없이 [그룹], [그룹:children], [그룹:vars] 가운데 하나로 적으세요.`,
      ),
  },
  undefinedGroup: {
    fault: 'user',
    message: (p: { group: string; parent: string }) =>
      text(
        `[${p.parent}:children] names the group "${p.group}", which the inventory does not have.`,
        `[${p.parent}:children]에 있는 "${p.group}" 그룹이 인벤토리에 없습니다.`,
      ),
  },
  varsWithoutGroup: {
    fault: 'user',
    message: (p: { group: string }) =>
      text(
        `[${p.group}:vars] sets variables of a group that the inventory does not have.`,
        `[${p.group}:vars]가 인벤토리에 없는 그룹의 변수를 정하고 있습니다.`,
      ),
  },
  groupCycle: {
    fault: 'user',
    message: (p: { groups: readonly string[] }) =>
      text(
        `The groups hold one another in a circle: ${p.groups.join(' → ')}.`,
        `그룹이 서로를 포함해 순환합니다: ${p.groups.join(' → ')}.`,
      ),
    hint: () => text('Take one of these children out.', '이 가운데 하위 그룹 하나를 빼세요.'),
  },
  notKeyValue: {
    fault: 'user',
    message: (p: { found: string }) =>
      text(
        `Found "${p.found}", expected key=value.`,
        `"${p.found}"이(가) 있습니다. key=value로 적어야 합니다.`,
      ),
    hint: () =>
      text(
        'One host a line; a value with spaces stands in quotes.',
        '한 줄에 호스트 하나를 적고, 공백이 있는 값은 따옴표로 묶으세요.',
      ),
  },
  unclosedQuote: {
    fault: 'user',
    message: () =>
      text('Found a quote that is not closed on its line.', '같은 줄에서 닫히지 않은 따옴표가 있습니다.'),
  },
  notAnsible: {
    fault: 'user',
    message: (p: { path: string; expected: 'mapping' | 'list' }) =>
      text(
        `${p.path}: expected ${p.expected === 'list' ? 'a list of names' : 'keys with values'}, as in an Ansible inventory.`,
        `${p.path}: Ansible 인벤토리에서는 ${p.expected === 'list' ? '이름 목록' : '`키: 값` 매핑'}이어야 합니다.`,
      ),
  },
  unknownGroupKey: {
    fault: 'user',
    message: (p: { group: string; key: string }) =>
      text(
        `Found the key "${p.key}" in the group "${p.group}", expected hosts, vars or children.`,
        `"${p.group}" 그룹에 "${p.key}" 키가 있습니다. hosts, vars, children만 쓸 수 있습니다.`,
      ),
  },
  notCsv: {
    fault: 'user',
    message: (p: { reason: string }) =>
      text(`This is not CSV: ${p.reason}.`, `CSV 문법에 맞지 않습니다: ${p.reason}.`),
    hint: () =>
      text(
        'A cell with a quote or a line break stands in double quotes, and a quote in it is doubled.',
        '따옴표나 줄바꿈이 든 칸은 큰따옴표로 묶고, 그 안의 따옴표는 두 번 적습니다.',
      ),
  },
  cellsOfRow: {
    fault: 'user',
    message: (p: { found: number; expected: number }) =>
      text(
        `Found ${p.found} cells in this row, expected ${p.expected} as in the heading.`,
        `이 행의 칸이 ${p.found}개입니다. 머리행과 같이 ${p.expected}개여야 합니다.`,
      ),
  },
  columnTwice: {
    fault: 'user',
    message: (p: { column: string }) =>
      text(`Found the column "${p.column}" a second time.`, `"${p.column}" 열이 두 번 나옵니다.`),
  },
  noNameColumn: {
    fault: 'user',
    message: (p: { columns: readonly string[] }) =>
      text(
        `Found no column of host names among: ${p.columns.join(', ')}.`,
        `호스트 이름 열을 찾지 못했습니다. 있는 열: ${p.columns.join(', ')}.`,
      ),
    hint: () =>
      text(
        'Call one of them "name" or "hostname".',
        '그 가운데 하나의 제목을 "이름"이나 "hostname"으로 바꾸세요.',
      ),
  },
  noName: {
    fault: 'user',
    message: () => text('This host has no name.', '이 호스트에는 이름이 없습니다.'),
    hint: () => text('Give it one, or leave it out.', '이름을 적거나 목록에서 빼세요.'),
  },
  notJson: {
    fault: 'user',
    message: (p: { reason: string }) =>
      text(`This is not JSON: ${p.reason}.`, `JSON 문법에 맞지 않습니다: ${p.reason}.`),
  },
  notADevice: {
    fault: 'user',
    message: (p: { index: number }) =>
      text(
        `Entry ${p.index} of the list is no device with a name.`,
        `목록의 ${p.index}번째 항목이 이름을 가진 장비가 아닙니다.`,
      ),
  },
  onePageOnly: {
    fault: 'user',
    message: (p: { found: number; count: number | null }) =>
      text(
        `This is one page of a longer list: ${p.found} devices${p.count === null ? '' : ` of ${p.count}`}.`,
        `긴 목록의 한 쪽일 뿐입니다: ${p.count === null ? '' : `${p.count}대 가운데 `}장비 ${p.found}대.`,
      ),
    hint: () =>
      text(
        'Ask NetBox for all of them: /api/dcim/devices/?limit=0, or follow "next" and join the results.',
        'NetBox에 전체를 요청하세요: /api/dcim/devices/?limit=0. 또는 "next"를 따라가 results를 합치세요.',
      ),
  },
  badName: {
    fault: 'user',
    message: (p: { name: string }) =>
      text(
        `"${p.name}" cannot become a host's name: at most 32 letters, digits and hyphens.`,
        `"${p.name}"은(는) 호스트 이름이 될 수 없습니다. 영문자, 숫자, 하이픈으로 32자 이하여야 합니다.`,
      ),
    hint: () => text('Rename it in the inventory.', '인벤토리에서 이름을 바꾸세요.'),
  },
  namesCollide: {
    fault: 'user',
    message: (p: { kind: string; name: string; from: string; other: string; line: number }) =>
      text(
        `"${p.from}" and "${p.other}" (line ${p.line}) would both become the ${p.kind} "${p.name}".`,
        `"${p.from}"과(와) "${p.other}"(${p.line}번째 줄)이 모두 같은 이름 "${p.name}"이(가) 됩니다(${p.kind}).`,
      ),
    hint: () =>
      text(
        'Rename one of them in the inventory, or leave one out.',
        '인벤토리에서 둘 중 하나의 이름을 바꾸거나 빼세요.',
      ),
  },
  noUnit: {
    fault: 'user',
    message: (p: { column: string; found: string; others: number }) =>
      text(
        `${p.column}: "${p.found}" has no unit${p.others === 0 ? '' : `, nor have those of ${p.others} more hosts`}; it could be MB, GB or TB.`,
        `${p.column}: "${p.found}"에 단위가 없습니다${p.others === 0 ? '' : `(다른 호스트 ${p.others}대도 같음)`}. MB, GB, TB 가운데 무엇인지 알 수 없습니다.`,
      ),
    hint: (p: { column: string }) =>
      text(
        `Write the unit into the heading ("${p.column} (GiB)", "${p.column}_gb") or behind each number.`,
        `머리행에 단위를 적거나("${p.column} (GiB)", "${p.column}_gb") 숫자마다 단위를 붙이세요.`,
      ),
  },
  noDiskKind: {
    fault: 'user',
    message: (p: { column: string; found: string; others: number }) =>
      text(
        `${p.column}: "${p.found}" does not say what kind of disk it is${p.others === 0 ? '' : `, nor do those of ${p.others} more hosts`}.`,
        `${p.column}: "${p.found}"만으로는 디스크 종류를 알 수 없습니다${p.others === 0 ? '' : `(다른 호스트 ${p.others}대도 같음)`}.`,
      ),
    hint: () =>
      text(
        'Write nvme, ssd or hdd into the heading ("nvme_gb") or the cell ("2 x 4 TB NVMe + 500 GB SSD").',
        '머리행("nvme_gb")이나 칸("2 x 4 TB NVMe + 500 GB SSD")에 nvme, ssd, hdd 가운데 하나를 적으세요.',
      ),
  },
  badQuantity: {
    fault: 'user',
    message: (p: { column: string; found: string; expected: 'cpus' | 'memory' | 'disks' }) => {
      const words = {
        cpus: text('a number of CPUs from 1 to 1024', '1~1024 사이의 CPU 수'),
        memory: text(
          'memory from 1 GiB to 24 TiB, such as 128 GiB',
          '1 GiB~24 TiB 사이의 메모리(예: 128 GiB)',
        ),
        disks: text(
          'disks of 1 GB to 1 PB, such as "2 x 4 TB NVMe + 500 GB SSD"',
          '1 GB~1 PB 사이의 디스크(예: "2 x 4 TB NVMe + 500 GB SSD")',
        ),
      }[p.expected]
      return text(
        `${p.column}: found "${p.found}", expected ${words.en}.`,
        `${p.column}: "${p.found}"(이)라고 적혀 있지만 ${words.ko}이(가) 와야 합니다.`,
      )
    },
  },
  unknownDuty: {
    fault: 'user',
    message: (p: { column: string; found: string; known: readonly string[]; nearest?: string }) =>
      text(
        `${p.column}: found the duty "${p.found}", expected one of: ${p.known.join(', ')}.${p.nearest === undefined ? '' : ` Did you mean "${p.nearest}"?`}`,
        `${p.column}: "${p.found}"라는 duty는 없습니다. 쓸 수 있는 것: ${p.known.join(', ')}.${p.nearest === undefined ? '' : ` 혹시 "${p.nearest}"인가요?`}`,
      ),
  },
  noDuties: {
    fault: 'user',
    message: (p: { words: readonly string[]; hosts: number }) =>
      text(
        `None of the ${p.hosts} hosts has a group, role or tag that says what it is for. Found: ${p.words.length === 0 ? 'nothing' : p.words.join(', ')}.`,
        `호스트 ${p.hosts}대 가운데 용도를 알려 주는 그룹, 역할, 태그가 하나도 없습니다. 있는 것: ${p.words.length === 0 ? '없음' : p.words.join(', ')}.`,
      ),
    hint: (p: { known: readonly string[] }) =>
      text(
        `Add a column or variable "duties" with words of: ${p.known.join(', ')}.`,
        `"duties" 열이나 변수를 더하고 다음 낱말로 채우세요: ${p.known.join(', ')}.`,
      ),
  },
})
