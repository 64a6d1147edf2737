// `hanok verify FILE`: what every failure does to people's use, and what is wrong with the plan; with `--manifests`, what rendered
// manifests do otherwise than the plan.

import { planSha256 } from '../../model/canonical-json.ts'
import type { Plan } from '../../model/plan.ts'
import { text } from '../../model/text.ts'
import type { Finding, Severity } from '../../model/verdict.ts'
import { verifyManifests } from '../../verifier/manifests/verify-manifests.ts'
import { runChecks } from '../../verifier/run-checks.ts'
import { verifyPlan } from '../../verifier/verify-plan.ts'
import { type CommandInput, type CommandRun, optionText } from '../command.ts'
import { describeFindings } from '../describe-findings.ts'
import { describeVerdict } from '../describe-verdict.ts'
import { loadPlan } from '../load-plan.ts'
import { type ReadManifests, readManifestsFrom } from '../read-manifests.ts'
import type { Terminal } from '../terminal.ts'

/** Prints the verdict on FILE. Ends with 1 when a finding is an error; with `--strict` when one is a warning, too. */
export const run: CommandRun = async (terminal, input) => {
  const manifests = optionText(input, 'manifests')
  const findings =
    manifests === undefined
      ? await judgePlan(terminal, input)
      : await judgeManifests(terminal, input, manifests)
  const grave: readonly Severity[] = input.options.strict === true ? ['error', 'warning'] : ['error']
  return findings.some(({ severity }) => grave.includes(severity)) ? 1 : 0
}

async function judgePlan(terminal: Terminal, input: CommandInput): Promise<readonly Finding[]> {
  const plan = await loadPlan(input.arguments[0] ?? '', optionText(input, 'target'))
  const verdict = verifyPlan(plan, runChecks(plan))
  if (terminal.json) {
    terminal.printJson({ ...verdict, findings: inOneLanguage(verdict.findings, terminal.say) })
  } else for (const line of describeVerdict(plan, verdict, terminal.say)) terminal.print(line)
  return verdict.findings
}

async function judgeManifests(
  terminal: Terminal,
  input: CommandInput,
  path: string,
): Promise<readonly Finding[]> {
  const plan = await loadPlan(input.arguments[0] ?? '', optionText(input, 'target') ?? 'kubernetes')
  const read = await readManifestsFrom(path)
  const findings = verifyManifests(plan, read.manifests)
  if (terminal.json) {
    const { files, stoodIn, manifests } = read
    const told = inOneLanguage(findings, terminal.say)
    const objects = manifests.filter(({ stoodInFor }) => stoodInFor === undefined).length
    terminal.printJson({
      schemaVersion: 1,
      planSha256: planSha256(plan),
      files,
      objects,
      stoodIn,
      findings: told,
    })
  } else {
    for (const line of describeRead(plan, read, terminal.say)) terminal.print(line)
    for (const line of describeFindings(plan, findings, terminal.say)) terminal.print(line)
  }
  return findings
}

function describeRead(plan: Plan, { files, stoodIn, manifests }: ReadManifests, say: Terminal['say']) {
  const objects = manifests.filter(({ stoodInFor }) => stoodInFor === undefined).length
  const derived = stoodIn.join(', ')
  return [
    say(
      text(
        `${plan.name}: ${objects} objects from ${files} files, compared with the plan's ${plan.instances.length} instances on ${plan.hosts.length} hosts.`,
        `${plan.name}: 파일 ${files}개의 객체 ${objects}개를 계획(호스트 ${plan.hosts.length}대, 인스턴스 ${plan.instances.length}개)과 비교했습니다.`,
      ),
    ),
    ...(stoodIn.length === 0
      ? []
      : [
          say(
            text(
              `Not given as workloads, so judged by their values and custom resources (images and probes unseen): ${derived}. \`helm template\` shows the charts' own.`,
              `워크로드가 없어 값과 커스텀 리소스로 판단한 것(이미지와 프로브는 보지 못함): ${derived}. 차트가 실제로 만드는 것은 \`helm template\`으로 볼 수 있습니다.`,
            ),
          ),
        ]),
  ]
}

/** Findings as JSON: each text in the user's language, beside codes and data that have none. */
function inOneLanguage(findings: readonly Finding[], say: Terminal['say']) {
  return findings.map((finding) => ({
    ...finding,
    message: say(finding.message),
    why: say(finding.why),
    fix: say(finding.fix),
  }))
}
