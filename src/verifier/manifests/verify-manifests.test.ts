// Manifests against the plan: what Hanok renders has nothing to be said against it, and each check finds what is planted.

import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { catalog } from '../../catalog/index.gen.ts'
import { kubernetesRenderers } from '../../catalog/kubernetes.gen.ts'
import { HanokErrors } from '../../model/errors.ts'
import type { KubernetesObject } from '../../model/kubernetes.ts'
import type { Finding } from '../../model/verdict.ts'
import { renderKubernetes } from '../../renderers/kubernetes/render-kubernetes.ts'
import { planned } from '../testing/planned.ts'
import { manifestChecks } from './checks/index.gen.ts'
import { type ManifestText, readManifests } from './manifest.ts'
import { verifyManifests } from './verify-manifests.ts'

const plan = planned('minimum', { target: 'kubernetes' })
const rendered = renderKubernetes(plan, catalog, kubernetesRenderers, { size: 'production' })
  .filter(({ path }) => path.startsWith('kubernetes/manifests/'))
  .map(({ path, content }): ManifestText => ({ file: path, content }))
const manifests = readManifests(rendered)

/** Charts and operators are absent here, and with them the workloads of which services have others. */
const isOfCharts = ({ code }: Finding) => code.startsWith('manifest-role.')

function judged(texts: readonly ManifestText[]): readonly Finding[] {
  return verifyManifests(plan, readManifests(texts)).filter((finding) => !isOfCharts(finding))
}

describe('what Hanok renders', () => {
  it('has nothing to be said against it', () => {
    expect(verifyManifests(plan, manifests).filter((finding) => !isOfCharts(finding))).toEqual([])
  })
})

describe.each(manifestChecks.map((check) => [check.id, check] as const))('the check %s', (id, check) => {
  it('finds what is planted, and says where, why and what to do', () => {
    const before = verifyManifests(plan, manifests).filter((finding) => finding.check === id).length
    const changed = manifests.map((manifest) => {
      const object = check.plant(manifest.object)
      return object === undefined ? manifest : { ...manifest, object: object as KubernetesObject }
    })
    expect(changed.some((manifest, index) => manifest !== manifests[index])).toBe(true)
    const findings = verifyManifests(plan, changed).filter((finding) => finding.check === id)
    expect(findings.length).toBeGreaterThan(before)
    for (const { code, message, why, fix, at } of findings) {
      expect(code.startsWith(`${id}.`)).toBe(true)
      expect(at.line).toBeGreaterThan(0)
      for (const words of [message, why, fix]) {
        expect(words.en).toMatch(/[.?)]$/)
        expect(words.ko).toMatch(/[가-힣]/)
        expect(`${words.en}${words.ko}`).not.toMatch(/undefined|NaN|\[object/)
      }
    }
  })
})

describe('a wrong number of replicas', () => {
  it('is found with its file, its line and its object', () => {
    const file = rendered.find(({ content }) =>
      content.includes('kind: Deployment\nmetadata:\n  name: server'),
    )
    const lines = (file?.content ?? '').split('\n')
    const start = lines.findIndex(
      (line, index) => line === '  name: server' && lines[index - 2] === 'kind: Deployment',
    )
    const line = lines.findIndex((text, index) => index > start && /^ {2}replicas: /.test(text))
    lines[line] = '  replicas: 1'
    const others = rendered.filter((one) => one !== file)
    const [found, ...more] = judged([...others, { file: 'changed.yaml', content: lines.join('\n') }]).filter(
      ({ check }) => check === 'manifest-replicas',
    )
    expect(more).toEqual([])
    expect(found?.at).toEqual({ file: 'changed.yaml', line: line + 1, column: 3, pointer: '/spec/replicas' })
    expect(found?.data.object).toBe('Deployment/minimum-hive-metastore/server')
  })
})

describe('reading manifests', () => {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one' } }

  it('takes lists apart, and leaves out what is no object of Kubernetes', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [object, { ...object, metadata: { name: 'two' } }] }
    const texts = [
      { file: 'a.json', content: JSON.stringify(list) },
      { file: 'values.yaml', content: 'replicas: 3\n' },
      { file: 'empty.yaml', content: '---\n# nothing\n---\n' },
    ]
    expect(readManifests(texts).map((one) => one.object.metadata.name)).toEqual(['one', 'two'])
  })

  it('counts lines from the head of the file, in documents after the first', () => {
    const [, second] = readManifests([
      { file: 'a.yaml', content: `# head\n---\n${stringify(object)}---\n${stringify(object)}` },
    ])
    expect(second?.place('/metadata/name')).toMatchObject({ file: 'a.yaml', line: 11, column: 3 })
    expect(second?.place('/spec/nowhere')).toMatchObject({ file: 'a.yaml', line: 8 })
  })

  it('tells every syntax error of all files with its place', () => {
    const texts = [
      { file: 'a.yaml', content: `${stringify(object)}---\nkind: [\n` },
      { file: 'b.yaml', content: 'a: b: c\n' },
    ]
    let told: unknown
    try {
      readManifests(texts)
    } catch (error) {
      told = error
    }
    expect(told).toBeInstanceOf(HanokErrors)
    const places = (told as HanokErrors).errors.map(({ at }) => `${at?.file}:${at?.line}`)
    expect(places).toContain('a.yaml:7')
    expect(places).toContain('b.yaml:1')
  })

  it('refuses what unfolds without end', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (const [one, next] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'].map((pair) => [...pair])) {
      bomb.push(`${next}: &${next} [${Array.from({ length: 9 }, () => `*${one}`).join(', ')}]`)
    }
    expect(() => readManifests([{ file: 'bomb.yaml', content: bomb.join('\n') }])).toThrow(HanokErrors)
  })

  it('skips definitions of custom resources, which are longer than what it reads', () => {
    const content = `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: [${'a, '.repeat(400_000)}]\n`
    expect(readManifests([{ file: 'crd.yaml', content }])).toEqual([])
  })

  it('reads four times as many objects in about four times the time', () => {
    const file = rendered.find(({ content }) => content.includes('kind: Deployment'))
    // Its own processor time: what else the machine does is none of its business.
    const cpuMs = (copies: number) => {
      const content = Array.from({ length: copies }, () => file?.content ?? '').join('---\n')
      const start = process.cpuUsage()
      expect(readManifests([{ file: 'many.yaml', content }]).length).toBeGreaterThan(2 * copies - 1)
      return process.cpuUsage(start).user / 1_000
    }
    cpuMs(50)
    expect(cpuMs(240) / cpuMs(60)).toBeLessThan(8)
  }, 120_000)
})
