// Rehearsal: pauses that end early when something has happened or when they are called off.

/** Many can pause on it; `wake` ends all their pauses at once. */
export class Waker {
  readonly #sleepers = new Set<() => void>()

  /** Ends every pause now. */
  wake(): void {
    for (const end of [...this.#sleepers]) end()
  }

  /** Pauses for at most `ms`. Ends early on `wake` and when `signal` is aborted; never throws. Tells whether it was woken. */
  async pause(ms: number, signal?: AbortSignal): Promise<boolean> {
    if (signal?.aborted) return false
    return await new Promise((resolve) => {
      const end = (woken: boolean) => {
        clearTimeout(timer)
        this.#sleepers.delete(onWake)
        signal?.removeEventListener('abort', onAbort)
        resolve(woken)
      }
      const onWake = () => end(true)
      const onAbort = () => end(false)
      const timer = setTimeout(() => end(false), ms)
      this.#sleepers.add(onWake)
      signal?.addEventListener('abort', onAbort, { once: true })
    })
  }
}

/** A bounded number of places, given out in the order in which they were asked for. */
export class Slots {
  #free: number
  readonly #queue: (() => void)[] = []

  constructor(count: number) {
    this.#free = count
  }

  /** Waits for a place. Gives the function that returns it, which may be called more than once; undefined when called off. */
  async take(signal: AbortSignal): Promise<(() => void) | undefined> {
    if (signal.aborted) return undefined
    if (this.#free > 0) this.#free--
    else {
      const taken = await new Promise<boolean>((resolve) => {
        const onTurn = () => {
          signal.removeEventListener('abort', onAbort)
          resolve(true)
        }
        const onAbort = () => {
          this.#queue.splice(this.#queue.indexOf(onTurn), 1)
          resolve(false)
        }
        this.#queue.push(onTurn)
        signal.addEventListener('abort', onAbort, { once: true })
      })
      if (!taken) return undefined
    }
    let returned = false
    return () => {
      if (returned) return
      returned = true
      const next = this.#queue.shift()
      if (next === undefined) this.#free++
      else next()
    }
  }
}
