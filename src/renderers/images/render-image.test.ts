// What a build context promises: several stages, nobody root without a reason, every byte locked.

import { describe, expect, test } from 'vitest'
import { image as hiveMetastoreImage } from '../../catalog/hive-metastore/image.ts'
import { imageReference } from '../../catalog/image.ts'
import { keepalivedImage } from '../../catalog/load-balancer/keepalived-image.ts'
import { image as sparkImage } from '../../catalog/spark/image.ts'
import { image as streamlitImage } from '../../catalog/streamlit/image.ts'
import { image as supersetImage } from '../../catalog/superset/image.ts'
import { renderImage } from './render-image.ts'

const recipes = [hiveMetastoreImage, keepalivedImage, sparkImage, streamlitImage, supersetImage]

const filesOf = (recipe: (typeof recipes)[number]) =>
  new Map(
    renderImage(recipe, imageReference(recipe), 'x').map(({ path, content }) => [
      path.slice(`x/images/${recipe.name}/`.length),
      content,
    ]),
  )

describe.each(recipes.map((recipe) => ({ recipe, name: recipe.name })))('$name', ({ recipe }) => {
  const files = filesOf(recipe)
  const dockerfile = files.get('Dockerfile') ?? ''

  test('the same recipe gives the same bytes', () => {
    expect([...filesOf(recipe)]).toEqual([...files])
  })

  test('its processes are not root, unless it says why', () => {
    const { uid } = recipe.account
    const own = recipe.rootBecause === undefined
    expect(dockerfile.includes(`\nUSER ${uid}:${uid}\n`)).toBe(own)
    expect(dockerfile.includes('# Root: ')).toBe(!own)
  })

  test('the base is pinned, and can be another one', () => {
    expect(dockerfile).toMatch(/\nARG BASE=[a-z./]+:[a-z]+-\d{8}-slim\n/)
    expect(dockerfile.match(/^FROM .*/gm)?.every((line) => line.startsWith('FROM $BASE'))).toBe(true)
  })

  test('what is fetched is fetched in stages of its own, and every file is compared with its lock', () => {
    for (const { id, source } of recipe.software) {
      if (source.kind === 'apt' || source.kind === 'given') continue
      const list = source.kind === 'maven' ? 'SHA256SUMS' : 'requirements.txt'
      const lock = files.get(`software/${id}/${list}`) ?? ''
      expect(source.files.filter(({ sha256 }) => !lock.includes(sha256))).toEqual([])
      expect(dockerfile).toContain(`COPY software/${id} `)
    }
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))
    expect(last).not.toMatch(/-m pip |mvn|COPY software/)
    expect(dockerfile).not.toMatch(/https?:\/\//)
  })

  test('the packages of the distribution that its software names are installed in it', () => {
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))
    for (const { source } of recipe.software) {
      for (const name of source.kind === 'apt' ? source.packages : []) expect(last).toContain(name)
    }
  })
})

test('the reference that is given is the one that the Dockerfile says to build', () => {
  const [dockerfile] = renderImage(keepalivedImage, 'registry.example:5000/m/keepalived:2.2.7', 'x')
  expect(dockerfile?.content).toContain('docker build --tag registry.example:5000/m/keepalived:2.2.7 .')
})
