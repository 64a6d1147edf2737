// `hanok charts check FILE`: every value that Hanok sets, against the chart that takes it. Most charts ignore a misspelt key.

import { catalog } from '../../catalog/index.gen.ts'
import { kubernetesRenderers } from '../../catalog/kubernetes.gen.ts'
import { text } from '../../model/text.ts'
import { type UnknownKey, unknownKeys } from '../../renderers/kubernetes/chart-keys.ts'
import { type InheritedLimit, inheritedLimits } from '../../renderers/kubernetes/inherited-limits.ts'
import { renderKubernetes } from '../../renderers/kubernetes/render-kubernetes.ts'
import { callErrors } from '../call-errors.ts'
import { type CommandRun, optionText } from '../command.ts'
import { loadPlan } from '../load-plan.ts'
import { helmCache, readChart } from '../read-charts.ts'
import type { Terminal } from '../terminal.ts'

interface CheckedChart {
  /** Name of the values, such as `trino` or `opensearch.data`. */
  readonly values: string
  readonly chart: string
  readonly version: string
  readonly found: string | null
  readonly state: 'checked' | 'unchecked' | 'other-version'
  readonly unknown: readonly UnknownKey[]
  readonly uncheckedDependencies: readonly string[]
  readonly inherited: readonly InheritedLimit[]
}

/** Checks and tells. Ends with 1 where a key is unknown or a limit of the chart's own stays, or with `--strict` where something could not be checked. */
export const run: CommandRun = async (terminal, input) => {
  const [action = '', file = ''] = input.arguments
  if (action !== 'check') throw callErrors.unknownChartAction({ found: action })
  const plan = await loadPlan(file, 'kubernetes')
  const artifacts = renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' })
  const content = new Map(artifacts.map(({ path, content: text }) => [path, text]))
  const about = JSON.parse(content.get('hanok.json') ?? '{}') as {
    readonly charts: Readonly<Record<string, string>>
    readonly unlisted: Readonly<Record<string, Readonly<Record<string, string>>>>
  }
  const directory = optionText(input, 'charts') ?? helmCache()
  const checked = [...content]
    .filter(([path]) => path.startsWith('kubernetes/values/'))
    .map(([path, values]): CheckedChart => {
      const name = path.slice('kubernetes/values/'.length, -'.yaml'.length)
      const [chart = ''] = name.split('.')
      const version = about.charts[chart] ?? ''
      const files = readChart(directory, chart, version)
      const base = { values: name, chart, version, found: files?.version ?? null }
      if (files === undefined)
        return { ...base, state: 'unchecked', unknown: [], uncheckedDependencies: [], inherited: [] }
      const state = files.version === version ? 'checked' : 'other-version'
      const inherited = inheritedLimits(values, files)
      return { ...base, state, ...unknownKeys(values, files, about.unlisted[chart]), inherited }
    })
  if (terminal.json) terminal.printJson({ schemaVersion: 1, directory, charts: checked })
  else tell(terminal, directory, checked)
  const isUnsure = checked.some(({ state }) => state !== 'checked')
  const isWrong = checked.some(({ unknown, inherited }) => unknown.length + inherited.length > 0)
  return isWrong || (isUnsure && input.options.strict === true) ? 1 : 0
}

function tell(terminal: Terminal, directory: string, charts: readonly CheckedChart[]): void {
  const { say, print } = terminal
  for (const { values, chart, version, found, state, unknown, uncheckedDependencies, inherited } of charts) {
    for (const { key, line, column, nearest } of unknown) {
      const hint =
        nearest === undefined ? '' : say(text(` Did you mean ${nearest}?`, ` ${nearest} 아닌가요?`))
      print(
        `values/${values}.yaml:${line}:${column}: ${say(text(`${chart} ${found} does not know ${key}.`, `${chart} ${found} 차트에 ${key} 키가 없습니다.`))}${hint}`,
      )
    }
    for (const { key, value, line, column } of inherited) {
      print(
        `values/${values}.yaml:${line}:${column}: ${say(text(`${chart} ${found} sets ${key} to ${value}, and nothing takes that away.`, `${chart} ${found} 차트가 ${key}를 ${value}(으)로 정하는데 없애지 않았습니다.`))}`,
      )
    }
    if (state === 'unchecked') {
      print(
        say(
          text(
            `${chart} ${version}: not checked, it is not in ${directory} (helm pull ${chart} --version ${version}).`,
            `${chart} ${version}: ${directory}에 없어 검사하지 못했습니다(helm pull ${chart} --version ${version}).`,
          ),
        ),
      )
    } else if (state === 'other-version') {
      print(
        say(
          text(
            `${chart}: checked against ${found}, not ${version}, which is what would be installed.`,
            `${chart}: 설치할 ${version}이 아니라 ${found}와 비교했습니다.`,
          ),
        ),
      )
    }
    if (uncheckedDependencies.length > 0) {
      const names = uncheckedDependencies.join(', ')
      print(
        say(
          text(
            `${chart}: not checked below ${names}: charts of their own.`,
            `${chart}: ${names} 아래는 별도 차트라 검사하지 않았습니다.`,
          ),
        ),
      )
    }
  }
  const count = charts.reduce((sum, { unknown }) => sum + unknown.length, 0)
  const done = charts.filter(({ state }) => state !== 'unchecked').length
  print(
    say(
      text(
        `${done} of ${charts.length} sets of values checked, ${count} unknown keys.`,
        `값 파일 ${charts.length}개 중 ${done}개 검사, 모르는 키 ${count}개.`,
      ),
    ),
  )
}
