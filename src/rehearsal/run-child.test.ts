// Programs that end, that do not, and that are not there.

import { expect, test } from 'vitest'
import { runChild } from './run-child.ts'

const env = process.env

test('gives status, output and what it said, with its input', async () => {
  const ended = await runChild('sh', ['-c', 'cat; echo bad >&2; exit 7'], {
    env,
    input: 'in',
    timeoutMs: 5_000,
  })
  expect(ended).toEqual({ code: 7, stdout: 'in', stderr: 'bad\n' })
})

test('one that takes too long is cut off, at once or after it could tidy up', async () => {
  const hard = await runChild('sleep', ['30'], { env, timeoutMs: 50 })
  expect(hard).toMatchObject({ code: 124, cutOff: 'timeout' })
  const tidy = ['-c', 'trap "echo tidied; exit 1" TERM; echo begun; while :; do sleep 0.05; done']
  const soft = await runChild('sh', tidy, { env, timeoutMs: 300, graceMs: 5_000 })
  expect(soft).toMatchObject({ code: 124, stdout: 'begun\ntidied\n', cutOff: 'timeout' })
  const deaf = ['-c', 'trap "" TERM; while :; do sleep 0.05; done']
  expect(await runChild('sh', deaf, { env, timeoutMs: 50, graceMs: 100 })).toMatchObject({ code: 124 })
})

test('an abort cuts it off, and keeps it from being started', async () => {
  const abort = new AbortController()
  setTimeout(() => abort.abort(), 50)
  const options = { env, timeoutMs: 20_000, signal: abort.signal }
  expect(await runChild('sleep', ['30'], options)).toMatchObject({ code: 124, cutOff: 'abort' })
  expect(await runChild('/nowhere/program', [], options)).toMatchObject({ code: 124, cutOff: 'abort' })
})

test('a program that is not there is an error', async () => {
  await expect(runChild('/nowhere/program', [], { env, timeoutMs: 1_000 })).rejects.toMatchObject({
    code: 'ENOENT',
  })
})
