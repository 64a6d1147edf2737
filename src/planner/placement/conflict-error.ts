// Demands that cannot all hold → errors in the user's words, each at its place in the file.

import type { ParsedDeclaration } from '../../model/declaration.ts'
import { type FilePosition, HanokErrors } from '../../model/errors.ts'
import { type Text, text } from '../../model/text.ts'
import { planErrors } from '../errors.ts'
import type { HostSeat } from '../hosts.ts'
import { diskGiBOf, footprintOf, type NamedProblem, type RoleToPlace } from './build-problem.ts'
import type { Demand } from './infeasible.ts'

/** One error that says all demands, then one for each that stands elsewhere in the file. */
export function conflictError(
  problem: NamedProblem,
  demands: readonly Demand[],
  input: Pick<ParsedDeclaration, 'file' | 'source' | 'hosts' | 'hostGroups'>,
): HanokErrors {
  // What roles ask is said before what hosts have, each in the order of the plan.
  const rank = (demand: Demand): number =>
    'role' in demand ? demand.role : problem.roles.length + (demand.hosts[0] ?? 0)
  const ordered = [...demands].sort((a, b) => rank(a) - rank(b))
  const told = ordered.map((demand) => ({
    words: wordsOf(problem, demands, demand),
    at: placeOf(problem, demand, input),
  }))
  const roles = ordered.flatMap((demand) => ('role' in demand ? [roleOf(problem, demand.role).id] : []))
  const [first] = told
  const seen = new Set([first === undefined ? '' : keyOf(first.at)])
  const others = told.filter(({ at }) => {
    const isNew = !seen.has(keyOf(at))
    seen.add(keyOf(at))
    return isNew
  })
  return new HanokErrors([
    planErrors.conflict({ demands: told.map(({ words }) => words), roles }, { at: first?.at }),
    ...others.map(({ words, at }) => planErrors.conflictPart({ demand: words }, { at })),
  ])
}

function keyOf({ line, column }: FilePosition): string {
  return `${line}:${column}`
}

function wordsOf(problem: NamedProblem, demands: readonly Demand[], demand: Demand): Text {
  if (demand.kind === 'voters-apart') {
    const { id, count } = roleOf(problem, demand.role)
    const limit = problem.roles[demand.role]?.rackLimit ?? 0
    return text(
      `no rack has more than ${limit} of the ${count} voters of ${id}`,
      `${id}의 투표자 ${count}개 가운데 한 랙에 ${limit}개까지만 둠`,
    )
  }
  if (demand.kind === 'count') return countWords(roleOf(problem, demand.role), demands)
  const seats = demand.hosts.flatMap((host) => problem.seats[host] ?? [])
  const [only] = seats
  const en = seats.length === 1 ? `${only?.name} has` : `${demand.group} hosts have`
  const ko = seats.length === 1 ? `${only?.name}의` : `${demand.group} 호스트의`
  const amounts = seats.map((seat) => (demand.kind === 'memory' ? seat.hardware.memoryGiB : diskGiBOf(seat)))
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)]
  const range = least === most ? `${least}` : `${least}–${most}`
  return demand.kind === 'memory'
    ? text(`${en} ${range} GiB of memory`, `${ko} 메모리는 ${range} GiB`)
    : text(`${en} ${range} GiB of disk`, `${ko} 디스크는 ${range} GiB`)
}

function countWords(role: RoleToPlace, demands: readonly Demand[]): Text {
  const { memoryMiB, diskGiB } = footprintOf(role, 'least')
  const gib = Math.round((memoryMiB / 1024) * 10) / 10
  const memory = demands.some(({ kind }) => kind === 'memory')
  const disk = demands.some(({ kind }) => kind === 'disk')
  const en = [...(memory ? [`${gib} GiB of memory`] : []), ...(disk ? [`${diskGiB} GiB of disk`] : [])]
  const ko = [...(memory ? [`메모리 ${gib} GiB`] : []), ...(disk ? [`디스크 ${diskGiB} GiB`] : [])]
  const each = en.length === 0 ? '' : `, ${en.join(' and ')}${role.count === 1 ? '' : ' each'}`
  const eachKo = ko.length === 0 ? '' : `, 하나에 ${ko.join(', ')}`
  return text(
    `${role.id} on ${role.count} ${role.count === 1 ? 'host' : 'hosts'} with the duty "${role.duty}"${each}`,
    `"${role.duty}" 역할을 맡은 호스트 ${role.count}대에 ${role.id}${eachKo}`,
  )
}

function roleOf(problem: NamedProblem, index: number): RoleToPlace {
  const role = problem.placed[index]
  if (role === undefined) throw new Error(`no role ${index}`)
  return role
}

type Place = Pick<ParsedDeclaration, 'file' | 'source' | 'hosts' | 'hostGroups'>

function placeOf(problem: NamedProblem, demand: Demand, input: Place): FilePosition {
  const pointers =
    'hosts' in demand
      ? [...hardwarePointers(problem.seats[demand.hosts[0] ?? 0], demand.kind, input)]
      : [
          `/services/${roleOf(problem, demand.role).service.id}`,
          ...dutyPointers(roleOf(problem, demand.role), input),
        ]
  const place = [...pointers, '/hosts', '/hostGroups', '/shape', '']
    .map((pointer) => input.source[pointer])
    .find((position) => position !== undefined)
  return { file: input.file, ...(place ?? { line: 1, column: 1 }) }
}

function hardwarePointers(
  seat: HostSeat | undefined,
  kind: 'memory' | 'disk',
  { hosts, hostGroups }: Place,
): readonly string[] {
  const host = hosts?.findIndex(({ name }) => name === seat?.name) ?? -1
  const group = hostGroups?.findIndex(({ name }) => name === seat?.group) ?? -1
  const entry = host >= 0 ? `/hosts/${host}` : `/hostGroups/${group}`
  const key = kind === 'memory' ? 'memoryGiB' : 'disks'
  return [`${entry}/hardware/${key}`, `${entry}/hardware`, entry]
}

function dutyPointers({ duty }: RoleToPlace, { hosts, hostGroups }: Place): readonly string[] {
  const has = ({ duties }: { readonly duties: readonly string[] }): boolean =>
    duty !== undefined && duties.includes(duty)
  const host = hosts?.findIndex(has) ?? -1
  const group = hostGroups?.findIndex(has) ?? -1
  return host >= 0 ? [`/hosts/${host}/duties`] : [`/hostGroups/${group}/duties`]
}
