// Two configurations under the same work, taking turns: what was measured of each, and how they compare.

import type { JsonValue } from '../../model/plan.ts'

/** What is measured, and which way is better. */
export interface Gauge {
  /** The service, as in the plan. */
  readonly service: string
  /** What was done, such as `22 queries, warm`. */
  readonly workload: string
  readonly unit: 's' | 'ms' | 'MiB/s' | 'requests/s' | 'records/s' | 'documents/s'
  readonly better: 'more' | 'less'
}

/** One measurement. */
export interface Sample extends Gauge {
  /** What took its turn, such as `generated`. */
  readonly variant: string
  readonly round: number
  readonly value: number
}

/** All measurements of one variant at one gauge. */
export interface Figures {
  readonly variant: string
  readonly median: number
  readonly least: number
  readonly most: number
  readonly rounds: number
}

/** One variant against another. */
export interface Comparison extends Gauge {
  readonly ours: Figures
  readonly theirs: Figures
  /** How many times better ours is: above 1 it is the better one, whichever way is better. */
  readonly ratio: number
  /** Both were repeated, and every measurement of one lies beyond every one of the other. Otherwise the difference may be chance. */
  readonly apart: boolean
}

/** The middle one; of an even number the mean of the middle two. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN
  return (lower + upper) / 2
}

/** Compares `ours` with `theirs` at every gauge that both were measured at, in the order of the samples. */
export function compare(samples: readonly Sample[], ours: string, theirs: string): readonly Comparison[] {
  return gaugesOf(samples).flatMap((gauge) => {
    const [own, other] = [ours, theirs].map((variant) => figuresOf(samples, gauge, variant))
    if (own === undefined || other === undefined) return []
    const ratio = gauge.better === 'more' ? own.median / other.median : other.median / own.median
    const repeated = own.rounds > 1 && other.rounds > 1
    const apart = repeated && (own.least > other.most || own.most < other.least)
    return [{ ...gauge, ours: own, theirs: other, ratio, apart }]
  })
}

/** The gauges of samples, each once. */
export function gaugesOf(samples: readonly Sample[]): readonly Gauge[] {
  const gauges = samples.map(({ service, workload, unit, better }) => ({ service, workload, unit, better }))
  return [...new Map(gauges.map((gauge) => [`${gauge.service} ${gauge.workload}`, gauge])).values()]
}

/** What one variant gave at one gauge; undefined where it was not measured. */
export function figuresOf(
  samples: readonly Sample[],
  { service, workload }: Pick<Gauge, 'service' | 'workload'>,
  variant: string,
): Figures | undefined {
  const values = samples
    .filter((one) => one.service === service && one.workload === workload && one.variant === variant)
    .map(({ value }) => value)
  if (values.length === 0) return undefined
  return {
    variant,
    median: median(values),
    least: Math.min(...values),
    most: Math.max(...values),
    rounds: values.length,
  }
}

/** A comparison as a row of the evidence. */
export function comparisonRow(comparison: Comparison): Readonly<Record<string, JsonValue>> {
  const { service, workload, unit, better, ours, theirs, ratio, apart } = comparison
  return { service, workload, unit, better, ours: { ...ours }, theirs: { ...theirs }, ratio, apart }
}

/** How turns are taken. */
export interface Turns<V extends string> {
  readonly variants: readonly V[]
  /** At most so many rounds, of which one is always made. */
  readonly rounds: number
  /** No round begins after the first that would not end by then, were it as long as the longest so far. In ms of `now`. */
  readonly endByMs: number
  /** Milliseconds of a monotonic clock. */
  now(): number
}

/** What a turn gave; of another variant than that whose turn it is where it says so. */
export interface Measured extends Gauge {
  readonly value: number
  readonly variant?: string
}

/** Measures every variant in turn, round after round: A B A B, so that what drifts meanwhile hits all alike. */
export async function takeTurns<V extends string>(
  { variants, rounds, endByMs, now }: Turns<V>,
  measure: (variant: V, round: number) => Promise<readonly Measured[]>,
): Promise<readonly Sample[]> {
  const samples: Sample[] = []
  let longestMs = 0
  for (let round = 1; round <= rounds; round++) {
    const roundMs = now()
    if (round > 1 && roundMs + longestMs > endByMs) break
    for (const variant of variants) {
      const measured = await measure(variant, round)
      samples.push(...measured.map((one) => ({ variant, ...one, round })))
    }
    longestMs = Math.max(longestMs, now() - roundMs)
  }
  return samples
}
