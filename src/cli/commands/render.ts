// `hanok render FILE --target T --out DIR`: the files of every host, or the documents about the platform.

import { catalog } from '../../catalog/index.gen.ts'
import type { SizeName } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import { runnablePart } from '../../planner/runnable-part.ts'
import { renderHosts } from '../../renderers/hosts/render-hosts.ts'
import { callErrors } from '../call-errors.ts'
import { type CommandRun, optionText } from '../command.ts'
import { cliErrors } from '../errors.ts'
import { loadPlan } from '../load-plan.ts'
import { plannedOnlyLine } from '../planned-only.ts'
import { writeArtifacts } from '../write-artifacts.ts'

const rendered = ['hosts', 'kubernetes', 'compose'] as const

/** Writes the artifacts and says how many. */
export const run: CommandRun = async (terminal, input) => {
  const target = optionText(input, 'target')
  const out = optionText(input, 'out') ?? ''
  if (target === 'documents') {
    // They speak of any target, and few calls need the code that writes them.
    const { writeDocuments } = await import('../write-documents.ts')
    return writeDocuments(terminal, await loadPlan(input.arguments[0] ?? ''), out)
  }
  const plan = await loadPlan(input.arguments[0] ?? '', target)
  const [first] = plan.clusters
  const usual: SizeName = first?.target === 'compose' ? 'rehearsal' : 'production'
  const size = (optionText(input, 'size') ?? usual) as SizeName
  const other = plan.clusters.find((cluster) => !(rendered as readonly string[]).includes(cluster.target))
  if (other !== undefined) throw cliErrors.noRenderer({ target: other.target, known: rendered })
  const secrets = optionText(input, 'secrets')
  if (secrets !== undefined && first?.target !== 'kubernetes') {
    throw callErrors.usage({ words: '--secrets: --target kubernetes', command: 'render' })
  }
  if (first?.target === 'kubernetes') {
    const { writeKubernetes } = await import('../write-kubernetes.ts')
    return writeKubernetes(terminal, plan, {
      directory: out,
      size,
      imageRegistry: optionText(input, 'registry'),
      secrets: secrets === undefined ? { kind: 'plain' } : await namedSource(secrets, plan.name),
    })
  }
  if (first?.target === 'compose') {
    const { writeCompose } = await import('../write-compose.ts')
    return writeCompose(terminal, plan, { directory: out, size })
  }
  const artifacts = renderHosts(plan, catalog, size)
  await writeArtifacts(out, artifacts)
  const { plannedOnly } = runnablePart(plan, catalog)
  if (terminal.json) {
    terminal.printJson({
      schemaVersion: 1,
      directory: out,
      target: 'hosts',
      size,
      plannedOnly,
      files: artifacts.map(({ path }) => path),
    })
    return 0
  }
  terminal.print(
    terminal.say(
      text(
        `${out}: ${artifacts.length} files for ${plan.hosts.length} hosts, ${size} sizes.`,
        `${out}: 호스트 ${plan.hosts.length}대를 위한 파일 ${artifacts.length}개를 ${size} 크기로 만들었습니다.`,
      ),
    ),
  )
  if (plannedOnly.length > 0) terminal.print(terminal.say(plannedOnlyLine(plannedOnly, catalog)))
  return 0
}

/** Few calls need what seals secrets, and it takes a while to load. */
async function namedSource(words: string, platform: string) {
  const { secretSource } = await import('../secret-source.ts')
  return secretSource(words, platform, Date.now())
}
