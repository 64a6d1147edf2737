// What things are called in the documents, for a reader who has not read our contracts.

import type { Capability, NetworkId, PlanEndpoint } from '../../model/plan.ts'
import { type Text, text } from '../../model/text.ts'

/** Every capability, in the order in which data passes them, with what it means to its users. */
export const capabilityWords: Readonly<Record<Capability, { readonly name: Text; readonly means: Text }>> = {
  store: {
    name: text('store', '저장'),
    means: text('files are written and read over S3', 'S3로 파일을 쓰고 읽는 것'),
  },
  catalog: {
    name: text('catalog', '카탈로그'),
    means: text('tables are found by their names', '테이블을 이름으로 찾는 것'),
  },
  ingest: {
    name: text('ingest', '수집'),
    means: text('events are taken in as they happen', '발생하는 이벤트를 받아들이는 것'),
  },
  compute: {
    name: text('compute', '배치 처리'),
    means: text('jobs over large data are run', '큰 데이터를 다루는 작업을 실행하는 것'),
  },
  query: { name: text('query', '질의'), means: text('SQL is answered', 'SQL에 답하는 것') },
  search: {
    name: text('search', '검색'),
    means: text('texts and logs are searched', '글과 로그를 찾는 것'),
  },
  dashboards: {
    name: text('dashboards', '대시보드'),
    means: text('charts over the data are shown', '데이터를 차트로 보는 것'),
  },
  apps: {
    name: text('apps', '데이터 앱'),
    means: text('data applications are used', '데이터 앱을 쓰는 것'),
  },
  observe: {
    name: text('observe', '관제'),
    means: text('one sees how the platform itself does', '플랫폼 자체의 상태를 보는 것'),
  },
}

/** A network as R-6 has it: its name, what it carries, and the bandwidth that the guideline asks for. */
export const networkWords: Readonly<
  Record<NetworkId, { readonly name: Text; readonly carries: Text; readonly guideline: Text }>
> = {
  management: {
    name: text('management', '관리망'),
    carries: text('control plane, monitoring, operators’ access', '컨트롤 플레인, 모니터링, 운영자 접속'),
    guideline: text('1–10 (R-6.1)', '1–10 (R-6.1)'),
  },
  data: {
    name: text('data', '데이터망'),
    carries: text('traffic inside Spark, Trino and SeaweedFS', 'Spark, Trino, SeaweedFS 내부 통신'),
    guideline: text('25 or more, at least 10 (R-6.2)', '25 이상 권장, 최소 10 (R-6.2)'),
  },
  service: {
    name: text('service', '서비스망'),
    carries: text('what users outside reach', '외부 사용자가 접속하는 화면과 주소'),
    guideline: text('1–10 (R-6.3)', '1–10 (R-6.3)'),
  },
  storage: {
    name: text('storage', '스토리지망'),
    carries: text('replication and IO between volume hosts', '볼륨 노드 사이의 복제와 입출력'),
    guideline: text('25 or more, at least 10 (R-6.4)', '25 이상 권장, 최소 10 (R-6.4)'),
  },
}

/** What proves to an endpoint who is asking. */
export const authenticationWords: Readonly<Record<PlanEndpoint['auth'], Text>> = {
  none: text('none', '없음'),
  password: text('password', '비밀번호'),
  'access-key': text('access key', '액세스 키'),
  certificate: text('certificate', '인증서'),
}
