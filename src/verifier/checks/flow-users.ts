// Check, the way of people to what they look at.

import { text } from '../../model/text.ts'
import { defineCheck } from '../check.ts'
import { missingKeyFlows, withoutFlows } from '../key-flows.ts'

/** See docs/generated/checks.en.md. */
export const check = defineCheck({
  id: 'flow-users',
  topic: 'wiring',
  rules: ['R-6.5'],
  severity: 'error',
  title: text(
    'Users reach L7, and L7 reaches every web page behind it.',
    '사용자는 L7에, L7은 그 뒤의 모든 화면에 닿는다.',
  ),
  why: text(
    'R-6.5: outside → L7 → Superset, Grafana, OpenSearch Dashboards, Streamlit. A page that L7 cannot reach runs and is seen by nobody.',
    'R-6.5: 외부 → L7 → Superset, Grafana, OpenSearch Dashboards, Streamlit. L7에서 닿지 못하는 화면은 돌고 있어도 아무도 보지 못합니다.',
  ),
  find: (facts) =>
    missingKeyFlows(facts, [
      { from: 'user', to: 'ingress' },
      { from: 'ingress', to: 'superset/web' },
      { from: 'ingress', to: 'grafana' },
      { from: 'ingress', to: 'opensearch/dashboards' },
      { from: 'ingress', to: 'streamlit' },
    ]),
  failing: withoutFlows('ingress', 'grafana'),
})
