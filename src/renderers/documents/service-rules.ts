// The rules of the guideline on single services, servers and networks as the checklist asks them.
// What each asks is judged by the checks that stand for it; here is what it says and which roles it speaks of.

import { text } from '../../model/text.ts'
import type { GuidelineRule } from './guideline-rules.ts'

/** How each service stays up, and that visualization stands apart. */
export const serviceRules: readonly GuidelineRule[] = [
  {
    id: 'R-1.4',
    words: text('visualization is operated apart from the data tier', '시각화를 데이터 계층과 분리해 운영'),
    roles: ['superset/*', 'grafana/*', 'opensearch/dashboards'],
  },
  {
    id: 'R-2.1',
    words: text(
      'SeaweedFS: 3 masters, several filers on an external store, several gateways, volumes spread',
      'SeaweedFS: 마스터 3, 외부 저장소를 쓰는 파일러 여럿, 게이트웨이 여럿, 볼륨 분산',
    ),
    roles: ['seaweedfs/*'],
  },
  {
    id: 'R-2.2',
    words: text(
      'Hive Metastore: several instances on a highly available database',
      'Hive 메타스토어: 여러 인스턴스와 이중화된 DB',
    ),
    roles: ['hive-metastore/*'],
  },
  {
    id: 'R-2.3',
    words: text(
      'Trino: coordinators active and standby, many workers',
      'Trino: 코디네이터 활성·대기, 워커 여럿',
    ),
    roles: ['trino/*'],
  },
  {
    id: 'R-2.4',
    words: text(
      'Spark: an always-on cluster, History Server apart',
      'Spark: 상시 클러스터, 히스토리 서버 분리',
    ),
    roles: ['spark/*', 'yarn/*'],
  },
  {
    id: 'R-2.5',
    words: text(
      'Superset: several web servers, Redis, external database',
      'Superset: 웹 서버 여럿, Redis, 외부 DB',
    ),
    roles: ['superset/*'],
  },
  {
    id: 'R-2.6',
    words: text(
      'Grafana: several on an external database; one Prometheus unless the platform is large',
      'Grafana: 외부 DB를 쓰는 여러 인스턴스, Prometheus는 대규모가 아니면 하나',
    ),
    roles: ['grafana/*', 'prometheus/*'],
  },
  {
    id: 'R-2.7',
    words: text(
      'OpenSearch: 3 nodes or more, managers and data apart, several Dashboards',
      'OpenSearch: 노드 3개 이상, 매니저와 데이터 분리, 대시보드 여럿',
    ),
    roles: ['opensearch/*'],
  },
  {
    id: 'R-2.8',
    words: text(
      'Kafka: brokers, controllers and Connect on hosts of their own',
      'Kafka: 브로커, 컨트롤러, Connect를 각각 전용 호스트에',
    ),
    roles: ['kafka/*'],
  },
  {
    id: 'R-2.9',
    words: text('Streamlit: several behind L7', 'Streamlit: L7 뒤에 여러 인스턴스'),
    roles: ['streamlit/*'],
  },
  {
    id: 'R-2.10',
    words: text('a stack for logs (optional)', '로그 수집 스택(선택)'),
    roles: ['loki/*'],
  },
  {
    id: 'R-2.11',
    words: text('baseline: 3 SeaweedFS masters', '기본 형태: SeaweedFS 마스터 3'),
    roles: ['seaweedfs/master'],
    atLeast: 3,
  },
  {
    id: 'R-2.12',
    words: text(
      'data services are operated apart from each other',
      '고가용성을 위해 데이터 서비스를 서로 분리해 운영',
    ),
  },
]

/** Servers, the four networks and the key flows. */
export const platformRules: readonly GuidelineRule[] = [
  {
    id: 'R-4.1',
    words: text('control plane: 8 vCPU, 32 GB RAM, 500 GB SSD', '컨트롤 플레인: 8 vCPU, RAM 32GB, SSD 500GB'),
  },
  {
    id: 'R-4.2',
    words: text(
      'data and compute: 32–64 vCPU, 128–256 GB RAM, 2–4 TB NVMe',
      '데이터·컴퓨트: 32–64 vCPU, RAM 128–256GB, NVMe 2–4TB',
    ),
  },
  {
    id: 'R-4.3',
    words: text(
      'storage: 16–32 vCPU, 64–128 GB RAM, 20–80 TB HDD and an SSD cache',
      '스토리지: 16–32 vCPU, RAM 64–128GB, HDD 20–80TB와 SSD 캐시',
    ),
  },
  {
    id: 'R-4.4',
    words: text(
      'operations: 8–16 vCPU, 32–64 GB RAM, 1–2 TB SSD',
      '운영·관제: 8–16 vCPU, RAM 32–64GB, SSD 1–2TB',
    ),
  },
  {
    id: 'R-4.5',
    words: text('edge: 8 vCPU, 16–32 GB RAM, 200–500 GB SSD', '입구: 8 vCPU, RAM 16–32GB, SSD 200–500GB'),
  },
  { id: 'R-4.6', words: text('17 hosts at least', '호스트 17대 이상'), hosts: 17 },
  {
    id: 'R-6.1',
    words: text('VLAN 10, management, 1–10 GbE', 'VLAN 10 관리망, 1–10GbE'),
    network: 'management',
  },
  {
    id: 'R-6.2',
    words: text('VLAN 20, data, 10 GbE at least, 25 better', 'VLAN 20 데이터망, 최소 10GbE, 25 이상 권장'),
    network: 'data',
  },
  { id: 'R-6.3', words: text('VLAN 30, service, 1–10 GbE', 'VLAN 30 서비스망, 1–10GbE'), network: 'service' },
  {
    id: 'R-6.4',
    words: text(
      'VLAN 40, storage, 10 GbE at least, 25 better',
      'VLAN 40 스토리지망, 최소 10GbE, 25 이상 권장',
    ),
    network: 'storage',
  },
  {
    id: 'R-6.5',
    words: text('users reach the web pages through L7', '사용자는 L7을 거쳐 웹 화면에 접속'),
    roles: ['ingress/*'],
  },
  {
    id: 'R-6.6',
    words: text('the Trino coordinator reaches its workers', 'Trino 코디네이터에서 워커로'),
    roles: ['trino/*'],
  },
  {
    id: 'R-6.7',
    words: text('Spark reaches the S3 gateway', 'Spark에서 S3 게이트웨이로'),
    roles: ['spark/worker'],
  },
  {
    id: 'R-6.8',
    words: text('the Metastore reaches its Postgres', '메타스토어에서 Postgres로'),
    roles: ['hive-metastore/*'],
  },
  {
    id: 'R-6.9',
    words: text('monitoring reaches the metrics of every service', '관제에서 모든 서비스의 지표로'),
    roles: ['prometheus/*'],
  },
]
