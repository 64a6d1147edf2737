// The rules of the guideline that the checklist goes through (R-3, R-5, R-7, R-8, R-9), and which roles they speak of.

import type { NetworkId } from '../../model/plan.ts'
import { type Text, text } from '../../model/text.ts'

/** Whether roles that a rule names may share hosts. */
export type Sharing = 'apart' | 'allowed' | 'limited'

/**
 * One rule as the checklist asks it of a plan. Roles are `service/role`, or `service/*` for all of a service; `a|b` is what
 * either architecture has in that place.
 */
export interface GuidelineRule {
  readonly id: string
  readonly words: Text
  /** Roles that it speaks of; it does not apply where the plan has none of them. */
  readonly roles?: readonly string[]
  /** Must be there before production: a plan without these roles does not fulfil it. */
  readonly required?: boolean
  /** The other roles, and whether they may share hosts with `roles`; `*` is everything else but what is on every host. */
  readonly sharing?: { readonly with: readonly string[]; readonly verdict: Sharing }
  /** Binds only where a cluster runs on Kubernetes. */
  readonly kubernetesOnly?: boolean
  /** At least so many hosts in all. */
  readonly hosts?: number
  /** At least so many hosts with these roles; with `each`, with each of them. */
  readonly atLeast?: number
  readonly each?: boolean
  /** The network that it speaks of. */
  readonly network?: NetworkId
  /** About authentication and encryption of endpoints. */
  readonly security?: boolean
}

const balancers = ['load-balancer/*', 'ingress/*']

/** The pre-production checklist (R-3). */
export const preProductionRules: readonly GuidelineRule[] = [
  {
    id: 'R-3.1',
    words: text('the metadata database is highly available', '메타데이터 DB가 이중화되어 있다'),
    roles: ['postgres/*'],
    required: true,
    atLeast: 2,
  },
  {
    id: 'R-3.2',
    words: text('the storage is redundant', 'S3·스토리지 계층이 이중화되어 있다'),
    roles: ['seaweedfs/*|hdfs/*'],
    required: true,
    atLeast: 2,
  },
  {
    id: 'R-3.3',
    words: text('Trino and Spark scale out over hosts', 'Trino와 Spark를 여러 호스트로 늘릴 수 있다'),
    roles: ['trino/worker', 'spark/worker|yarn/nodemanager'],
    required: true,
    atLeast: 2,
    each: true,
  },
  {
    id: 'R-3.4',
    words: text('monitoring and logging are integrated', '모니터링과 로깅이 통합되어 있다'),
    roles: ['prometheus/*', 'grafana/*', 'opensearch/*'],
    required: true,
    atLeast: 2,
  },
  {
    id: 'R-3.5',
    words: text(
      'authentication, authorisation and network security are settled',
      '인증, 권한, 네트워크 보안 정책이 정해져 있다',
    ),
    security: true,
  },
]

/** Load balancers, placement and coexistence (R-5, R-7, R-8, R-9). */
export const placementRules: readonly GuidelineRule[] = [
  {
    id: 'R-5.1',
    words: text(
      'L4: HAProxy and Keepalived, or a hardware balancer',
      'L4는 HAProxy와 Keepalived, 또는 하드웨어 L4',
    ),
    roles: ['load-balancer/*'],
  },
  {
    id: 'R-5.2',
    words: text('L7 terminates TLS: Nginx, Envoy or Traefik', 'L7이 TLS를 처리(Nginx, Envoy, Traefik)'),
    roles: ['ingress/*'],
  },
  {
    id: 'R-5.3',
    words: text('L4 and L7 on hosts of their own', 'L4와 L7은 전용 호스트에 둔다'),
    roles: balancers,
    sharing: { with: ['*'], verdict: 'apart' },
  },
  {
    id: 'R-7.1',
    words: text('Kubernetes control plane on 3 hosts', 'Kubernetes 컨트롤 플레인 3대'),
    roles: ['kubernetes/*'],
    atLeast: 3,
    kubernetesOnly: true,
  },
  { id: 'R-7.2', words: text('2 edge hosts', '입구·LB 2대'), roles: balancers, atLeast: 2 },
  {
    id: 'R-7.3',
    words: text('2 observability hosts', '관제 2대'),
    roles: ['prometheus/*', 'grafana/*'],
    atLeast: 2,
  },
  {
    id: 'R-7.4',
    words: text('4–8 storage hosts', '스토리지 4–8대'),
    roles: ['seaweedfs/*', 'hdfs/datanode'],
    atLeast: 4,
  },
  {
    id: 'R-7.5',
    words: text('2–3 hosts for the metadata database', '메타데이터 DB 2–3대'),
    roles: ['postgres/*'],
    atLeast: 2,
  },
  { id: 'R-7.6', words: text('3–10 query hosts', '질의(Trino) 3–10대'), roles: ['trino/*'], atLeast: 3 },
  {
    id: 'R-7.7',
    // R-4.6 counts six for both.
    words: text(
      '6–12 compute hosts; the smallest platform has six together with query (R-4.6)',
      '배치 처리(Spark) 6–12대, 가장 작은 플랫폼은 질의와 합쳐 6대(R-4.6)',
    ),
    roles: ['spark/master', 'spark/worker', 'yarn/*', 'trino/worker'],
    atLeast: 6,
  },
  {
    id: 'R-7.8',
    words: text('3–6 visualization hosts', '시각화 3–6대'),
    roles: ['superset/*', 'streamlit/*', 'opensearch/dashboards'],
    atLeast: 3,
  },
  {
    id: 'R-7.9',
    words: text('3–9 search hosts', '검색(OpenSearch) 3–9대'),
    roles: ['opensearch/manager', 'opensearch/data'],
    atLeast: 3,
  },
  {
    id: 'R-8.1',
    words: text(
      'every service is a container on Kubernetes',
      '모든 서비스를 Kubernetes 위의 컨테이너로 배포',
    ),
    kubernetesOnly: true,
  },
  {
    id: 'R-8.2',
    words: text('L4 and L7 on dedicated nodes', 'L4와 L7은 전용 노드에 배치'),
    roles: balancers,
    sharing: { with: ['*'], verdict: 'apart' },
  },
  {
    id: 'R-8.3',
    words: text('Trino and Spark on separate hosts', 'Trino와 Spark를 서로 다른 호스트에 배치'),
    roles: ['trino/*'],
    sharing: { with: ['spark/master', 'spark/worker', 'yarn/*'], verdict: 'apart' },
  },
  {
    id: 'R-8.4',
    words: text('OpenSearch on hosts of its own', 'OpenSearch는 전용 노드에 배치'),
    roles: ['opensearch/manager', 'opensearch/data'],
    sharing: { with: ['*'], verdict: 'apart' },
  },
  {
    id: 'R-9.3',
    words: text('Superset with Streamlit: allowed', 'Superset과 Streamlit 함께: 가능'),
    roles: ['superset/*'],
    sharing: { with: ['streamlit/*'], verdict: 'allowed' },
  },
  {
    id: 'R-9.4',
    words: text('Trino workers with Spark: limited, memory', 'Trino 워커와 Spark 함께: 제한적(메모리 경쟁)'),
    roles: ['trino/worker'],
    sharing: { with: ['spark/worker', 'yarn/nodemanager'], verdict: 'limited' },
  },
  {
    id: 'R-9.5',
    words: text(
      'OpenSearch with Grafana or Prometheus: allowed',
      'OpenSearch와 Grafana·Prometheus 함께: 가능',
    ),
    roles: ['opensearch/*'],
    sharing: { with: ['grafana/*', 'prometheus/*'], verdict: 'allowed' },
  },
  {
    id: 'R-9.6',
    words: text(
      'volume servers with the Metastore: limited, IO',
      '볼륨 서버와 메타스토어 함께: 제한적(입출력 병목)',
    ),
    roles: ['seaweedfs/volume'],
    sharing: { with: ['hive-metastore/*'], verdict: 'limited' },
  },
  {
    id: 'R-9.7',
    words: text('L4 or L7 with the control plane: allowed', 'L4·L7과 컨트롤 플레인 함께: 가능'),
    roles: balancers,
    sharing: { with: ['kubernetes/*'], verdict: 'allowed' },
  },
  {
    id: 'R-9.8',
    words: text('Kafka shares with nothing', 'Kafka는 다른 서비스와 함께 두지 않는다'),
    roles: ['kafka/*'],
    sharing: { with: ['*'], verdict: 'apart' },
  },
  {
    id: 'R-9.9',
    words: text('12 hosts or more in production', '운영 환경은 호스트 12대 이상'),
    hosts: 12,
  },
]
