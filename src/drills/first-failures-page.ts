// The first proof of high availability as tables: one row a death, one column a client.

import type { Language } from '../model/text.ts'
import { type EvidenceCell, markdownTable } from './evidence.ts'

const deaths: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'postgres-primary': { en: 'Postgres primary', ko: 'Postgres 프라이머리' },
  'trino-active-coordinator': { en: 'active Trino coordinator', ko: '활성 Trino 코디네이터' },
  'seaweedfs-raft-leader': { en: 'SeaweedFS Raft leader', ko: 'SeaweedFS Raft 리더' },
  'seaweedfs-volume': { en: 'SeaweedFS volume server', ko: 'SeaweedFS 볼륨 서버' },
  'seaweedfs-filer': { en: 'SeaweedFS filer', ko: 'SeaweedFS 파일러' },
  'hive-metastore': { en: 'Hive Metastore', ko: 'Hive 메타스토어' },
  'kafka-broker': { en: 'Kafka broker', ko: 'Kafka 브로커' },
  'kafka-active-controller': { en: 'active Kafka controller', ko: '활성 Kafka 컨트롤러' },
  'active-gateway': { en: 'active gateway (load balancer)', ko: '활성 게이트웨이(로드 밸런서)' },
}

const words = {
  en: {
    victim: 'the host of the … dies',
    new: 'new work after',
    lost: 'acknowledged writes lost',
    never: 'never',
  },
  ko: { victim: '죽는 호스트', new: '새 작업까지', lost: '확인된 쓰기 유실', never: '없음' },
} as const

/** For the READMEs: how long new work failed for each client after each death, and what was lost. */
export function firstFailuresTable(cells: readonly EvidenceCell[], language: Language): string {
  const word = words[language]
  const workloads = [...new Set(cells.map(({ workload }) => workload))]
  const rows = faultsOf(cells).map((fault) => {
    const own = cells.filter((cell) => cell.fault === fault)
    const lost = own.reduce((sum, { lost: count }) => sum + count, 0)
    const acked = own.reduce((sum, cell) => sum + cell.acked, 0)
    const times = workloads.map((id) => {
      const cell = own.find(({ workload }) => workload === id)
      return seconds(cell?.observed.recoveryMs ?? null, word.never)
    })
    return [nameOf(fault, language), ...times, `${lost} / ${acked}`]
  })
  const columns = workloads.map((id) => `${names[id] ?? id}: ${word.new}`)
  return markdownTable([word.victim, ...columns, word.lost], rows)
}

const names: Readonly<Record<string, string>> = {
  s3: 'S3',
  postgres: 'Postgres',
  kafka: 'Kafka',
  trino: 'Trino',
}

/** The whole page: every cell. */
export function firstFailuresPage(cells: readonly EvidenceCell[]): string {
  const passed = cells.filter(({ verdict }) => verdict === 'pass').length
  const lost = cells.reduce((sum, cell) => sum + cell.lost, 0)
  const acked = cells.reduce((sum, cell) => sum + cell.acked, 0)
  const rows = cells.map((cell) => [
    nameOf(cell.fault, 'en'),
    cell.element.slice('host/'.length),
    cell.workload,
    seconds(cell.observed.recoveryMs, 'never'),
    seconds(cell.gapMs, ''),
    String(cell.acked),
    String(cell.lost),
    String(cell.unknown),
    cell.verdict,
  ])
  return [
    `**${passed} of ${cells.length} passed; of ${acked} acknowledged writes ${lost} were lost.**`,
    '',
    'Clients write and read all the time while one host after another dies: its links are cut first, so that no RST and no',
    'FIN leaves it, then every process is killed and confirmed gone; later it is brought back. A write counts as',
    'acknowledged only when the client was told so; all of them are read back at the end. "New work after" is the time',
    'from the death to the end of the first success that began after it; "longest gap" the longest time without any',
    'success of that client. It passes when nothing acknowledged is lost and both are within what the verdict estimates.',
    '',
    markdownTable(
      [
        'dies',
        'host',
        'client',
        'new work after',
        'longest gap',
        'acknowledged',
        'lost',
        'unknown',
        'verdict',
      ],
      rows,
    ),
  ].join('\n')
}

function faultsOf(cells: readonly EvidenceCell[]): readonly string[] {
  return [...new Set(cells.map(({ fault }) => fault))]
}

function nameOf(fault: string, language: Language): string {
  const id = fault.slice('kill-host:'.length)
  return deaths[id]?.[language] ?? id
}

function seconds(ms: number | null, otherwise: string): string {
  return ms === null ? otherwise : `${(ms / 1000).toFixed(1)} s`
}
