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
  const { process, files = [] } =
    service.roles[0]?.configure?.(fakeContext(platform, service, 'app', 2)) ?? {}

  test('listens where people come from and asks Trino at its virtual IP', () => {
    expect(process?.argv).toContain('--server.address=10.77.30.12')
    expect(process?.env.TRINO_URL).toBe('https://10.77.20.5:8443')
  })

  test('tells the application who it is and whom to trust by files, of which only it reads the password', () => {
    const { TRINO_USER, TRINO_PASSWORD_FILE, TRINO_CA_FILE } = process?.env ?? {}
    expect(TRINO_USER).toBe('streamlit')
    const fileAt = (path: string | undefined) => files.find((file) => file.path === path)
    expect(fileAt(TRINO_PASSWORD_FILE)).toMatchObject({
      content: '{{secret:trino/streamlit}}\n',
      mode: 0o400,
    })
    expect(fileAt(TRINO_CA_FILE)?.content).toBe('{{secret:authority/certificate}}\n')
  })

  test('asks nobody where there is no Trino', () => {
    const alone = { services: [service], seats: { 'streamlit/app': ['o1'] } }
    const made = service.roles[0]?.configure?.(fakeContext(alone, service, 'app'))
    expect(made?.process.env).not.toHaveProperty('TRINO_URL')
  })
})

test.each([false, true])('the application is Python, also where Trino is locked: %s', (locked) => {
  const read = 'import ast, sys; ast.parse(sys.stdin.read())'
  const input = application({ locked })
  expect(execFileSync('/usr/bin/python3', ['-c', read], { input }).toString()).toBe('')
})
