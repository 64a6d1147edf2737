// Numbers of the sizing, and changes to them for examples.

import type { Plan, PlanSizing } from '../model/plan.ts'

/** What is planned of a number of the sizing; undefined where the plan has none. */
export function sizingOf(plan: Plan, about: string, what: string): number | undefined {
  return plan.sizing?.find((number) => number.about === about && number.what === what)?.value
}

/** Whether the load is carried, yet not any more once a host is lost: the sizing counts the spare one in (`spare`). */
export function lacksOnlySpare({ needed, value, inputs }: PlanSizing): boolean {
  return needed !== undefined && needed > value && needed - (inputs.spare ?? 0) <= value
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
