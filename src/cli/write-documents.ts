// `hanok render FILE --target documents --out DIR`: the pages about a platform, for people.

import { catalog } from '../catalog/index.gen.ts'
import type { Plan } from '../model/plan.ts'
import { text } from '../model/text.ts'
import { renderDocuments } from '../renderers/documents/render-documents.ts'
import { runChecks } from '../verifier/run-checks.ts'
import { verifyPlan } from '../verifier/verify-plan.ts'
import type { Terminal } from './terminal.ts'
import { writeArtifacts } from './write-artifacts.ts'

/** Writes the documents of a plan, whatever target it is for, and says where to begin. */
export async function writeDocuments(terminal: Terminal, plan: Plan, out: string): Promise<number> {
  const artifacts = renderDocuments(plan, verifyPlan(plan, runChecks(plan)), catalog)
  await writeArtifacts(out, artifacts)
  if (terminal.json) {
    const files = artifacts.map(({ path }) => path)
    terminal.printJson({ schemaVersion: 1, directory: out, target: 'documents', files })
    return 0
  }
  terminal.print(
    terminal.say(
      text(
        `${out}: ${artifacts.length} files; begin with ${out}/documents/index.en.html.`,
        `${out}: 파일 ${artifacts.length}개를 만들었습니다. ${out}/documents/index.ko.html부터 보세요.`,
      ),
    ),
  )
  return 0
}
