// Section 11: what these pages were made from, and how to make them again.

import { text } from '../../../model/text.ts'
import { hanokVersion } from '../../../model/version.ts'
import { type Phrase, paragraph, type Section, section, table } from '../document-model.ts'
import type { Facts } from '../facts.ts'

/** Hashes, versions and the command that repeats it. */
export function provenanceSection(facts: Facts): Section {
  const { say, plan } = facts
  const rows: readonly (readonly Phrase[])[] = [
    [say(text('Declaration', '선언 파일')), { code: plan.declarationFile }],
    [say(text('SHA-256 of the declaration', '선언 파일의 SHA-256')), { code: plan.declarationSha256 }],
    [say(text('SHA-256 of the plan', '계획의 SHA-256')), { code: facts.verdict.planSha256 }],
    [say(text('Shape, profile', '형태, 프로필')), `${plan.shape}, ${plan.profile}`],
    [say(text('Target', '대상')), plan.clusters.map(({ id, target }) => `${id}: ${target}`).join(', ')],
    [say(text('Catalog version', '카탈로그 버전')), plan.catalogVersion],
    [say(text('hanok version', 'hanok 버전')), hanokVersion],
  ]
  return section('provenance', say(text('How this was made', '이 문서를 만든 방법')), [
    paragraph(
      say(
        text(
          'Made by hanok from the plan alone; the same plan gives the same pages, byte by byte. Everything that is said about failures is predicted. To make it again:',
          'hanok이 계획만 보고 만들었습니다. 같은 계획에서는 언제나 똑같은 문서가 나옵니다. 장애에 관한 내용은 모두 예측(predicted)입니다. 다시 만들려면:',
        ),
      ),
    ),
    { kind: 'code', text: `hanok render ${plan.declarationFile} --target documents --out DIR` },
    table([say(text('What', '항목')), say(text('Value', '값'))], rows),
  ])
}
