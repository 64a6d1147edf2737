// Which column or variable of an inventory says what of a host: the names that Ansible, NetBox and people use, in English
// and Korean. What is not here is unknown, and is named as such.

import { type Text, text } from '../text.ts'

/** What a column may say of a host. */
export type Field =
  | 'name'
  | 'duties'
  | 'role'
  | 'tags'
  | 'group'
  | 'rack'
  | 'zone'
  | 'switches'
  | 'cpus'
  | 'memory'
  | 'disks'
  | 'status'

/** A unit of size that a heading names. */
export type SizeUnit = 'M' | 'Mi' | 'G' | 'Gi' | 'T' | 'Ti'

/** What a column is, by its name alone. */
export interface ColumnMeaning {
  readonly field: Field | undefined
  /** Of several columns for one field the lowest is taken. */
  readonly rank: number
  readonly unit?: SizeUnit | undefined
  readonly diskKind?: DiskKind | undefined
  /** Why a column that is known is not used. */
  readonly unused?: Text
}

/** Kinds of disk, as a declaration names them. */
export type DiskKind = 'nvme' | 'ssd' | 'hdd'

// In order of preference; a heading is compared without spaces, hyphens and the like, and without its unit.
const names: Readonly<Record<Field, readonly string[]>> = {
  name: 'name hostname host servername server devicename device nodename node inventoryhostname fqdn 호스트명 호스트이름 호스트 서버명 서버이름 서버 장비명 노드명 노드 이름'.split(
    ' ',
  ),
  duties: ['duties', 'duty', 'hanokduties', 'hanokduty'],
  role: 'role roles devicerole serverrole function purpose 역할 용도 기능'.split(' '),
  tags: ['tags', 'tag', 'labels', '태그'],
  group: ['hanokgroup', 'group', 'groups', 'hostgroup', '그룹', '호스트그룹'],
  rack: 'rack rackname racklabel cabinet 랙 랙명 랙이름 랙번호 렉'.split(' '),
  zone: 'zone availabilityzone az failuredomain site sitename datacenter dc 존 가용영역 사이트 데이터센터 센터'.split(
    ' ',
  ),
  switches: 'switches switch torswitches torswitch tor leafswitches leafswitch leaf 스위치 상단스위치'.split(
    ' ',
  ),
  cpus: 'cpus vcpus cpu vcpu cpucount cpucores cores corecount ansibleprocessorvcpus processorvcpus ansibleprocessorcount 코어 코어수 cpu수 cpu코어 cpu코어수 vcpu수'.split(
    ' ',
  ),
  memory: 'memory mem ram memorysize ramsize memtotal ansiblememtotal 메모리 램 메모리용량'.split(' '),
  disks:
    'disks disk storage drives nvme ssd hdd nvmedisks ssddisks hdddisks 디스크 저장장치 디스크용량'.split(
      ' ',
    ),
  status: ['status', 'state', '상태'],
}

const unused: readonly { readonly pattern: RegExp; readonly why: Text }[] = [
  {
    pattern:
      /^(ansiblehost|ansiblesshhost|ip|ipaddr|ipaddress|ipv4address|ipv6address|address|primaryip[46]?|oobip|outofbandip|mgmtip|managementip|ip주소|아이피|관리ip)$/,
    why: text(
      'addresses are planned; subnets go under `networks:`',
      '주소는 계획에서 정합니다. 서브넷은 `networks:`에 적습니다',
    ),
  },
  {
    pattern: /^ansible/,
    why: text('how Ansible reaches the host', 'Ansible의 접속 설정입니다'),
  },
  {
    pattern:
      /^(id|pk|url|display|displayurl|displayname|serial|serialnumber|assettag|devicetype|type|manufacturer|vendor|model|platform|tenant|tenantgroup|position|positionu|face|rackface|comments?|description|created|lastupdated|locationcontext|localcontextdata|configcontext|configtemplate|location|region|sitegroup|cluster|virtualchassis|vcposition|vcpriority|vcmaster|parentdevice|devicebay|airflow|latitude|longitude|owner|os|제조사|모델|시리얼|비고|설명|자산번호)$|count$/,
    why: text('describes the device, not its place or size', '위치나 크기가 아닌 장비 설명입니다'),
  },
]

/** What a column of this name says. */
export function meaningOf(column: string): ColumnMeaning {
  const { words, unit, diskKind } = splitHeading(column)
  for (const [field, known] of Object.entries(names) as [Field, readonly string[]][]) {
    const rank = known.indexOf(words)
    if (rank < 0) continue
    if (field === 'memory') return { field, rank, unit }
    if (field !== 'disks') return { field, rank }
    return { field, rank, unit, diskKind }
  }
  // "nvme_data (GB)": any heading that names a kind of disk and a size.
  if (diskKind !== undefined && unit !== undefined) return { field: 'disks', rank: 99, unit, diskKind }
  const reason = unused.find(({ pattern }) => pattern.test(words))
  return { field: undefined, rank: 0, ...(reason === undefined ? {} : { unused: reason.why }) }
}

/** The unit of size that a word is: `GB`, `gib`, `t`; undefined when it is none. */
export function unitOf(word: string): SizeUnit | undefined {
  const match = /^([mgt])(i?)b?$/i.exec(word.trim())
  if (match === null) return undefined
  return `${(match[1] ?? '').toUpperCase()}${(match[2] ?? '').toLowerCase()}` as SizeUnit
}

function splitHeading(column: string): {
  readonly words: string
  readonly unit: SizeUnit | undefined
  readonly diskKind: DiskKind | undefined
} {
  const heading = column
    .normalize('NFC')
    .toLowerCase()
    .replace(/^(cf|custom[_ ]?fields?)[_ .:]+/, '')
  const parts = heading.split(/[\s_\-./:()[\]{}]+/).filter((part) => part !== '')
  const last = parts.length > 1 ? unitOf(parts.at(-1) ?? '') : undefined
  const words = (last === undefined ? parts : parts.slice(0, -1)).join('')
  const kind = /(nvme|ssd|hdd)/.exec(words)?.[1] as DiskKind | undefined
  return { words, unit: last, diskKind: kind }
}
