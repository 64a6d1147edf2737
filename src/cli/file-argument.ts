// The argument that most commands begin with.

import { text } from '../model/text.ts'

/** A declaration, a plan, or an example by its name. */
export const fileArgument = (name: '<file>' | '[file]') => ({
  name,
  about: text(
    'a declaration, a plan’s JSON, or the bare name of a built-in example',
    '선언 파일, 계획 JSON, 또는 내장 예제 이름',
  ),
})
