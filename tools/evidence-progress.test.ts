import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { EvidenceCell } from '../src/drills/evidence.ts'
import { EvidenceProgress } from './evidence-progress.ts'

const folder = mkdtempSync(join(tmpdir(), 'hanok-evidence-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const cell: EvidenceCell = {
  element: 'host/a',
  fault: 'kill-host:x',
  capability: 'store',
  workload: 's3',
  predicted: null,
  observed: { outcome: 'survives', fraction: 1, recoveryMs: 1 },
  acked: 1,
  lost: 0,
  unknown: 0,
  gapMs: 1,
  confirmed: true,
  verdict: 'pass',
}

test('goes on after an interruption, and begins anew for another plan or when it was complete', () => {
  new EvidenceProgress(folder, 'm', 'plan-1').add('a', [cell])
  const again = new EvidenceProgress(folder, 'm', 'plan-1')
  expect(again.part('a')).toEqual([cell])
  expect(again.part('b')).toBeUndefined()
  expect(new EvidenceProgress(folder, 'm', 'plan-2').part('a')).toBeUndefined()
  again.clear()
  expect(new EvidenceProgress(folder, 'm', 'plan-1').part('a')).toBeUndefined()
})
