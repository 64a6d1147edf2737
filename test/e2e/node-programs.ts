// kubelet and kube-proxy, which only tests need: built once from the Go module proxy, kept in the cache beside the control plane.

import { existsSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { softwareDirectory } from '../../src/software/cache.ts'
import { buildGoProgram, removeWorkshop } from '../../src/software/go-build.ts'
import { kubernetesModule, kubernetesVersion } from '../../src/software/kubernetes-programs.ts'
import type { NodePrograms } from './real-node.ts'

/** Gives their paths; about four minutes where they are not in the cache. */
export async function ensureNodePrograms(cacheDirectory: string): Promise<NodePrograms> {
  const home = softwareDirectory(cacheDirectory, `kubernetes-node-${kubernetesVersion}`)
  const workshop = join(cacheDirectory, 'go-node')
  mkdirSync(home, { recursive: true })
  const names = ['kubelet', 'kube-proxy'] as const
  for (const name of names.filter((one) => !existsSync(join(home, one)))) {
    process.stderr.write(`e2e: building ${name}\n`)
    const to = join(home, `${name}.new`)
    await buildGoProgram({ workshop, module: kubernetesModule, folder: `cmd/${name}`, to })
    renameSync(to, join(home, name))
  }
  await removeWorkshop(workshop)
  return { kubelet: join(home, 'kubelet'), 'kube-proxy': join(home, 'kube-proxy') }
}
