// Rehearsal: what happened, in order, for whoever follows it.

/** One change of state. `number` grows by one, so that nobody misses or repeats any. */
export interface RehearsalEvent {
  readonly number: number
  readonly atMs: number
  readonly kind: 'instance' | 'job' | 'host'
  readonly id: string
  readonly state: string
  readonly detail: string
}

const kept = 2_000

/** Keeps the latest events and hands new ones to followers. */
export class EventLog {
  #events: RehearsalEvent[] = []
  #next = 1
  readonly #followers = new Set<(event: RehearsalEvent) => void>()

  /** Adds an event now. */
  add(event: Omit<RehearsalEvent, 'number' | 'atMs'>): void {
    const full = { number: this.#next++, atMs: Date.now(), ...event }
    this.#events.push(full)
    if (this.#events.length > kept) this.#events = this.#events.slice(-kept / 2)
    for (const follower of this.#followers) follower(full)
  }

  /** Hands over every kept event after `since`, then each new one. Gives the function that ends it. */
  follow(since: number, follower: (event: RehearsalEvent) => void): () => void {
    for (const event of this.#events) if (event.number > since) follower(event)
    this.#followers.add(follower)
    return () => {
      this.#followers.delete(follower)
    }
  }
}
