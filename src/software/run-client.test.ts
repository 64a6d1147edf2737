// Clients are ended with all their children, and their words lose every address.

import { expect, test } from 'vitest'
import { runClient, withoutAddresses } from './run-client.ts'

test('no address stays in what a client said', () => {
  const said = [
    'Could not transfer artifact a:b:jar:1 from/to central (https://repo.example.org/maven2): Connect to repo.example.org:443 [repo.example.org/192.0.2.7] failed',
    'Unknown host repo.example.org: Name or service not known',
    "HTTPSConnectionPool(host='files.example.org', port=443): Read timed out.",
    "Could not resolve 'deb.example.org'",
    'E: Failed to fetch http://deb.example.org/x.deb  404  Not Found [IP: 192.0.2.1 80]',
  ].join('\n')
  const shown = withoutAddresses(said)
  expect(shown).not.toMatch(/example\.org|192\.0\.2/)
  expect(shown).toContain('Could not transfer artifact a:b:jar:1')
  expect(shown).toContain('404  Not Found')
})

test('a failing client is a result, not an exception', async () => {
  const result = await runClient(['sh', '-c', 'echo broken >&2; exit 4'], { cwd: '/' })
  expect(result).toEqual({ ok: false, stdout: '', output: 'broken' })
})

test('a command that does not exist is a failing client', async () => {
  expect((await runClient(['hanok-no-such-command'], { cwd: '/' })).ok).toBe(false)
})

test('an abort ends a client and its children', async () => {
  const abort = new AbortController()
  const running = runClient(['sh', '-c', 'sleep 60 & echo $!; wait'], { cwd: '/', signal: abort.signal })
  setTimeout(() => abort.abort(), 200)
  const result = await running
  expect(result.ok).toBe(false)
  const child = Number(result.stdout)
  expect(child).toBeGreaterThan(1)
  await expect.poll(() => isAlive(child), { timeout: 5_000 }).toBe(false)
})

test('a client that must not be cut off is only asked, and comes to its own end', async () => {
  const abort = new AbortController()
  const running = runClient(['sh', '-c', 'trap "" INT; sleep 0.6; echo done'], {
    cwd: '/',
    signal: abort.signal,
    onAbort: 'finish',
  })
  setTimeout(() => abort.abort(), 200)
  expect(await running).toEqual({ ok: true, stdout: 'done', output: 'done' })
})

test('an abort that came before keeps the client from starting', async () => {
  const result = await runClient(['sh', '-c', 'echo started'], { cwd: '/', signal: AbortSignal.abort() })
  expect(result).toEqual({ ok: false, stdout: '', output: 'not started' })
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
