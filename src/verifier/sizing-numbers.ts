// Numbers of the sizing, and changes to them for examples.

import type { Plan } from '../model/plan.ts'

/** What is planned of a number of the sizing; undefined where the plan has none. */
export function sizingOf(plan: Plan, about: string, what: string): number | undefined {
  return plan.sizing?.find((number) => number.about === about && number.what === what)?.value
}

/** For examples: another value of a number, and of what the load asks for. */
export function withSizing(plan: Plan, about: string, what: string, value: number, needed?: number): Plan {
  return {
    ...plan,
    sizing: (plan.sizing ?? []).map((number) =>
      number.about === about && number.what === what
        ? { ...number, value, ...(needed === undefined ? {} : { needed }) }
        : number,
    ),
  }
}
