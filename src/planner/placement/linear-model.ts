// A mixed-integer linear program under construction, and its text in CPLEX LP format.

/** A coefficient and the index of its variable. */
export type Term = readonly [coefficient: number, variable: number]

/** A linear expression: what is made small, or bounded. */
export interface Expression {
  readonly terms: readonly Term[]
  readonly constant: number
}

/** The value of an expression. */
export function evaluate(expression: Expression, values: readonly number[]): number {
  return expression.terms.reduce(
    (sum, [coefficient, variable]) => sum + coefficient * (values[variable] ?? 0),
    expression.constant,
  )
}

/** Variables are at least zero. */
export class LinearModel {
  private readonly bounds: string[] = []
  private readonly integers: string[] = []
  private readonly constraints: string[] = []

  /** Adds a variable from 0 to `upper`; returns its index. */
  variable(upper: number, kind: 'integer' | 'real' = 'real'): number {
    const index = this.bounds.length
    this.bounds.push(Number.isFinite(upper) ? `0 <= x${index} <= ${upper}` : `x${index} >= 0`)
    if (kind === 'integer') this.integers.push(`x${index}`)
    return index
  }

  /** Demands `terms relation right`. */
  demand(terms: readonly Term[], relation: '<=' | '>=' | '=', right: number): void {
    if (terms.length === 0) return
    this.constraints.push(`c${this.constraints.length}: ${sumText(terms)} ${relation} ${right}`)
  }

  /** How many variables there are. */
  get size(): number {
    return this.bounds.length
  }

  /** The text, with every variable in the objective so that solvers keep their order; `extra` bounds what was found before. */
  text(
    objective: Expression,
    extra: readonly { readonly expression: Expression; readonly most: number }[],
  ): string {
    const coefficients = this.bounds.map(() => 0)
    for (const [coefficient, variable] of objective.terms) {
      coefficients[variable] = (coefficients[variable] ?? 0) + coefficient
    }
    const bounded = extra
      .filter(({ expression }) => expression.terms.length > 0)
      .map(
        ({ expression, most }, index) =>
          `m${index}: ${sumText(merged(expression.terms))} <= ${most - expression.constant}`,
      )
    return [
      'Minimize',
      ` o: ${sumText(coefficients.map((coefficient, variable): Term => [coefficient, variable]))}`,
      'Subject To',
      ...[...this.constraints, ...bounded].map((line) => ` ${line}`),
      'Bounds',
      ...this.bounds.map((line) => ` ${line}`),
      'General',
      ...chunks(this.integers).map((line) => ` ${line.join(' ')}`),
      'End',
      '',
    ].join('\n')
  }
}

function merged(terms: readonly Term[]): readonly Term[] {
  const sums = new Map<number, number>()
  for (const [coefficient, variable] of terms) sums.set(variable, (sums.get(variable) ?? 0) + coefficient)
  return [...sums].map(([variable, coefficient]): Term => [coefficient, variable])
}

function sumText(terms: readonly Term[]): string {
  const words = terms.map(
    ([coefficient, variable]) => `${coefficient < 0 ? '-' : '+'} ${Math.abs(coefficient)} x${variable}`,
  )
  return chunks(words)
    .map((line) => line.join(' '))
    .join('\n  ')
}

/** The format's lines are to be short. */
function chunks<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / 16) }, (_unused, index) =>
    items.slice(index * 16, index * 16 + 16),
  )
}
