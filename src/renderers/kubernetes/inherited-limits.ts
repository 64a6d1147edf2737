// Limits that a chart brings itself: helm merges maps, so that a processor limit of the chart's own stays beside our requests. One below the
// request is refused by the API server, and any other throttles.

import { isMap, isPair, isScalar, LineCounter, parse, parseDocument, visit } from 'yaml'
import { at } from '../../model/json-at.ts'
import type { JsonObject } from '../../model/plan.ts'
import type { ChartFiles } from './chart-keys.ts'

/** One limit that was not asked for. */
export interface InheritedLimit {
  /** Such as `resources.limits.cpu`, names from the top joined by dots. */
  readonly key: string
  /** What the chart sets. */
  readonly value: string
  /** Of the `resources` in the values that were checked. */
  readonly line: number
  readonly column: number
}

/** Every `resources` of `text` (YAML) that says something, beside which a limit of the chart's own stays. `null` takes one away. */
export function inheritedLimits(text: string, chart: Pick<ChartFiles, 'values'>): readonly InheritedLimit[] {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const own = parse(chart.values) as JsonObject
  const found: InheritedLimit[] = []
  visit(document, {
    Pair(_key, pair, ancestors) {
      if (!isScalar(pair.key) || pair.key.value !== 'resources' || !isMap(pair.value)) return
      const parents = ancestors.flatMap((one) =>
        isPair(one) && isScalar(one.key) ? [String(one.key.value)] : [],
      )
      const path = [...parents, 'resources']
      const limits = at(own, ...path, 'limits')
      if (typeof limits !== 'object' || limits === null || Array.isArray(limits)) return
      const { line, col: column } = lines.linePos(pair.key.range?.[0] ?? 0)
      for (const [name, value] of Object.entries(limits)) {
        if (pair.value.hasIn(['limits', name])) continue
        found.push({ key: [...path, 'limits', name].join('.'), value: String(value), line, column })
      }
    },
  })
  return found
}
