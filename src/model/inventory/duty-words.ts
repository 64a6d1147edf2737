// Words that people use for what a host is for → duties. Names of R-7's groups first, then of the services that run there.

import type { Duty } from '../plan.ts'

const strong: Readonly<Record<Duty, string>> = {
  control:
    'control|control plane|controlplane|kube master|kubernetes master|k8s master|kube control plane|k8s control|etcd|제어|컨트롤플레인|컨트롤 플레인|제어 평면',
  edge: 'edge|lb|load balancer|loadbalancer|balancer|haproxy|keepalived|gateway|ingress|nginx|envoy|traefik|l4|l7|로드밸런서|로드 밸런서|엣지|게이트웨이',
  observability:
    'observability|monitoring|monitor|prometheus|grafana|loki|operation|ops|관제|모니터링|운영|관측',
  storage:
    'storage|seaweed|seaweedfs|object storage|object store|s3|volume|volume server|filer|minio|hdfs|datanode|스토리지|저장소|저장',
  metadata:
    'metadata|metadata db|metastore|hive|hive metastore|database|db|postgre|postgres|postgresql|patroni|메타데이터|메타스토어|데이터베이스|디비',
  query: 'query|trino|presto|sql|쿼리|질의|트리노',
  compute: 'compute|spark|yarn|nodemanager|batch|컴퓨트|연산|스파크',
  visualization: 'visualization|visualisation|viz|bi|superset|dashboard|streamlit|시각화|대시보드|슈퍼셋',
  search: 'search|opensearch|elasticsearch|elastic|검색|오픈서치',
  'search-dashboards': 'search dashboard|opensearch dashboard|오픈서치 대시보드',
  coordination: 'coordinator|coordination|trino coordinator|spark master|코디네이터',
  'kafka-broker': 'kafka|broker|kafka broker|카프카|브로커|카프카 브로커',
  'kafka-controller': 'kafka controller|kraft|kraft controller|카프카 컨트롤러',
  'kafka-connect': 'kafka connect|connect|카프카 커넥트|커넥트',
}

/** Words that say something only where nothing better is said. */
const weak: Readonly<Record<string, readonly Duty[]>> = {
  master: ['control'],
  마스터: ['control'],
  worker: ['query', 'compute'],
  'kube node': ['query', 'compute'],
  'k8s node': ['query', 'compute'],
  워커: ['query', 'compute'],
}

/** Words for what stands in a rack and is no server. */
const devices = new Set(
  'switch|router|firewall|pdu|ups|patch|panel|kvm|console|ap|스위치|라우터|방화벽|전원'.split('|'),
)

const strongWords = new Map<string, Duty>()
for (const [duty, words] of Object.entries(strong) as [Duty, string][]) {
  strongWords.set(duty.replaceAll('-', ' '), duty)
  for (const word of words.split('|')) strongWords.set(word, duty)
}

/** Every duty, in the order of R-7. */
export const dutyNames = Object.keys(strong) as readonly Duty[]

/** What a word tells. */
export interface WordDuties {
  readonly duties: readonly Duty[]
  /** Counts only where no other word of the host tells anything. */
  readonly weak: boolean
  /** It names a network device or the like, whatever else it says: `storage-switch`. */
  readonly device: boolean
}

const longest = 3

/** The duties that a group's, a role's or a tag's name tells: `trino-workers` is query. None for most words. */
export function dutiesOfWord(word: string): WordDuties {
  const tokens = word
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((token) => token.replace(/\d+$/, '') || [])
    .map((token) => (token.length > 3 && /[^s]s$/.test(token) ? token.slice(0, -1) : token))
    .slice(0, 32)
  if (tokens.some((token) => devices.has(token))) return { duties: [], weak: false, device: true }
  const found = new Set<Duty>()
  for (let start = 0; start < tokens.length; ) {
    const size = [...Array(longest).keys()]
      .map((index) => longest - index)
      .find((length) => strongWords.has(tokens.slice(start, start + length).join(' ')))
    const duty = strongWords.get(tokens.slice(start, start + (size ?? 0)).join(' '))
    if (duty !== undefined) found.add(duty)
    start += size ?? 1
  }
  if (found.size > 0) {
    return { duties: dutyNames.filter((duty) => found.has(duty)), weak: false, device: false }
  }
  const phrases = tokens.flatMap((token, index) => [token, `${token} ${tokens[index + 1] ?? ''}`])
  const duties = new Set(phrases.flatMap((words) => (Object.hasOwn(weak, words) ? (weak[words] ?? []) : [])))
  return { duties: [...duties], weak: true, device: false }
}
