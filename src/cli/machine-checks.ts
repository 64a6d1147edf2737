// What this machine has and lacks for a rehearsal. Looks only; changes nothing.

import { existsSync, statfsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { type Text, text } from '../model/text.ts'
import { tryCommand } from '../rehearsal/command.ts'
import { hasCommand } from '../software/apt.ts'
import { defaultCacheDirectory } from '../software/cache.ts'
import { availableMemoryMiB, choices, chooseExample } from './choose-example.ts'
import { checkForKubernetes } from './kubernetes-checks.ts'

/** One thing looked at. `missing` keeps `up` from working, `note` does not. */
export interface MachineCheck {
  readonly id: string
  readonly state: 'fine' | 'note' | 'missing'
  readonly found: Text
  readonly fix?: Text
}

/** Commands that the rehearsal calls, with the Debian package of each. */
const tools: readonly (readonly [command: string, packageName: string])[] = [
  ['ip', 'iproute2'],
  ['ss', 'iproute2'],
  ['nft', 'nftables'],
  ['unshare', 'util-linux'],
  ['nsenter', 'util-linux'],
  ['setpriv', 'util-linux'],
  ['prlimit', 'util-linux'],
  ['mount', 'mount'],
  ['tar', 'tar'],
  ['python3', 'python3'],
]

const neededDiskGiB = 15

/** Looks at everything, in the order in which one would mend it. */
export async function checkMachine(): Promise<readonly MachineCheck[]> {
  return [
    nodeCheck(),
    rootCheck(),
    memoryCheck(),
    {
      id: 'cpus',
      state: 'fine',
      found: text(`${availableParallelism()} CPUs`, `CPU ${availableParallelism()}개`),
    },
    diskCheck(),
    toolsCheck(),
    clientsCheck(),
    cgroupsCheck(),
    await namespacesCheck(),
    ...(await checkForKubernetes()),
  ]
}

function nodeCheck(): MachineCheck {
  return {
    id: 'node',
    state: 'fine',
    found: text(`Node.js ${process.versions.node}`, `Node.js ${process.versions.node}`),
  }
}

function rootCheck(): MachineCheck {
  if (process.getuid?.() === 0) return { id: 'root', state: 'fine', found: text('root', 'root 권한 있음') }
  return {
    id: 'root',
    state: 'missing',
    found: text('not root', 'root 권한 없음'),
    fix: text('Run `hanok up` with sudo.', '`hanok up`을 sudo로 실행하세요.'),
  }
}

function memoryCheck(): MachineCheck {
  const availableMiB = availableMemoryMiB()
  const example = chooseExample(availableMiB)
  const found = text(`${availableMiB} MiB of memory available`, `사용할 수 있는 메모리 ${availableMiB} MiB`)
  if (example !== undefined) {
    return {
      id: 'memory',
      state: 'fine',
      found: text(`${found.en}: ${example} fits`, `${found.ko}: ${example} 실행 가능`),
    }
  }
  const least = choices.at(-1)?.memoryMiB ?? 0
  const fix = text(
    `The smallest platform needs ${least} MiB.`,
    `가장 작은 플랫폼에 ${least} MiB가 필요합니다.`,
  )
  return { id: 'memory', state: 'missing', found, fix }
}

function diskCheck(): MachineCheck {
  let folder = defaultCacheDirectory()
  while (!existsSync(folder) && folder !== dirname(folder)) folder = dirname(folder)
  const { bavail, bsize } = statfsSync(folder)
  const freeGiB = Math.floor((bavail * bsize) / 1024 ** 3)
  const found = text(`${freeGiB} GiB of disk free (${folder})`, `남은 디스크 ${freeGiB} GiB(${folder})`)
  if (freeGiB >= neededDiskGiB) return { id: 'disk', state: 'fine', found }
  const fix = text(
    `About ${neededDiskGiB} GiB are needed for software, files and data the first time.`,
    `처음에는 소프트웨어, 파일, 데이터에 약 ${neededDiskGiB} GiB가 필요합니다.`,
  )
  return { id: 'disk', state: 'note', found, fix }
}

function toolsCheck(): MachineCheck {
  const missing = tools.filter(([command]) => !hasCommand(command))
  if (missing.length === 0)
    return { id: 'tools', state: 'fine', found: text('all tools', '필요한 도구 모두 있음') }
  const names = missing.map(([command]) => command).join(', ')
  const packages = [...new Set(missing.map(([, name]) => name))].join(' ')
  const can = hasCommand('apt-get')
  return {
    id: 'tools',
    state: can ? 'note' : 'missing',
    found: text(`tools missing: ${names}`, `없는 도구: ${names}`),
    fix: can
      ? text(`\`hanok up\` installs them: ${packages}.`, `\`hanok up\`이 설치합니다: ${packages}.`)
      : text(`Install the packages ${packages}.`, `${packages} 패키지를 설치하세요.`),
  }
}

function clientsCheck(): MachineCheck {
  const missing = ['mvn', 'python3', 'apt-get'].filter((command) => !hasCommand(command))
  if (missing.length === 0)
    return { id: 'clients', state: 'fine', found: text('package clients', '패키지 클라이언트 있음') }
  const names = missing.join(', ')
  const can = hasCommand('apt-get')
  return {
    id: 'clients',
    state: can ? 'note' : 'missing',
    found: text(`package clients missing: ${names}`, `없는 패키지 클라이언트: ${names}`),
    fix: can
      ? text('`hanok up` installs what it needs of them.', '`hanok up`이 필요한 것을 설치합니다.')
      : text('A Debian system with apt-get is needed.', 'apt-get이 있는 Debian 계열 시스템이 필요합니다.'),
  }
}

function cgroupsCheck(): MachineCheck {
  if (existsSync('/sys/fs/cgroup/cgroup.controllers')) {
    return {
      id: 'cgroups',
      state: 'note',
      found: text('control groups v2', '컨트롤 그룹 v2'),
      fix: text(
        'Memory and CPU limits have been tried with version 1 only; with version 2 they follow the kernel’s documentation.',
        '메모리와 CPU 제한은 v1에서만 시험했습니다. v2에서는 커널 문서를 따릅니다.',
      ),
    }
  }
  if (existsSync('/sys/fs/cgroup/memory')) {
    return { id: 'cgroups', state: 'fine', found: text('control groups v1', '컨트롤 그룹 v1') }
  }
  return {
    id: 'cgroups',
    state: 'note',
    found: text('no control groups', '컨트롤 그룹 없음'),
    fix: text('Memory and CPU limits are not enforced.', '메모리와 CPU 제한이 적용되지 않습니다.'),
  }
}

async function namespacesCheck(): Promise<MachineCheck> {
  const fix = text(
    'Use a kernel and a container that allow network, PID and mount namespaces and nftables.',
    '네트워크, PID, 마운트 네임스페이스와 nftables를 쓸 수 있는 커널이나 컨테이너가 필요합니다.',
  )
  if (!hasCommand('unshare') || !hasCommand('nft')) {
    return {
      id: 'namespaces',
      state: 'note',
      found: text('namespaces not tried', '네임스페이스는 확인하지 못함'),
      fix,
    }
  }
  const tried = await tryCommand([
    'unshare',
    '-n',
    '-p',
    '-f',
    '-m',
    '--',
    'nft',
    'add table inet hanok_doctor',
  ])
  if (tried.code === 0) {
    return {
      id: 'namespaces',
      state: 'fine',
      found: text('namespaces and nftables', '네임스페이스와 nftables 사용 가능'),
    }
  }
  const said = tried.stderr.trim().split('\n')[0] ?? ''
  return {
    id: 'namespaces',
    state: process.getuid?.() === 0 ? 'missing' : 'note',
    found: text(`no namespaces or nftables (${said})`, `네임스페이스나 nftables를 쓸 수 없음(${said})`),
    fix,
  }
}
