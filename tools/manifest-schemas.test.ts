// Schemas out of what an API server says of itself: closed, whole, and named as kubeconform looks for them.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeSchemas } from './manifest-schemas.ts'

const openApi = {
  definitions: {
    Budget: {
      type: 'object',
      properties: { spec: { $ref: '#/definitions/BudgetSpec' } },
      'x-kubernetes-group-version-kind': [{ group: 'policy.example.io', version: 'v1', kind: 'Budget' }],
    },
    BudgetSpec: {
      type: 'object',
      properties: {
        minAvailable: { type: 'string', format: 'int-or-string' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        anything: { type: 'object', properties: {}, 'x-kubernetes-preserve-unknown-fields': true },
      },
    },
    Unrelated: { type: 'object', properties: {} },
    DeleteOptions: {
      type: 'object',
      'x-kubernetes-group-version-kind': [
        { group: '', version: 'v1', kind: 'DeleteOptions' },
        { group: 'apps', version: 'v1', kind: 'DeleteOptions' },
      ],
    },
  },
}

test('each kind has a file with all that it leads to, closed where its fields are named', () => {
  const directory = mkdtempSync(join(tmpdir(), 'hanok-schemas-'))
  try {
    expect(writeSchemas(directory, openApi)).toBe(1)
    expect(readdirSync(directory)).toEqual(['budget-policy-v1.json'])
    const { $ref, definitions } = JSON.parse(readFileSync(join(directory, 'budget-policy-v1.json'), 'utf8'))
    expect($ref).toBe('#/definitions/Budget')
    expect(Object.keys(definitions)).toEqual(['Budget', 'BudgetSpec'])
    expect(definitions.Budget.additionalProperties).toBe(false)
    const { properties, additionalProperties } = definitions.BudgetSpec
    expect(additionalProperties).toBe(false)
    expect(properties.minAvailable).toEqual({ type: ['string', 'integer', 'number'] })
    expect(properties.labels.additionalProperties).toEqual({ type: 'string' })
    expect(properties.anything.additionalProperties).toBeUndefined()
  } finally {
    rmSync(directory, { recursive: true })
  }
})
