// Rehearsal: the process of the supervisor. Reads the secrets from its standard input, so that they are in no file
// and no argument; everything else is in the place that its environment names.

import { text as readAll } from 'node:stream/consumers'
import { serveControl } from './control-server.ts'
import { startDialer } from './dialer.ts'
import { currentPlace, readPointer } from './place.ts'
import { processRef } from './proc.ts'
import { writeAtomically } from './state.ts'
import { Supervisor } from './supervisor.ts'

const place = currentPlace()

function log(message: string): void {
  process.stderr.write(`${new Date().toISOString()} ${message}\n`)
}

async function main(): Promise<void> {
  const pointer = readPointer(place.pointerFile)
  const self = processRef(process.pid)
  if (pointer === undefined || self === undefined) throw new Error(`no pointer at ${place.pointerFile}`)
  // First of all, so that `down` finds us from now on.
  writeAtomically(place.pointerFile, JSON.stringify({ ...pointer, supervisor: self }), 0o600)
  const secrets = JSON.parse((await readAll(process.stdin)) || '{}') as Record<string, string>
  const supervisor = new Supervisor(place, pointer, secrets)
  for (const name of ['SIGINT', 'SIGHUP'] as const) process.on(name, () => log(`${name} ignored`))
  process.on('SIGTERM', () => {
    log('ends on SIGTERM; what runs goes on')
    supervisor.save()
    process.exit(0)
  })
  supervisor.events.follow(0, (event) => log(`${event.kind} ${event.id}: ${event.state} ${event.detail}`))
  let dialer = await startDialer(place, onDialerExit)
  supervisor.helpers = [dialer.pid ?? 0]
  function onDialerExit(code: number | null): void {
    log(`the dialer ended with status ${code}; it is started again`)
    startDialer(place, onDialerExit).then(
      (next) => {
        dialer = next
        supervisor.helpers = [dialer.pid ?? 0]
      },
      (error: unknown) => fail(error),
    )
  }
  await serveControl(place, supervisor)
  await supervisor.start()
  log('every host is there')
}

function fail(error: unknown): never {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error))
  process.exit(1)
}

process.on('unhandledRejection', (error) => {
  log(`unhandled: ${error instanceof Error ? error.stack : String(error)}`)
})
main().catch(fail)
