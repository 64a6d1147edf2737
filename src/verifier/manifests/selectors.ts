// Kubernetes' selectors, terms and tolerations, as its scheduler reads them ("Labels and Selectors", "Assigning Pods to Nodes",
// "Taints and Tolerations").

import { at, listAt, objectAt } from '../../model/json-at.ts'
import { groupLabel } from '../../model/kubernetes.ts'
import type { JsonObject, JsonValue } from '../../model/plan.ts'
import type { NodeFacts } from './manifest-facts.ts'

type Labels = Readonly<Record<string, string>>

function holds({ key, operator, values }: JsonObject, labels: Labels): boolean {
  const value = labels[String(key)]
  const listed = Array.isArray(values) && value !== undefined && values.map(String).includes(value)
  switch (operator) {
    case 'In':
      return listed
    case 'NotIn':
      return !listed
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    case 'Gt':
      return Number(value) > Number(Array.isArray(values) ? values[0] : Number.NaN)
    case 'Lt':
      return Number(value) < Number(Array.isArray(values) ? values[0] : Number.NaN)
    default:
      return false
  }
}

/** Whether a label selector takes these labels. None at all takes nothing, an empty one everything. */
export function selects(selector: JsonValue | undefined, labels: Labels): boolean {
  if (selector === undefined || selector === null) return false
  return (
    Object.entries(objectAt(selector, 'matchLabels')).every(([key, value]) => labels[key] === value) &&
    listAt(selector, 'matchExpressions').every((expression) => holds(expression, labels))
  )
}

/** Whether a pod of this specification may be on a node: its selector, its required affinity, and the taint of the node's group. */
export function allowedOn(spec: JsonObject, { labels }: NodeFacts): boolean {
  const wanted = Object.entries(objectAt(spec, 'nodeSelector')).every(([key, value]) => labels[key] === value)
  const required = at(spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution')
  const terms = listAt(required, 'nodeSelectorTerms')
  const inTerm =
    required === undefined ||
    terms.some((term) => {
      const expressions = listAt(term, 'matchExpressions')
      return expressions.length > 0 && expressions.every((expression) => holds(expression, labels))
    })
  return wanted && inTerm && toleratesGroup(spec, labels[groupLabel] ?? '')
}

function toleratesGroup(spec: JsonObject, group: string): boolean {
  return listAt(spec, 'tolerations').some(({ key, operator, value, effect }) => {
    const takesEffect = effect === undefined || effect === '' || effect === 'NoSchedule'
    if (!takesEffect) return false
    if (operator === 'Exists') return key === undefined || key === '' || key === groupLabel
    return key === groupLabel && value === group
  })
}
