// What things are called in the documents, for a reader who has not read our contracts.

import type { NetworkId, PlanEndpoint } from '../../model/plan.ts'
import { type Text, text } from '../../model/text.ts'

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
