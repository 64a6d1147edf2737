import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { defaultLoad } from '../../model/load.ts'
import { indexTemplate, requestsScript, retentionPolicy } from './log-indices.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanok-log-rules-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the script with a `curl` that notes what it is asked for. `held`: what there is of the policy; `refused`: a path that is. */
function run(held: string, refused = 'nothing') {
  const curl = `#!/bin/sh
cat >/dev/null
for last; do :; done
case "$*" in *PUT*) method=PUT ;; *) method=GET ;; esac
echo "$method $last" >>'${folder}/asked'
case "$method $last" in
  *'${refused}'*) exit 22 ;;
  'GET '*_ism*) [ -n '${held}' ] || exit 22; echo '${held}' ;;
esac
`
  writeFileSync(join(folder, 'curl'), curl)
  chmodSync(join(folder, 'curl'), 0o755)
  const script = requestsScript(
    'https://search:9200',
    '/rules',
    template,
    retentionPolicy({ load: defaultLoad }),
  )
  const { status, stderr } = spawnSync('sh', ['-c', script], {
    env: {
      PATH: `${folder}:${process.env.PATH}`,
      OPENSEARCH_USERNAME: 'log-shipper',
      OPENSEARCH_PASSWORD: 'secret',
    },
    encoding: 'utf8',
  })
  return { status, stderr, asked: readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n') }
}

const template = indexTemplate({ datasets: [], sizing: [] })
const policy = 'https://search:9200/_plugins/_ism/policies/logs'

describe('the rules for logs', () => {
  test('are made once OpenSearch answers: a template, and a policy that was not there', () => {
    const { status, stderr, asked } = run('')
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(asked).toEqual([
      'GET https://search:9200/_cluster/health',
      'PUT https://search:9200/_index_template/logs',
      `GET ${policy}`,
      `PUT ${policy}`,
    ])
  })

  test('are made again over a policy that is there, by its version', () => {
    const { status, asked } = run('{"_id":"logs","_version":3,"_seq_no":17,"_primary_term":2,"policy":{}}')
    expect(status).toBe(0)
    expect(asked.at(-1)).toBe(`PUT ${policy}?if_seq_no=17&if_primary_term=2`)
  })

  test('end with an error where one is refused', () => {
    expect(run('', 'PUT https://search:9200/_index_template').status).not.toBe(0)
    expect(run('', `PUT ${policy}`).status).not.toBe(0)
  })

  test('let no line be refused for its type, and copy what the platform copies', () => {
    const { body } = indexTemplate({
      datasets: [
        {
          id: 'dataset/opensearch-indices',
          service: 'opensearch',
          copies: 2,
          minInSync: 1,
          domainKind: 'rack',
        },
      ],
    })
    expect(body).toMatchObject({
      index_patterns: ['logs-*'],
      template: { settings: { number_of_replicas: 1 }, mappings: { dynamic: false } },
    })
  })

  test('keep an index until its last line is as old as the load says', () => {
    const { body } = retentionPolicy({ load: { ...defaultLoad, searchRetentionDays: 14 } })
    expect(JSON.stringify(body)).toContain('"min_index_age":"15d"')
  })
})
