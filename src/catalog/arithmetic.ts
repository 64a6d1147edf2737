// The arithmetic of sizing: a formula is a text that people read in `hanok explain`, and the very thing that is calculated.

const functions: Readonly<Record<string, (...values: readonly number[]) => number>> = {
  ceil: (value = 0) => Math.ceil(value - tolerance * Math.abs(value)),
  floor: (value = 0) => Math.floor(value + tolerance * Math.abs(value)),
  min: (...values) => Math.min(...values),
  max: (...values) => Math.max(...values),
  /** The largest power of two that is not more. */
  pow2: (value = 1) => 2 ** Math.floor(Math.log2(Math.max(1, value))),
}

/** 0.1 × 3 × 10 is a little more than 3 in binary fractions, and is not to be rounded up to 4. */
const tolerance = 1e-9

/**
 * The value of a formula: `+ - * /`, brackets, numbers, names of inputs, and `ceil`, `floor`, `min`, `max`, `pow2`.
 * Throws an `Error` for a formula that is none or names what is not among the inputs: a mistake of ours.
 */
export function evaluate(formula: string, inputs: Readonly<Record<string, number>>): number {
  const tokens = formula.match(/\d+(\.\d+)?|[A-Za-z]\w*|[-+*/(),]|\S/g) ?? []
  let at = 0
  const fail = (): never => {
    throw new Error(`not a formula at "${tokens[at] ?? 'its end'}": ${formula}`)
  }
  const take = (token: string) => {
    if (tokens[at] !== token) fail()
    at += 1
  }
  const joined = (operators: string, operand: () => number): number => {
    let value = operand()
    for (let token = tokens[at]; token !== undefined && operators.includes(token); token = tokens[at]) {
      at += 1
      value = apply(token, value, operand())
    }
    return value
  }
  const sum = (): number => joined('+-', () => joined('*/', factor))
  const factor = (): number => {
    const token = tokens[at] ?? fail()
    at += 1
    if (token === '(') return closing(sum())
    if (/^\d/.test(token)) return Number(token)
    if (tokens[at] === '(') return call(token)
    return inputs[token] ?? fail()
  }
  const closing = (value: number): number => {
    take(')')
    return value
  }
  const call = (name: string): number => {
    take('(')
    const values = [sum()]
    while (tokens[at] === ',') {
      at += 1
      values.push(sum())
    }
    return closing((functions[name] ?? fail())(...values))
  }
  const value = sum()
  if (at < tokens.length) fail()
  return value
}

function apply(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    default:
      return left / right
  }
}
