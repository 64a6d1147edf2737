// What a measurement needs of the running platform.

import type { Plan } from '../../model/plan.ts'

/** Hanok's own configuration, or upstream's defaults in place of what it tunes. */
export type Variant = 'generated' | 'defaults'

/** Both, in the order in which they take their turns. */
export const variants: readonly Variant[] = ['generated', 'defaults']

/** The platform that is measured. Everything rejects within its bounds. */
export interface Site {
  readonly plan: Plan
  /** The value of a secret of this platform. */
  secret(name: string): string
  /** Runs a command in a host to its end, and gives what it printed. Rejects where its status is not 0. */
  run(host: string, argv: readonly string[], options: RunOptions): Promise<string>
  /** Starts these instances of a service anew with one of the configurations, and waits until they are ready. */
  configure(service: string, variant: Variant, instances: readonly string[]): Promise<void>
  /** Stops instances until they are started again. */
  stop(instances: readonly string[]): Promise<void>
  /** Starts stopped instances, and waits until they are ready. */
  start(instances: readonly string[]): Promise<void>
  report(line: string): void
  readonly signal: AbortSignal
}

/** How a command is run. */
export interface RunOptions {
  readonly timeoutMs: number
  readonly stdin?: string
  /** Account of the host; root by default. */
  readonly user?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Instances of a role, such as `trino/worker`, in order. */
export function instancesOf({ plan }: Pick<Site, 'plan'>, role: string): readonly string[] {
  return plan.instances.filter(({ id }) => id.startsWith(`${role}/`)).map(({ id }) => id)
}

/** The host of the first instance of a role, without `host/`. Throws where there is none. */
export function firstHostOf({ plan }: Pick<Site, 'plan'>, role: string): string {
  const first = plan.instances.find(({ id }) => id.startsWith(`${role}/`))
  if (first === undefined) throw new Error(`the plan has no ${role}`)
  return first.host.slice('host/'.length)
}

/** An endpoint of the plan. Throws where there is none. */
export function endpointOf({ plan }: Pick<Site, 'plan'>, id: string) {
  const found = plan.endpoints.find((endpoint) => endpoint.id === id)
  if (found === undefined) throw new Error(`the plan has no ${id}`)
  return found
}

const triedAgainAfterMs = 500

/** Repeats what fails until it succeeds, such as a request to what the balancer does not yet know to be back. At last throws its error. */
export async function untilServed<T>(attempt: () => Promise<T>, timeoutMs: number): Promise<T> {
  const deadlineMs = performance.now() + timeoutMs
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (performance.now() > deadlineMs) throw error
      await new Promise((resolve) => setTimeout(resolve, triedAgainAfterMs))
    }
  }
}
