// `hanok render FILE --target T --out DIR`: the files of every host, or the documents about the platform.

import { catalog } from '../../catalog/index.gen.ts'
import type { Artifact } from '../../model/artifacts.ts'
import type { SizeName } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { renderHosts } from '../../renderers/hosts/render-hosts.ts'
import { type CommandInput, type CommandRun, optionText } from '../command.ts'
import { cliErrors } from '../errors.ts'
import { loadPlan } from '../load-plan.ts'
import type { Terminal } from '../terminal.ts'
import { writeArtifacts } from '../write-artifacts.ts'

const rendered = ['hosts'] as const

/** Writes the artifacts and says how many. */
export const run: CommandRun = async (terminal, input) =>
  optionText(input, 'target') === 'documents' ? documents(terminal, input) : hosts(terminal, input)

async function hosts(terminal: Terminal, input: CommandInput): Promise<number> {
  const size = (optionText(input, 'size') ?? 'production') as SizeName
  const plan = await loadPlan(input.arguments[0] ?? '', optionText(input, 'target'))
  const other = plan.clusters.find((cluster) => !(rendered as readonly string[]).includes(cluster.target))
  if (other !== undefined) throw cliErrors.noRenderer({ target: other.target, known: rendered })
  const artifacts = renderHosts(plan, catalog, size)
  const out = await write(input, artifacts)
  if (terminal.json) printJson(terminal, { directory: out, target: 'hosts', size }, artifacts)
  else {
    terminal.print(
      terminal.say(
        text(
          `${out}: ${artifacts.length} files for ${plan.hosts.length} hosts, ${size} sizes.`,
          `${out}: 호스트 ${plan.hosts.length}대를 위한 파일 ${artifacts.length}개를 ${size} 크기로 만들었습니다.`,
        ),
      ),
    )
  }
  return 0
}

/** The documents speak of any target, and of both sizes. */
async function documents(terminal: Terminal, input: CommandInput): Promise<number> {
  const plan = await loadPlan(input.arguments[0] ?? '')
  const [{ verdictOf }, { renderDocuments }] = await Promise.all([
    import('../verdict-of.ts'),
    import('../../renderers/documents/render-documents.ts'),
  ])
  const artifacts = renderDocuments(plan, verdictOf(plan), catalog)
  const out = await write(input, artifacts)
  if (terminal.json) printJson(terminal, { directory: out, target: 'documents' }, artifacts)
  else {
    terminal.print(
      terminal.say(
        text(
          `${out}: ${artifacts.length} files; begin with ${out}/documents/index.en.html.`,
          `${out}: 파일 ${artifacts.length}개를 만들었습니다. ${out}/documents/index.ko.html부터 보세요.`,
        ),
      ),
    )
  }
  return 0
}

async function write(input: CommandInput, artifacts: readonly Artifact[]): Promise<string> {
  const out = optionText(input, 'out') ?? ''
  await writeArtifacts(out, artifacts)
  return out
}

function printJson(
  terminal: Terminal,
  about: { readonly directory: string; readonly target: string; readonly size?: SizeName },
  artifacts: readonly Artifact[],
): void {
  terminal.printJson({ schemaVersion: 1, ...about, files: artifacts.map(({ path }) => path) })
}
