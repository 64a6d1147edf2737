// `hanok render --target compose`: one developer's machine.

import { join } from 'node:path'
import { serviceImages } from '../catalog/images.gen.ts'
import { catalog } from '../catalog/index.gen.ts'
import type { Plan, SizeName } from '../model/plan.ts'
import { text } from '../model/text.ts'
import { runnablePart } from '../planner/runnable-part.ts'
import { renderCompose } from '../renderers/compose/render-compose.ts'
import { plannedOnlyLine } from './planned-only.ts'
import type { Terminal } from './terminal.ts'
import { writeArtifacts } from './write-artifacts.ts'

/** Writes the artifacts and says how to start them. */
export async function writeCompose(
  terminal: Terminal,
  plan: Plan,
  { directory, size }: { readonly directory: string; readonly size: SizeName },
): Promise<number> {
  const artifacts = renderCompose(plan, catalog, serviceImages, size)
  await writeArtifacts(directory, artifacts)
  const { plannedOnly } = runnablePart(plan, catalog, { withGiven: false })
  if (terminal.json) {
    const files = artifacts.map(({ path }) => path)
    terminal.printJson({ schemaVersion: 1, directory, target: 'compose', size, plannedOnly, files })
    return 0
  }
  const starts = artifacts.filter(({ path }) => /\/containers\/.+\/run$/.test(path)).length
  const file = join(directory, 'compose', 'compose.yaml')
  terminal.print(
    terminal.say(
      text(
        `${directory}: ${starts} containers, ${size} sizes. Start them: docker compose --file ${file} up --build --detach --wait`,
        `${directory}: 컨테이너 ${starts}개를 ${size} 크기로 만들었습니다. 시작: docker compose --file ${file} up --build --detach --wait`,
      ),
    ),
  )
  if (plannedOnly.length > 0) terminal.print(terminal.say(plannedOnlyLine(plannedOnly)))
  return 0
}
