// What can be wrong with a declaration, in words: what was found, what was expected, the nearest right word.

import { defineErrors } from './errors.ts'
import { type Text, text } from './text.ts'

/** What a wrong value's error says: where in the declaration, what stands there, what should. */
export interface WrongValue {
  /** As people write it: `hostGroups[0].count`. */
  readonly path: string
  readonly found: Text
  readonly expected: Text
  /** The word that was probably meant. */
  readonly nearest?: string
}

function foundAndExpected({ path, found, expected, nearest }: WrongValue): Text {
  return text(
    `${path}: found ${found.en}, expected ${expected.en}.${nearest === undefined ? '' : ` Did you mean "${nearest}"?`}`,
    `${path}: ${found.ko}(이)라고 적혀 있지만 ${expected.ko}(이)어야 합니다.${nearest === undefined ? '' : ` 혹시 "${nearest}"인가요?`}`,
  )
}

/** Errors of reading a declaration. All are the user's, all have a position. */
export const declarationErrors = defineErrors('declaration', {
  empty: {
    fault: 'user',
    message: () => text('The file says nothing.', '파일에 내용이 없습니다.'),
    hint: () =>
      text(
        'Two lines suffice: `name: my-platform` and `shape: minimum`. `hanok init` writes a commented one.',
        '`name: my-platform`과 `shape: minimum` 두 줄이면 됩니다. `hanok init`이 설명이 달린 파일을 만들어 줍니다.',
      ),
  },
  tooLarge: {
    fault: 'user',
    message: (p: { bytes: number; limit: number }) =>
      text(
        `The file has ${p.bytes} bytes; a declaration has at most ${p.limit}.`,
        `파일 크기가 ${p.bytes}바이트입니다. 선언 파일은 ${p.limit}바이트를 넘을 수 없습니다.`,
      ),
    hint: () => text('Is this the right file?', '맞는 파일인지 확인하세요.'),
  },
  notUtf8: {
    fault: 'user',
    message: () => text('The file is not text in UTF-8.', '파일이 UTF-8로 된 텍스트가 아닙니다.'),
    hint: () =>
      text('Save it as UTF-8, or choose another file.', 'UTF-8로 다시 저장하거나 다른 파일을 고르세요.'),
  },
  syntax: {
    fault: 'user',
    message: (p: { what: Text; yaml: string }) => p.what,
  },
  notAMapping: {
    fault: 'user',
    message: (p: { found: Text }) =>
      text(
        `Found ${p.found.en}, expected the keys of a declaration, such as \`name: my-platform\`.`,
        `${p.found.ko}이(가) 있습니다. \`name: my-platform\`처럼 선언의 키가 와야 합니다.`,
      ),
  },
  tooMuch: {
    fault: 'user',
    message: () =>
      text(
        'The aliases or the nesting of this file unfold into more than a declaration can hold.',
        '이 파일의 별칭(alias)이나 중첩을 펼치면 선언 파일이 담을 수 있는 양을 넘습니다.',
      ),
    hint: () =>
      text('Write it without `*alias` or with less nesting.', '`*별칭` 없이, 또는 중첩을 줄여서 적으세요.'),
  },
  moreErrors: {
    fault: 'user',
    message: () => text('There are more errors than these.', '오류가 이보다 더 있습니다.'),
    hint: () =>
      text(
        'Mend the first ones: what follows often comes from them. Or is this another file than you meant?',
        '앞의 것부터 고치세요. 뒤의 오류는 앞의 것 때문일 때가 많습니다. 다른 파일을 넣지는 않았나요?',
      ),
  },
  keyNotAWord: {
    fault: 'user',
    message: () =>
      text(
        'Found a list or a mapping as a key, expected a word.',
        '키 자리에 목록이나 매핑이 있습니다. 키는 낱말이어야 합니다.',
      ),
  },
  unknownKey: {
    fault: 'user',
    message: (p: { key: string; path: string; known: readonly string[]; nearest?: string }) => {
      const meant =
        p.nearest === undefined
          ? text('', '')
          : text(` Did you mean "${p.nearest}"?`, ` 혹시 "${p.nearest}"인가요?`)
      const known = p.known.join(', ')
      const place = p.path === '' ? text('here', '여기') : text(`in ${p.path}`, p.path)
      return text(
        `Found the key "${p.key}", expected ${place.en} one of: ${known}.${meant.en}`,
        `${place.ko}에 "${p.key}"라는 키는 쓸 수 없습니다. 쓸 수 있는 키: ${known}.${meant.ko}`,
      )
    },
  },
  missingKey: {
    fault: 'user',
    message: (p: { path: string; expected: Text }) =>
      text(
        `${p.path} is missing: expected ${p.expected.en}.`,
        `${p.path}이(가) 빠졌습니다. ${p.expected.ko}이(가) 있어야 합니다.`,
      ),
  },
  unknownService: {
    fault: 'user',
    message: (p: { service: string; known: readonly string[]; nearest?: string }) =>
      text(
        `Found the service "${p.service}", expected one of: ${p.known.join(', ')}.${p.nearest === undefined ? '' : ` Did you mean "${p.nearest}"?`}`,
        `"${p.service}"라는 서비스는 없습니다. 쓸 수 있는 서비스: ${p.known.join(', ')}.${p.nearest === undefined ? '' : ` 혹시 "${p.nearest}"인가요?`}`,
      ),
  },
  wrongType: { fault: 'user', message: foundAndExpected },
  wrongWord: { fault: 'user', message: foundAndExpected },
  outOfRange: { fault: 'user', message: foundAndExpected },
  wrongForm: { fault: 'user', message: foundAndExpected },
  refused: {
    fault: 'user',
    message: (p: { path: string; reason: Text }) =>
      text(`${p.path}: ${p.reason.en}.`, `${p.path}: ${p.reason.ko}.`),
  },
  duplicateName: {
    fault: 'user',
    message: (p: { path: string; name: string; first: string }) =>
      text(
        `${p.path}: found the name "${p.name}" a second time (first at ${p.first}), expected every name once.`,
        `${p.path}: "${p.name}"이라는 이름이 두 번 나옵니다(처음은 ${p.first}). 이름은 서로 달라야 합니다.`,
      ),
  },
  notTogether: {
    fault: 'user',
    message: (p: { first: string; second: string }) =>
      text(
        `Found both "${p.first}" and "${p.second}", expected only one of them.`,
        `"${p.first}"와(과) "${p.second}"는 함께 쓸 수 없습니다. 둘 중 하나만 적으세요.`,
      ),
  },
})
