// Streamlit's application: sound Python, and it asks the Trino of the plan.

import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { fakeContext } from '../testing/context.ts'
import { service as trino } from '../trino/index.ts'
import { application } from './application.ts'
import { service } from './index.ts'

const platform = {
  services: [service, trino],
  seats: { 'streamlit/app': ['o1', 'o2'], 'trino/coordinator': ['q1'], 'trino/worker': ['q1'] },
}

describe('an application server', () => {
  const { process } = service.roles[0]?.configure?.(fakeContext(platform, service, 'app', 2)) ?? {}

  test('listens where people come from and asks Trino at its virtual IP', () => {
    expect(process?.argv).toContain('--server.address=10.77.30.12')
    expect(process?.env.TRINO_URL).toBe('http://10.77.20.5:8080')
  })

  test('asks nobody where there is no Trino', () => {
    const alone = { services: [service], seats: { 'streamlit/app': ['o1'] } }
    const made = service.roles[0]?.configure?.(fakeContext(alone, service, 'app'))
    expect(made?.process.env).not.toHaveProperty('TRINO_URL')
  })
})

test('the application is Python', () => {
  const read = 'import ast, sys; ast.parse(sys.stdin.read())'
  expect(execFileSync('/usr/bin/python3', ['-c', read], { input: application }).toString()).toBe('')
})
