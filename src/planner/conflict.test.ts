// What people read when not all that they ask for can hold.

import { beforeAll, describe, expect, test } from 'vitest'
import { catalog } from '../catalog/index.gen.ts'
import { describeError, HanokErrors } from '../model/errors.ts'
import { parseDeclaration } from '../model/parse-declaration.ts'
import type { Language } from '../model/text.ts'
import { loadHighs } from './placement/highs.ts'
import type { Solver } from './placement/solver.ts'
import { planPlatform } from './plan-platform.ts'
import { shapes } from './shapes.ts'

const words = {
  shapes: [...shapes.keys()],
  services: new Map(catalog.map((service) => [service.id, service.options])),
}

let solver: Solver

beforeAll(async () => {
  solver = await loadHighs()
})

const declare = (storageGiB: number, more = '') => `shape: minimum
hostGroups:
  - { name: control, count: 3, duties: [control, metadata] }
  - { name: edge, count: 2, duties: [edge] }
  - name: storage
    count: 4
    duties: [storage]
    hardware:
      cpus: 8
      memoryGiB: ${storageGiB}
      disks: [{ kind: hdd, gib: 20480 }]
  - { name: query, count: 3, duties: [query] }
  - { name: compute, count: 3, duties: [compute] }
${more}`

function linesOf(content: string, language: Language = 'en'): readonly string[] {
  try {
    planPlatform(parseDeclaration(content, 'platform.yaml', words), catalog, { solver })
  } catch (error) {
    if (error instanceof HanokErrors) return error.errors.map((one) => describeError(one, language))
    throw error
  }
  return []
}

describe('demands that cannot all hold', () => {
  test('are told in the words of the declaration, each at its place', () => {
    expect(linesOf(declare(8))).toMatchInlineSnapshot(`
      [
        "platform.yaml:7:5: These cannot all hold: seaweedfs/volume on 4 hosts with the duty "storage", at least 16 GiB of memory each; storage hosts have 8 GiB of memory.
        → Change any one of them and the rest can hold: enough is that storage hosts have at least 16 GiB of memory; or ask for fewer instances, or give the duty to other hosts.",
        "platform.yaml:10:7: One of the demands that cannot all hold: storage hosts have 8 GiB of memory.",
      ]
    `)
  })

  test('are told in Korean', () => {
    expect(linesOf(declare(8), 'ko')).toMatchInlineSnapshot(`
      [
        "platform.yaml:7:5: 다음을 모두 만족하는 배치는 없습니다: "storage" 역할을 맡은 호스트 4대에 seaweedfs/volume, 하나에 적어도 메모리 16 GiB; storage 호스트의 메모리는 8 GiB.
        → 이 가운데 하나만 바꾸면 나머지는 지킬 수 있습니다: storage 호스트의 메모리는 16 GiB 이상이면 충분; 또는 인스턴스를 줄이거나, 그 역할을 다른 호스트에 맡기세요.",
        "platform.yaml:10:7: 함께 지킬 수 없는 조건 가운데 하나: storage 호스트의 메모리는 8 GiB.",
      ]
    `)
  })

  test('point at the service where its options ask for too much', () => {
    expect(
      linesOf(declare(33, 'services:\n  seaweedfs: { filers: 4, gateways: 4 }\n')),
    ).toMatchInlineSnapshot(`
      [
        "platform.yaml:15:3: These cannot all hold: seaweedfs/master on 3 hosts with the duty "storage", at least 8 GiB of memory each; seaweedfs/volume on 4 hosts with the duty "storage", at least 16 GiB of memory each; seaweedfs/filer on 4 hosts with the duty "storage", at least 8 GiB of memory each; seaweedfs/s3 on 4 hosts with the duty "storage", at least 8 GiB of memory each; storage hosts have 33 GiB of memory.
        → Change any one of them and the rest can hold: enough is that storage hosts have at least 40 GiB of memory; or ask for fewer instances, or give the duty to other hosts.",
        "platform.yaml:10:7: One of the demands that cannot all hold: storage hosts have 33 GiB of memory.",
      ]
    `)
  })

  test('are none where every host has the room', () => {
    expect(linesOf(declare(64))).toEqual([])
  })
})
