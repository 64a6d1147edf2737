// A Compose file while it runs in an engine of the test's own.

import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import type { ContainerEngine } from './container-engine.ts'

/** The file's own commands, and the states of its containers. */
export class ComposeRun {
  readonly #engine: ContainerEngine
  readonly #directory: string

  constructor(engine: ContainerEngine, directory: string) {
    this.#engine = engine
    this.#directory = directory
  }

  /** Runs docker-compose, which must succeed; gives what it said. */
  async run(...words: readonly string[]): Promise<string> {
    const done = await this.#engine.run('docker-compose', words, this.#directory)
    expect(done.exitCode, done.all.slice(-3_000)).toBe(0)
    return done.stdout
  }

  /** Names of the containers with their state, `healthy` where they have a check. */
  async states(): Promise<ReadonlyMap<string, string>> {
    const format = '--format={{.Label "com.docker.compose.service"}} {{.Status}}'
    const lines = await this.#engine.docker('ps', '--all', format)
    return new Map(lines.split('\n').map((line) => [line.split(' ')[0] ?? '', line] as const))
  }

  /** Waits until every container is healthy or has ended well; gives how many there are. */
  async allHealthy(withinMs: number): Promise<number> {
    const deadline = Date.now() + withinMs
    for (;;) {
      const all = [...(await this.states()).values()]
      const waiting = all.filter((line) => !/\(healthy\)|Exited \(0\)/.test(line))
      if (waiting.length === 0) return all.length
      if (Date.now() > deadline) throw new Error(`not healthy: ${waiting.join('; ')}`)
      await sleep(1_000)
    }
  }
}
