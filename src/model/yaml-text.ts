// Values as YAML text that readers of either version of the language understand alike.

import { DEFAULT_SCHEMA, dump, Type } from 'js-yaml'

/** Of the letters of numbers, and no address or version, which no version of the language takes for one. */
const numberLike = /^(?!\d+\.\d+\.\d)(?:[-+.0-9]|[eE][-+0-9])[-+0-9a-fA-FxXbo_.,:]*$/

/**
 * Words that only readers of YAML 1.1 take for numbers (Kubernetes, Helm, Prometheus and Patroni read by its rules): quoted, too. What
 * js-yaml itself takes for something else, and 1.1's `yes`, `off`, `12:30` and the like, it quotes by itself.
 */
const oldNumbers = new Type('tag:yaml.org,2002:int#underscored', {
  kind: 'scalar',
  resolve: (word: unknown) => typeof word === 'string' && numberLike.test(word),
})
const schema = DEFAULT_SCHEMA.extend({ implicit: [oldNumbers] })

/**
 * The value as one YAML document, in block style, ended by a line break: keys in the order that they have, no line folded, nothing
 * written as a reference to something before. A string stays a string under YAML 1.1 and 1.2 (yaml.org/type). Throws a `YAMLException` for what no
 * JSON has, such as a function; a key whose value is `undefined` is left out.
 */
export function writeYaml(value: unknown): string {
  return dump(value, { schema, lineWidth: -1, noRefs: true })
}
