import { describe, expect, it } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { defaultLoad } from '../model/load.ts'
import { planPlatform } from '../planner/plan-platform.ts'
import { runnablePart } from '../planner/runnable-part.ts'
import { allPaths, judgePath, type Path, scanPaths } from './reach.ts'

const whole = planPlatform(
  {
    file: 'platform.yaml',
    sha256: '0'.repeat(64),
    name: 'test',
    shape: 'minimum',
    profile: 'conservative',
    relaxes: [],
    load: defaultLoad,
    networks: {},
    services: {},
    source: {},
  },
  catalog,
)
const { plan } = runnablePart(whole, catalog)
const addressOf = (name: string, network: string) =>
  plan.hosts.find(({ id }) => id === `host/${name}`)?.networks.find(({ id }) => id === network)?.address ?? ''

describe('allPaths', () => {
  const paths = allPaths(plan, new Map([[addressOf('control-1', 'data'), new Set([2_888, 31_337])]]))
  const find = (from: string, address: string, port: number) =>
    paths.find((path) => path.from === from && path.address === address && path.port === port)

  it('opens Postgres to the balancers and to nobody on the compute hosts', () => {
    expect(find('edge-1', addressOf('control-1', 'data'), 5_432)?.open).toBe(true)
    expect(find('compute-1', addressOf('control-1', 'data'), 5_432)?.open).toBe(false)
  })

  it('lets the machine reach the virtual IP of Trino and of the web pages, and tries every other address', () => {
    expect(find('user', '10.77.30.5', 8_443)?.open).toBe(true)
    const others = paths.filter(({ from, open }) => from === 'user' && open)
    expect(others.map(({ address, port }) => `${address}:${port}`)).toEqual(
      [80, 443, 8_443].map((port) => `10.77.30.5:${port}`),
    )
    expect(find('user', addressOf('storage-1', 'storage'), 9_333)?.open).toBe(false)
  })

  it('tries ports that something listens on although no service has them', () => {
    expect(find('edge-1', addressOf('control-1', 'data'), 31_337)?.open).toBe(false)
  })

  it('expects no listener where only the leader has one', () => {
    const [leader, follower] = [addressOf('control-1', 'data'), addressOf('control-2', 'data')]
    expect(find('control-3', leader, 2_888)).toMatchObject({ open: true, silent: false })
    expect(find('control-3', follower, 2_888)).toMatchObject({ open: true, silent: true })
  })
})

describe('judgePath', () => {
  const path = (open: boolean, silent = false): Path => ({
    from: 'a',
    address: '10.0.0.1',
    port: 1,
    open,
    silent,
  })

  it('wants flows connected and everything else without an answer', () => {
    expect(judgePath(path(true), 'open')).toBeUndefined()
    expect(judgePath(path(true), 'timeout')).toContain('is a flow but timeout')
    expect(judgePath(path(true), 'refused')).toContain('is a flow but refused')
    expect(judgePath(path(true, true), 'refused')).toBeUndefined()
    expect(judgePath(path(false), 'timeout')).toBeUndefined()
    expect(judgePath(path(false), 'refused')).toContain('is no flow but refused')
    expect(judgePath(path(false), 'open')).toContain('is no flow but open')
  })

  it('is asked once for every path of a scan', async () => {
    const tried: number[] = []
    const paths = [1, 2, 3].map((port) => ({ ...path(port === 2), port }))
    const wrong = await scanPaths(
      paths,
      async ({ port }) => {
        tried.push(port)
        return 'timeout'
      },
      2,
    )
    expect(tried.sort()).toEqual([1, 2, 3])
    expect(wrong.map(({ path: { port } }) => port)).toEqual([2])
  })
})
