// Who may do what in a cluster on loopback: tokens made for this cluster alone, in files that only their owner reads.

import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeYaml } from '../../model/yaml-text.ts'
import type { ClusterPlace, ClusterPorts } from './cluster-place.ts'

/** Users of the cluster, and the groups that its own roles (RBAC) know them by. */
const users = [
  { file: 'admin', user: 'hanok-admin', group: 'system:masters' },
  { file: 'controller-manager', user: 'system:kube-controller-manager', group: '' },
  { file: 'scheduler', user: 'system:kube-scheduler', group: '' },
] as const

/** Writes keys, tokens and kubeconfigs of a new cluster; those that are there stay. */
export function writeCredentials(place: ClusterPlace, ports: ClusterPorts): void {
  const at = (name: string) => join(place.directory, name)
  mkdirSync(at('certificates'), { recursive: true, mode: 0o700 })
  // Written last: with it everything is there.
  if (existsSync(at('tokens.csv'))) return
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  writeFileSync(at('service-account.key'), privateKey, { mode: 0o600 })
  const tokens = users.map(({ file, user, group }) => {
    const token = randomBytes(24).toString('hex')
    writeFileSync(at(`${file}.kubeconfig`), kubeconfig(place, ports, user, token), { mode: 0o600 })
    return `${token},${user},${user},"${group}"\n`
  })
  writeFileSync(at('tokens.csv'), tokens.join(''), { mode: 0o600 })
}

function kubeconfig(place: ClusterPlace, ports: ClusterPorts, user: string, token: string): string {
  return writeYaml({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'hanok',
        cluster: {
          server: `https://127.0.0.1:${ports.api}`,
          // The API server makes it for itself when it first starts.
          'certificate-authority': join(place.directory, 'certificates', 'apiserver.crt'),
        },
      },
    ],
    users: [{ name: user, user: { token } }],
    contexts: [{ name: 'hanok', context: { cluster: 'hanok', user } }],
    'current-context': 'hanok',
  })
}
