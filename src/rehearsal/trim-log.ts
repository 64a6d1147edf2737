// Rehearsal: gives the disk of a log's oldest part back while its writer and its readers go on.

import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'

const blockBytes = 4_096

/**
 * Takes what is older than the last `keepBytes` out of a file once a quarter more is there, and leaves a hole (fallocate(2),
 * FALLOC_FL_PUNCH_HOLE): nobody's place in the file moves and nothing is lost between reading and cutting. The first block stays: by it readers know
 * the file again. Throws where the file system has no holes.
 */
export function trimLog(file: string, keepBytes: number): void {
  const { size, blocks } = statSync(file)
  if (blocks * 512 <= keepBytes * 1.25) return
  const length = Math.floor((size - keepBytes) / blockBytes) * blockBytes - blockBytes
  if (length <= 0) return
  execFileSync('fallocate', ['--punch-hole', `--offset=${blockBytes}`, `--length=${length}`, file], {
    stdio: 'ignore',
  })
}
