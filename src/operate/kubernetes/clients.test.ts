// Clients that fail in the ways of real ones: shell scripts in their place.

import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type ClusterAccess, mustRun, tryClient } from './clients.ts'
import { readRecord } from './platform-record.ts'
import { readSecrets } from './platform-secrets.ts'
import { findCluster, platformNamespaces } from './preflight.ts'
import { applyRelease, installedReleases } from './release-step.ts'

const folder = mkdtempSync(join(tmpdir(), 'hanok-clients-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const plan = { name: 'minimum' }

function access(script: string, signal = new AbortController().signal): ClusterAccess {
  const file = join(mkdtempSync(join(folder, 'bin-')), 'client')
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
  return { kubectl: file, helm: file, kubeconfig: undefined, context: undefined, signal }
}

describe('a client', () => {
  it('that does not come to an end is cut off, and says so', async () => {
    const { code, stderr } = await tryClient(access('exec sleep 30'), {
      program: 'kubectl',
      args: ['version'],
      timeoutMs: 1_000,
    })
    expect({ code, stderr }).toEqual({ code: 124, stderr: 'no answer within 1 s\n' })
  })

  it('may tidy up when the user interrupts, and the step is named', async () => {
    const abort = new AbortController()
    const file = join(folder, 'tidied')
    const script = `trap 'echo yes > ${file}; exit 1' TERM; while :; do sleep 0.05; done`
    setTimeout(() => abort.abort(), 300)
    await expect(
      mustRun(access(script, abort.signal), 'trino', { program: 'helm', args: ['upgrade'] }),
    ).rejects.toMatchObject({ code: 'apply.interrupted', message: 'Interrupted at trino.' })
    expect(readFileSync(file, 'utf8')).toBe('yes\n')
    // Nothing is started any more.
    await expect(findCluster(access('exit 0', abort.signal))).rejects.toMatchObject({
      code: 'apply.interrupted',
    })
  })

  it('that is not there is named', async () => {
    const gone = { ...access(''), helm: join(folder, 'nowhere') }
    await expect(mustRun(gone, 'a', { program: 'helm', args: [] })).rejects.toMatchObject({
      code: 'apply.noClient',
    })
  })
})

describe('what Hanok remembers on a cluster', () => {
  const forbidden = access("echo 'Error from server (Forbidden): no' >&2; exit 1")

  it('that may not be read is an error, and never taken for absent: new secrets would lock the data out', async () => {
    await expect(readSecrets(forbidden, plan)).rejects.toMatchObject({
      code: 'apply.stepFailed',
      message: expect.stringContaining('Forbidden'),
    })
    await expect(readRecord(forbidden, plan)).rejects.toMatchObject({ code: 'apply.stepFailed' })
  })

  it('that is not there is absent', async () => {
    expect(await readSecrets(access('exit 0'), plan)).toEqual({})
    expect(await readRecord(access('exit 0'), plan)).toBeUndefined()
  })

  it.each([
    ['half of a record', '{\\"schemaVersion\\":'],
    ['the record of a newer version', '{\\"schemaVersion\\":2}'],
  ])('that is %s is refused', async (_what, record) => {
    const holder = access(`cat <<'END'\n{"data":{"record":"${record}"}}\nEND`)
    await expect(readRecord(holder, plan)).rejects.toMatchObject({ code: 'apply.recordUnreadable' })
  })

  it('that are secrets somebody broke is refused', async () => {
    const values = Buffer.from('{"a":').toString('base64')
    const holder = access(`echo '{"data":{"values":"${values}"}}'`)
    await expect(readSecrets(holder, plan)).rejects.toMatchObject({ code: 'apply.recordUnreadable' })
  })
})

describe('another platform whose name begins with ours', () => {
  const namespace = (name: string, platform: string) => ({
    metadata: { name, labels: { 'app.kubernetes.io/part-of': platform } },
  })
  const items = [namespace('minimum-trino', 'minimum'), namespace('minimum-kafka-trino', 'minimum-kafka')]
  const releases = items.map(({ metadata }) => ({ name: 'trino', namespace: metadata.name }))
  const both = access(
    `case "$1" in get) echo '${JSON.stringify({ items })}';; list) echo '${JSON.stringify(releases)}';; esac`,
  )

  it('keeps its namespaces and releases to itself', async () => {
    expect([...(await platformNamespaces(both, plan))]).toEqual(['minimum-trino'])
    expect(await installedReleases(both, plan)).toEqual([releases[0]])
  })
})

describe('a release', () => {
  it('gets its values, which hold secrets, by standard input: they are in no file and on no command line', async () => {
    const seen = join(folder, 'seen')
    const helm = access(`case "$1" in upgrade) echo "$@" > ${seen}; cat >> ${seen};; esac`)
    const outcome = await applyRelease(helm, {
      step: {
        kind: 'release',
        name: 'trino',
        namespace: 'minimum-trino',
        chart: {
          name: 'trino',
          version: '1.0.0',
          appVersion: '480',
          repository: 'oci://charts.example.org',
        },
        values: '',
      } as Parameters<typeof applyRelease>[1]['step'],
      source: { directory: undefined },
      values: 'password: hidden\n',
      installed: undefined,
      wasCutOff: false,
    })
    expect(outcome).toBe('installed')
    const [call = '', ...input] = readFileSync(seen, 'utf8').split('\n')
    expect(call).toContain('--values=-')
    expect(call).not.toContain('hidden')
    expect(input).toEqual(['password: hidden', ''])
  })
})
