// Demands that cannot all hold → errors in the user's words, each at its place in the file.

import type { ParsedDeclaration } from '../../model/declaration.ts'
import { type FilePosition, HanokErrors } from '../../model/errors.ts'
import { type Text, text } from '../../model/text.ts'
import { planErrors } from '../errors.ts'
import type { HostSeat } from '../hosts.ts'
import { diskGiBOf, type NamedProblem, type RoleToPlace } from './build-problem.ts'
import type { Conflict, Demand } from './infeasible.ts'

/** One error that says all demands and what would do, then one for each demand that stands elsewhere in the file. */
export function conflictError(
  problem: NamedProblem,
  { demands, remedies }: Conflict,
  input: Pick<ParsedDeclaration, 'file' | 'source' | 'hosts' | 'hostGroups'>,
): HanokErrors {
  // What roles ask is said before what hosts have, each in the order of the plan.
  const rank = (demand: Demand): number =>
    'role' in demand ? demand.role : problem.roles.length + (demand.hosts[0] ?? 0)
  const ordered = [...demands].sort((a, b) => rank(a) - rank(b))
  const told = ordered.map((demand) => ({
    words: wordsOf(problem, demands, demand),
    at: placeOf(problem, demands, demand, input),
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
    planErrors.conflict(
      {
        demands: told.map(({ words }) => words),
        roles,
        remedies: remedies.map(({ demand, gib }) =>
          roomWords(problem, demands, demand, text(`at least ${gib}`, `${gib}`)),
        ),
      },
      { at: first?.at },
    ),
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
  if (demand.kind === 'count') return countWords(problem, demand.role, demands)
  const amounts = tightSeats(problem, demands, demand).map((seat) => amountOf(seat, demand))
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)]
  const range = least === most ? `${least}` : `${least}–${most}`
  return roomWords(problem, demands, demand, text(range, range))
}

function roomWords(problem: NamedProblem, demands: readonly Demand[], demand: RoomDemand, gib: Text): Text {
  const seats = tightSeats(problem, demands, demand)
  const isWhole = seats.length === demand.hosts.length
  const names = seats.map(({ name }) => name)
  const shown = names.length > 3 ? `${names.slice(0, 3).join(', ')}, …` : names.join(', ')
  const en =
    isWhole && seats.length > 1
      ? `${demand.group} hosts have`
      : `${shown} ${names.length === 1 ? 'has' : 'have'}`
  const ko = isWhole && seats.length > 1 ? `${demand.group} 호스트의` : `${shown}의`
  return demand.kind === 'memory'
    ? text(`${en} ${gib.en} GiB of memory`, `${ko} 메모리는 ${gib.ko} GiB`)
    : text(`${en} ${gib.en} GiB of disk`, `${ko} 디스크는 ${gib.ko} GiB`)
}

type RoomDemand = Extract<Demand, { readonly group: string }>

function amountOf(seat: HostSeat, { kind }: RoomDemand): number {
  return kind === 'memory' ? seat.hardware.memoryGiB : diskGiBOf(seat)
}

/** The hosts of a group that cannot hold every role of the conflict that may be there: the others are no part of it. */
function tightSeats(
  problem: NamedProblem,
  demands: readonly Demand[],
  demand: RoomDemand,
): readonly HostSeat[] {
  const counted = demands.flatMap((other) =>
    other.kind === 'count' ? (problem.roles[other.role] ?? []) : [],
  )
  const tight = demand.hosts.filter((host) => {
    const own = problem.hosts[host]
    const here = counted.filter(({ candidates }) => candidates.includes(host))
    return demand.kind === 'memory'
      ? here.reduce((sum, { memoryMiB }) => sum + memoryMiB, 0) > (own?.memoryMiB ?? 0)
      : here.reduce((sum, { diskGiB }) => sum + diskGiB, 0) > (own?.diskGiB ?? 0)
  })
  return tight.flatMap((host) => problem.seats[host] ?? [])
}

function countWords(problem: NamedProblem, index: number, demands: readonly Demand[]): Text {
  const role = roleOf(problem, index)
  const { memoryMiB = 0, diskGiB = 0 } = problem.roles[index] ?? {}
  const gib = Math.round((memoryMiB / 1024) * 10) / 10
  const memory = demands.some(({ kind }) => kind === 'memory')
  const disk = demands.some(({ kind }) => kind === 'disk')
  const en = [...(memory ? [`${gib} GiB of memory`] : []), ...(disk ? [`${diskGiB} GiB of disk`] : [])]
  const ko = [...(memory ? [`메모리 ${gib} GiB`] : []), ...(disk ? [`디스크 ${diskGiB} GiB`] : [])]
  const each = en.length === 0 ? '' : `, at least ${en.join(' and ')}${role.count === 1 ? '' : ' each'}`
  const eachKo = ko.length === 0 ? '' : `, 하나에 적어도 ${ko.join(', ')}`
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

function placeOf(
  problem: NamedProblem,
  demands: readonly Demand[],
  demand: Demand,
  input: Place,
): FilePosition {
  const pointers =
    'hosts' in demand
      ? hardwarePointers(tightSeats(problem, demands, demand)[0], demand.kind, input)
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
