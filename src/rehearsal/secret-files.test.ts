import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { placeAt } from './place.ts'
import { holdersOf } from './secret-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'hanok-holders-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The rendered artifacts of one host. */
function render(hostname: string, processes: readonly object[], files: Readonly<Record<string, string>>) {
  const root = join(placeAt('hanokh', folder).artifactsDir, 'hosts', hostname)
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), content)
  }
  write('processes.json', JSON.stringify({ hostname, processes }))
  write('files.json', JSON.stringify(Object.keys(files).map((path) => ({ path, mode: '0640', owner: 'x' }))))
  for (const [path, content] of Object.entries(files)) write(join('files', path), content)
}

describe('holdersOf', () => {
  it('finds those that read it from a folder that is not theirs alone', () => {
    render(
      'desk-1',
      [{ id: 'superset/web/1', readsBeside: ['/etc/opt/hanok/superset'] }, { id: 'streamlit/server/1' }],
      { '/etc/opt/hanok/superset/superset_config.py': '{{secret:postgres/superset}}' },
    )
    const found = holdersOf(placeAt('hanokh', folder), ['postgres/superset'])
    expect(found.map(({ instance }) => instance)).toEqual(['superset/web/1'])
  })

  it('finds the instances whose own configuration holds a secret, and no other', () => {
    render(
      'storage-1',
      [{ id: 'seaweedfs/s3/1', reload: { signal: 'SIGHUP' } }, { id: 'seaweedfs/filer/1' }],
      {
        '/etc/opt/hanok/seaweedfs-s3/s3.json': '{{secret:s3/trino}} {{secret:s3-spare/trino}}',
        '/etc/opt/hanok/seaweedfs-filer/filer.toml': '{{secret:postgres/seaweedfs}}',
      },
    )
    render('compute-1', [{ id: 'trino/worker/1' }, { id: 'spark/worker/1' }], {
      '/etc/opt/hanok/trino-worker/catalog/lake.properties': '{{secret:s3/trino}}',
      '/etc/opt/hanok/spark/spark-defaults.conf': '{{secret:s3/spark}}',
    })
    const place = placeAt('hanokh', folder)
    expect(holdersOf(place, ['s3/trino'])).toEqual([
      { instance: 'trino/worker/1', host: 'compute-1', reloads: false },
      { instance: 'seaweedfs/s3/1', host: 'storage-1', reloads: true },
    ])
    expect(holdersOf(place, ['s3-spare/trino']).map(({ instance }) => instance)).toEqual(['seaweedfs/s3/1'])
    // Applications read it as they start: nobody is to be restarted for it.
    expect(holdersOf(place, ['s3/spark'])).toEqual([])
  })
})
