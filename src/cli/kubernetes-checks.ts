// What this machine has and lacks for the target kubernetes: a control plane here, the clients of a cluster elsewhere, and an engine for
// images and Compose. Looks only. Nothing of it is `missing`: the other targets work without.

import { type Text, text } from '../model/text.ts'
import { runChild } from '../rehearsal/run-child.ts'
import { findCommand, hasCommand } from '../software/apt.ts'
import { defaultCacheDirectory } from '../software/cache.ts'
import { findGo, goVersion } from '../software/go-build.ts'
import {
  hasKubernetesClients,
  hasKubernetesPrograms,
  kubernetesVersion,
} from '../software/kubernetes-programs.ts'
import type { MachineCheck } from './machine-checks.ts'

/** Looks at everything that only the target kubernetes needs. */
export async function checkForKubernetes(): Promise<readonly MachineCheck[]> {
  return [await controlPlaneCheck(), clusterClientsCheck(), await engineCheck()]
}

async function controlPlaneCheck(cacheDirectory = defaultCacheDirectory()): Promise<MachineCheck> {
  const id = 'control-plane'
  if (hasKubernetesPrograms(cacheDirectory)) {
    const found = text(
      `control plane of Kubernetes ${kubernetesVersion} in the cache`,
      `캐시에 Kubernetes ${kubernetesVersion} 컨트롤 플레인 있음`,
    )
    return { id, state: 'fine', found }
  }
  const go = findGo()
  const { version, isEnough } = go === undefined ? { version: '', isEnough: false } : await goVersion(go)
  if (isEnough) {
    return {
      id,
      state: 'note',
      found: text(
        `control plane of Kubernetes not built yet (${version} is here)`,
        `Kubernetes 컨트롤 플레인은 아직 빌드하지 않음(${version} 있음)`,
      ),
      fix: text(
        'The first `hanok up --target kubernetes` builds it: about ten minutes and 5.5 GiB of disk meanwhile.',
        '처음 `hanok up --target kubernetes`를 실행할 때 빌드합니다. 약 10분 걸리고 그동안 디스크를 5.5 GiB 씁니다.',
      ),
    }
  }
  const found =
    version === ''
      ? text('no Go to build a control plane with', '컨트롤 플레인을 빌드할 Go가 없음')
      : text(
          `Go is too old to build a control plane: ${version}`,
          `컨트롤 플레인을 빌드하기에 Go가 오래됨: ${version}`,
        )
  const fix = text(
    'For `hanok up --target kubernetes` install Go 1.21 or newer (from go.dev, or golang-go of Debian backports).',
    '`hanok up --target kubernetes`에는 Go 1.21 이상이 필요합니다(go.dev 또는 Debian backports의 golang-go).',
  )
  return { id, state: 'note', found, fix }
}

function clusterClientsCheck(cacheDirectory = defaultCacheDirectory()): MachineCheck {
  const id = 'cluster-clients'
  const missing = ['kubectl', 'helm'].filter((command) => findCommand(command) === undefined)
  if (missing.length === 0) {
    return { id, state: 'fine', found: text('kubectl and helm', 'kubectl과 helm 있음') }
  }
  const names = missing.join(', ')
  if (hasKubernetesClients(cacheDirectory)) {
    return { id, state: 'fine', found: text(`${names} in the cache`, `캐시에 ${names} 있음`) }
  }
  return {
    id,
    state: 'note',
    found: text(`not here: ${names}`, `없는 것: ${names}`),
    fix: hasCommand('npm')
      ? text('`hanok apply` fetches them once (40 MB).', '`hanok apply`가 한 번 받아 둡니다(40 MB).')
      : text(
          'For `hanok apply` install them, or npm, by which hanok fetches them.',
          '`hanok apply`에는 이것들이나, hanok이 받는 데 쓰는 npm이 필요합니다.',
        ),
  }
}

/** In the order in which people have them. */
const engines = ['docker', 'podman', 'nerdctl'] as const
const answerWithinMs = 10_000

async function engineCheck(): Promise<MachineCheck> {
  const id = 'container-engine'
  const needed = text(
    'Only to build images (`render --target kubernetes`) and for Compose (`render --target compose`).',
    '이미지 빌드(`render --target kubernetes`)와 Compose(`render --target compose`)에만 필요합니다.',
  )
  const [engine] = engines.flatMap((name) => findCommand(name) ?? [])
  if (engine === undefined) {
    return { id, state: 'note', found: text('no container engine', '컨테이너 엔진 없음'), fix: needed }
  }
  const name = engine.split('/').at(-1) ?? ''
  const { code } = await runChild(engine, ['info'], { env: process.env, timeoutMs: answerWithinMs })
  if (code === 0)
    return { id, state: 'fine', found: text(`container engine: ${name}`, `컨테이너 엔진: ${name}`) }
  const found: Text = text(
    `${name} is here, but its engine does not answer`,
    `${name}은(는) 있지만 엔진이 응답하지 않음`,
  )
  return { id, state: 'note', found, fix: needed }
}
