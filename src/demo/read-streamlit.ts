// Demo: the Streamlit page, read over its WebSocket as a browser reads it, on every host that serves it.

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { streamlitSoftware } from '../catalog/streamlit/software.ts'
import { hostPaths } from '../model/artifacts.ts'
import { text } from '../model/text.ts'
import { commandFailed, endpointOf, livingSeats, putFile, type Seat } from './platform.ts'
import { type CountCheck, countCheck, type StepContext, type StepFindings } from './step.ts'

const script = '/tmp/hanok-demo/read_page.py'
const mark = 'HANOK_PAGE '
const readTimeoutMs = 150_000

interface Page {
  readonly metrics: Readonly<Record<string, string>>
  readonly errors: readonly string[]
}

/** The number of flights that each instance's page shows. A page that shows an error shows none. */
export async function readStreamlit(context: StepContext): Promise<StepFindings> {
  const { platform, sources, report } = context
  const expected = sources.find(({ table }) => table.name === 'flights')?.digest.rows ?? 0
  const counts: CountCheck[] = []
  for (const seat of await livingSeats(platform, 'streamlit', 'app', 'service')) {
    const { metrics, errors } = await pageOf(context, seat)
    for (const error of errors)
      report(text(`${seat.instance} shows: ${error}`, `${seat.instance} 화면: ${error}`))
    const shown = errors.length > 0 ? 0 : Number((metrics.Flights ?? '0').replaceAll(/[,\s]/g, ''))
    counts.push(countCheck(`${seat.instance} flights`, shown, expected))
  }
  return { counts }
}

async function pageOf({ platform, signal }: StepContext, seat: Seat): Promise<Page> {
  const content = await readFile(fileURLToPath(new URL('./read_page.py', import.meta.url)))
  await putFile(platform, seat.hostname, script, content, signal)
  const { port } = endpointOf(platform.plan, 'endpoint/streamlit/app')
  const result = await platform.exec(seat.hostname, ['/usr/bin/python3', script, seat.address, `${port}`], {
    user: 'streamlit',
    env: { PYTHONPATH: `${hostPaths.software}/${streamlitSoftware.id}`, HOME: '/tmp' },
    timeoutMs: readTimeoutMs,
    signal,
  })
  const line = result.stdout.split('\n').find((one) => one.startsWith(mark))
  if (result.code !== 0 || line === undefined) throw commandFailed('read_page.py', seat.hostname, result)
  return JSON.parse(line.slice(mark.length)) as Page
}
