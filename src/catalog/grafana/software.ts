// Grafana itself: its server is in no package registry, so the user gives the archive that its makers publish.

import type { Software } from '../software.ts'
import type { GrafanaOptions } from './options.ts'

/** The program in the archive (Grafana, "Start Grafana": standalone binaries; from 10 on one program with subcommands). */
export const grafanaProgram = 'bin/grafana'

/** What the declaration names; undefined where it names nothing. Each archive has a folder of its own. */
export function givenGrafana({ archive }: Pick<GrafanaOptions, 'archive'>): Software | undefined {
  if (archive === undefined) return undefined
  const digest = archive.sha256.slice(0, 12)
  return {
    id: `grafana-${digest}`,
    title: 'Grafana',
    version: digest,
    licence: 'AGPL-3.0-only',
    source: { kind: 'given', path: archive.path, sha256: archive.sha256, holds: grafanaProgram },
  }
}
