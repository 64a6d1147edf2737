// The documents of whole platforms: everything of the plan is in them, in both languages, in both formats.

import { describe, expect, test } from 'vitest'
import { catalog } from '../../catalog/index.gen.ts'
import type { Plan } from '../../model/plan.ts'
import { planOfGroups, planOfShape, sampleFacts, sampleVerdict } from '../testing/sample-verdict.ts'
import { attributes, wellFormed } from '../testing/well-formed.ts'
import type { Block, Section } from './document-model.ts'
import { escapeHtml } from './html.ts'
import { reason } from './reasons.ts'
import { renderDocuments, writeDocument } from './render-documents.ts'

function rendered(plan: Plan): ReadonlyMap<string, string> {
  const artifacts = renderDocuments(plan, sampleVerdict(plan), catalog)
  return new Map(artifacts.map(({ path, content }) => [path, content]))
}

/** The kinds of blocks of a document, in order and nested, without words. */
function outline(blocks: readonly Block[]): unknown {
  return blocks.map((block) => {
    if (block.kind === 'section') return [block.id, outline(block.blocks)]
    if (block.kind === 'folded') return ['folded', outline(block.blocks)]
    if (block.kind === 'table') return ['table', block.columns.length, block.rows.length]
    return block.kind
  })
}

const shapes = ['starter', 'minimum', 'minimum-kafka']

test('writes pages, reports, drawings and what they were made from', () => {
  expect([...rendered(planOfShape('starter')).keys()]).toEqual([
    'documents/index.en.html',
    'documents/index.ko.html',
    'documents/report.en.md',
    'documents/report.ko.md',
    'documents/topology.en.svg',
    'documents/topology.svg',
    'hanok.json',
  ])
})

describe.each(shapes)('the documents of %s', (shape) => {
  const plan = planOfShape(shape)
  const files = rendered(plan)
  const pages = ['ko', 'en'].map((language) => files.get(`documents/index.${language}.html`) ?? '')
  const reports = ['ko', 'en'].map((language) => files.get(`documents/report.${language}.md`) ?? '')

  test('are the same bytes when they are made again', () => {
    expect(rendered(planOfShape(shape))).toEqual(files)
  })

  test('hold every host, instance, endpoint, flow and decision of the plan', () => {
    const facts = { ko: sampleFacts(plan, 'ko'), en: sampleFacts(plan, 'en') }
    for (const [index, language] of (['ko', 'en'] as const).entries()) {
      const [page = '', report = ''] = [pages[index], reports[index]]
      const names = [
        ...plan.hosts.flatMap((host) => [host.id.slice(5), ...host.networks.map(({ address }) => address)]),
        ...plan.instances.map(({ id }) => id),
        ...plan.endpoints.map(({ id }) => id.slice('endpoint/'.length)),
        ...plan.networks.map(({ subnet }) => subnet),
        ...plan.flows.map(({ from }) => from),
      ]
      for (const name of names) {
        expect(page).toContain(name)
        expect(report).toContain(name)
      }
      const reasons = [...plan.flows, ...plan.decisions].map(({ why }) => reason(facts[language], why))
      const givenUp = plan.relaxes.map((relax) => relax.text?.[language] ?? '')
      for (const why of [...reasons, ...givenUp]) expect(page).toContain(escapeHtml(why))
    }
  })

  test('are well-formed pages that need nothing from outside', () => {
    for (const page of pages) {
      expect(wellFormed(page)).toEqual([])
      expect(page).not.toMatch(/<(script|link|img|iframe|object|embed)\b|@import|url\(/)
      expect(attributes(page, 'href').filter((target) => !target.startsWith('#'))).toEqual([])
      expect(attributes(page, 'src')).toEqual([])
    }
  })

  test('have links that lead somewhere, and every anchor once', () => {
    for (const page of pages) {
      const ids = attributes(page, 'id')
      expect(new Set(ids).size).toBe(ids.length)
      for (const target of attributes(page, 'href')) expect(ids).toContain(target.slice(1))
    }
    for (const report of reports) {
      const ids = [...report.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, id]) => id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const [, target] of report.matchAll(/\]\(#([^)]+)\)/g)) expect(ids).toContain(target)
      for (const [, file] of report.matchAll(/\]\((?!#)([^)]+)\)/g))
        expect(files.has(`documents/${file}`)).toBe(true)
    }
  })

  test('tell the same in both languages', () => {
    const [korean, english] = (['ko', 'en'] as const).map((language) =>
      outline(writeDocument(sampleFacts(plan, language)).sections),
    )
    expect(korean).toEqual(english)
  })

  test('have as many cells in each row as columns', () => {
    const check = (blocks: readonly Block[]): void => {
      for (const block of blocks) {
        if (block.kind === 'section' || block.kind === 'folded') check(block.blocks)
        if (block.kind === 'table')
          for (const row of block.rows) expect(row).toHaveLength(block.columns.length)
      }
    }
    check(writeDocument(sampleFacts(plan, 'ko')).sections as readonly Section[])
  })

  test('say in Korean why flows are open and decisions were made', () => {
    const facts = sampleFacts(plan, 'ko')
    const reasons = new Set([...plan.flows, ...plan.decisions].map(({ why }) => why))
    expect([...reasons].filter((why) => !/[가-힣]/.test(reason(facts, why)))).toEqual([])
  })
})

test('show texts of findings as texts', () => {
  const page = rendered(planOfShape('starter')).get('documents/index.en.html')
  expect(page).toContain('Anyone may use &lt;Trino&gt; &amp; its &quot;web&quot; page')
})

test('stay small for a thousand hosts, and fold what is long', () => {
  const plan = planOfGroups({
    control: 5,
    edge: 2,
    storage: 300,
    query: 300,
    compute: 380,
    'kafka-broker': 5,
    'kafka-controller': 5,
    'kafka-connect': 3,
  })
  const files = rendered(plan)
  const page = files.get('documents/index.ko.html') ?? ''
  expect(page.length).toBeLessThan(5 * 1024 * 1024)
  for (const { id } of plan.instances) expect(page).toContain(id)
  const first = page.slice(0, page.indexOf('<details>'))
  expect(first.length).toBeLessThan(64 * 1024)
})
