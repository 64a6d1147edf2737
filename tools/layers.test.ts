// Proof that the layer rules of biome.json bite: breaches planted in a copy of the configuration are found.

import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
let folder = ''

const breaches = {
  'src/model/b1.ts': "export { x } from '../cli/run-call.ts'\n",
  'src/model/b2.ts': "export { readFile } from 'node:fs/promises'\n",
  'src/catalog/kafka/b3.ts': "export { x } from '../../planner/shapes.ts'\n",
  'src/planner/b4.ts': "export { spawn } from 'node:child_process'\n",
  'src/renderers/hosts/b5.ts': "export { x } from '../../rehearsal/rehearsal.ts'\n",
  'src/software/b6.ts': "export { x } from '../renderers/hosts/render-hosts.ts'\n",
  'src/rehearsal/b7.ts': "export { x } from '../drills/reach.ts'\n",
  'src/demo/b8.ts': "export { x } from '../cli/run-call.ts'\n",
}

const allowed = {
  'src/catalog/kafka/a1.ts': "export type { Plan } from '../../model/plan.ts'\n",
  'src/planner/a2.ts': "export { createHash } from 'node:crypto'\n",
  'src/renderers/hosts/a3.ts': "export { x } from '../../planner/flows.ts'\n",
  'src/rehearsal/a4.ts': "export { spawn } from 'node:child_process'\n",
  'src/cli/a5.ts': "export { x } from '../rehearsal/rehearsal.ts'\n",
  'src/planner/a6.test.ts': "export { readFileSync } from 'node:fs'\n",
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hanok-layers-'))
  cpSync(join(root, 'biome.json'), join(folder, 'biome.json'))
  for (const [path, content] of Object.entries({ ...breaches, ...allowed })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('every planted breach of the layers is found, and what is allowed is not', () => {
  const words = [
    'lint',
    '--vcs-enabled=false',
    '--only=style/noRestrictedImports',
    '--max-diagnostics=none',
    '--reporter=json',
    '.',
  ]
  const { stdout } = spawnSync(join(root, 'node_modules/.bin/biome'), words, {
    cwd: folder,
    encoding: 'utf8',
  })
  const found = new Set([...stdout.matchAll(/[ab]\d\.(test\.)?ts/g)].map(([name]) => name))
  expect([...found].sort()).toEqual(['b1.ts', 'b2.ts', 'b3.ts', 'b4.ts', 'b5.ts', 'b6.ts', 'b7.ts', 'b8.ts'])
})
