// What people use, in words: the one table for the verdict's findings, tables and documents.

import type { Capability } from './plan.ts'
import { type Text, text } from './text.ts'

/** The words for one capability. */
export interface CapabilityWords {
  /** A heading of a column or row. */
  readonly name: Text
  /** What it is, within a sentence. */
  readonly subject: Text
  /** What it means to its users. */
  readonly means: Text
}

/** Every capability, in the order in which data passes them. */
export const capabilityWords: Readonly<Record<Capability, CapabilityWords>> = {
  store: {
    name: text('store', '저장'),
    subject: text('the object store', '오브젝트 저장소'),
    means: text('files are written and read over S3', 'S3로 파일을 쓰고 읽는 것'),
  },
  catalog: {
    name: text('catalog', '카탈로그'),
    subject: text('the table catalog', '테이블 카탈로그'),
    means: text('tables are found by their names', '테이블을 이름으로 찾는 것'),
  },
  ingest: {
    name: text('ingest', '수집'),
    subject: text('ingest', '데이터 수집'),
    means: text('events are taken in as they happen', '발생하는 이벤트를 받아들이는 것'),
  },
  compute: {
    name: text('compute', '배치 처리'),
    subject: text('Spark jobs', 'Spark 작업'),
    means: text('jobs over large data are run', '큰 데이터를 다루는 작업을 실행하는 것'),
  },
  query: {
    name: text('query', '질의'),
    subject: text('SQL queries', 'SQL 질의'),
    means: text('SQL is answered', 'SQL에 답하는 것'),
  },
  search: {
    name: text('search', '검색'),
    subject: text('search', '검색'),
    means: text('texts and logs are searched', '글과 로그를 찾는 것'),
  },
  dashboards: {
    name: text('dashboards', '대시보드'),
    subject: text('dashboards', '대시보드'),
    means: text('charts over the data are shown', '데이터를 차트로 보는 것'),
  },
  apps: {
    name: text('apps', '데이터 앱'),
    subject: text('data applications', '데이터 앱'),
    means: text('data applications are used', '데이터 앱을 쓰는 것'),
  },
  observe: {
    name: text('observe', '관제'),
    subject: text('monitoring', '관제'),
    means: text('one sees how the platform itself does', '플랫폼 자체의 상태를 보는 것'),
  },
}

/** Capabilities of a plan in the order in which data passes them. */
export function capabilitiesInOrder(
  has: Readonly<Partial<Record<Capability, unknown>>>,
): readonly Capability[] {
  return (Object.keys(capabilityWords) as Capability[]).filter((id) => has[id] !== undefined)
}
