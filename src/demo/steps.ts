// Demo: its steps in their order, and which of them a platform has.

import type { Plan } from '../model/plan.ts'
import { type Text, text } from '../model/text.ts'
import { watchLogs } from './ask-opensearch.ts'
import { askPrometheus } from './ask-prometheus.ts'
import { askSuperset } from './ask-superset.ts'
import { askTrino } from './ask-trino.ts'
import { loadKafka } from './load-kafka.ts'
import { readStreamlit } from './read-streamlit.ts'
import { runSpark } from './run-spark.ts'
import type { StepContext, StepFindings } from './step.ts'
import { demoNamespace } from './tables.ts'

/** The steps of the demo, in order; the first reads the files themselves. */
export type StepId =
  | 'source'
  | 'kafka'
  | 'spark'
  | 'trino'
  | 'superset'
  | 'streamlit'
  | 'prometheus'
  | 'opensearch'

type StepRun = (context: StepContext) => Promise<StepFindings>

/** One step over the platform. */
export interface Step {
  readonly id: StepId
  /** The endpoint that it asks: without it the step is left out. */
  readonly endpoint: string
  readonly title: Text
  /** Called before the first step runs, for what a step must know from before the others; gives what runs in its turn. */
  readonly begin: (context: StepContext) => Promise<StepRun>
  /** Said in its place where the platform has nothing to ask. */
  readonly lacking: Text
}

/** A step that begins in its turn. */
function inItsTurn(run: StepRun): Step['begin'] {
  return async () => run
}

const steps: readonly Step[] = [
  {
    id: 'kafka',
    endpoint: 'endpoint/kafka/broker',
    title: text('Kafka: load the files through Kafka Connect', 'Kafka: Kafka Connect로 파일을 적재합니다'),
    begin: inItsTurn(async (context) => ({ tables: await loadKafka(context) })),
    lacking: text(
      'This platform has no Kafka: Spark read the files, copied to S3.',
      '이 플랫폼에는 Kafka가 없어서, Spark가 S3에 복사한 파일을 직접 읽었습니다.',
    ),
  },
  {
    id: 'spark',
    endpoint: 'endpoint/spark/master',
    title: text(
      `Spark: write the Iceberg tables ${demoNamespace}.*`,
      `Spark: Iceberg 테이블 ${demoNamespace}.*를 씁니다`,
    ),
    begin: inItsTurn(async (context) => ({ tables: await runSpark(context) })),
    lacking: text('This platform has no Spark.', '이 플랫폼에는 Spark가 없습니다.'),
  },
  {
    id: 'trino',
    endpoint: 'endpoint/trino/users',
    title: text(
      'Trino: count and hash the tables over the virtual IP',
      'Trino: 가상 IP로 테이블의 행을 세고 해시를 계산합니다',
    ),
    begin: inItsTurn(async (context) => ({ tables: await askTrino(context) })),
    lacking: text('This platform has no Trino.', '이 플랫폼에는 Trino가 없습니다.'),
  },
  {
    id: 'superset',
    endpoint: 'endpoint/superset/web',
    title: text(
      'Superset: a dashboard over the flights, and the tables as its charts see them',
      'Superset: 항공편 대시보드를 만들고 차트가 보는 테이블을 비교합니다',
    ),
    begin: inItsTurn(askSuperset),
    lacking: text('This platform has no Superset.', '이 플랫폼에는 Superset이 없습니다.'),
  },
  {
    id: 'streamlit',
    endpoint: 'endpoint/streamlit/app',
    title: text(
      'Streamlit: the page of every instance, as a browser reads it',
      'Streamlit: 인스턴스마다 브라우저처럼 페이지를 읽습니다',
    ),
    begin: inItsTurn(readStreamlit),
    lacking: text('This platform has no Streamlit.', '이 플랫폼에는 Streamlit이 없습니다.'),
  },
  {
    id: 'prometheus',
    endpoint: 'endpoint/prometheus/web',
    title: text(
      'Prometheus: what it measured of all this',
      'Prometheus: 지금까지의 일을 측정한 값을 확인합니다',
    ),
    begin: inItsTurn(askPrometheus),
    lacking: text('This platform has no Prometheus.', '이 플랫폼에는 Prometheus가 없습니다.'),
  },
  {
    id: 'opensearch',
    endpoint: 'endpoint/opensearch/search',
    title: text(
      'OpenSearch: the log lines of all this, as many as in the logs themselves',
      'OpenSearch: 지금까지의 로그 줄 수를 로그 파일과 비교합니다',
    ),
    begin: watchLogs,
    lacking: text('This platform has no OpenSearch.', '이 플랫폼에는 OpenSearch가 없습니다.'),
  },
]

/** The steps that the platform of the plan can do, and what is to be said of the others. */
export function stepsFor({ endpoints }: Pick<Plan, 'endpoints'>): {
  readonly steps: readonly Step[]
  readonly lacking: readonly Text[]
} {
  const has = ({ endpoint }: Step) => endpoints.some(({ id }) => id === endpoint)
  return {
    steps: steps.filter(has),
    lacking: steps.filter((step) => !has(step)).map(({ lacking }) => lacking),
  }
}
