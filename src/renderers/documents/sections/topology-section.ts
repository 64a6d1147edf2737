// Section 7: the topology, drawn and in characters.

import { text } from '../../../model/text.ts'
import { paragraph, type Section, section } from '../document-model.ts'
import type { Facts } from '../facts.ts'
import { topologySvg } from '../topology/svg.ts'
import { topologyText } from '../topology/text-diagram.ts'

/** File of the drawing in each language, beside the documents. */
export function topologyFile(language: Facts['language']): string {
  return language === 'ko' ? 'topology.svg' : 'topology.en.svg'
}

/** The drawing, with a word on how to read it. */
export function topologySection(facts: Facts): Section {
  const { say } = facts
  return section('topology', say(text('Topology', '구성도')), [
    paragraph(
      say(
        text(
          'From users at the top to the databases at the bottom (R-6.10). Coloured lanes at the right are the networks; a dot says that a role is on it, an arrow that the layer is reached over it.',
          '위의 사용자에서 아래의 데이터베이스까지 차례로 그렸습니다(R-6.10). 오른쪽 색 띠는 네트워크이며, 점은 그 네트워크에 연결되었음을, 화살표는 그 네트워크로 접근함을 뜻합니다.',
        ),
      ),
    ),
    {
      kind: 'figure',
      svg: topologySvg(facts),
      file: topologyFile(facts.language),
      caption: say(text(`Topology of ${facts.plan.name}`, `${facts.plan.name}의 구성도`)),
      text: topologyText(facts),
    },
  ])
}
