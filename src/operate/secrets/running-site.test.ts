import { expect, it } from 'vitest'
import { type Holder, type RunningSite, restartInTurn } from './running-site.ts'

it('restarts one after the other, and after each waits as long as others may pass it over', async () => {
  const done: string[] = []
  const site: RunningSite = {
    lookUp: (name) => name,
    kept: () => undefined,
    change: () => undefined,
    holdersOf: () => [],
    layOut: () => undefined,
    reload: async () => undefined,
    restart: async (instance) => {
      done.push(instance)
    },
    runs: async (instance) => instance !== 'seaweedfs/filer/3',
    leads: async () => false,
    pause: async (ms) => {
      done.push(`${ms} ms`)
    },
  }
  const holder = (instance: string, passedOverMs?: number): Holder => ({
    instance,
    host: 'h',
    reloads: false,
    ...(passedOverMs === undefined ? {} : { passedOverMs }),
  })
  const told: string[] = []
  const holders = [
    holder('seaweedfs/filer/1', 35),
    holder('seaweedfs/filer/3', 35),
    holder('grafana/server/1'),
  ]
  expect(
    await restartInTurn(holders, site, ({ kind, instance }) => told.push(`${kind} ${instance}`)),
  ).toEqual(['seaweedfs/filer/1', 'grafana/server/1'])
  expect(done).toEqual(['seaweedfs/filer/1', '35 ms', 'grafana/server/1'])
  expect(told[1]).toBe('down seaweedfs/filer/3')
})
