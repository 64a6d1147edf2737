// Debian asks /usr/sbin/policy-rc.d before a package starts its daemon; for a while the answer is no.

import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

const defaultPolicyFile = '/usr/sbin/policy-rc.d'
/** Status 101: the action is forbidden (Debian, invoke-rc.d(8) and its policy-rc.d interface). */
const ours = '#!/bin/sh\n# Written by hanok while it installs packages, removed afterwards.\nexit 101\n'

const asideOf = (policyFile: string) => `${policyFile}.hanok-aside`

/** Forbids packages to start daemons; an existing policy is put aside. Returns what undoes it. */
export function forbidStarting(policyFile: string = defaultPolicyFile): () => void {
  removeLeftPolicy(policyFile)
  if (existsSync(policyFile)) renameSync(policyFile, asideOf(policyFile))
  writeFileSync(policyFile, ours, { mode: 0o755 })
  return () => removeLeftPolicy(policyFile)
}

/** Undoes what a run left that was killed while it installed packages; another's policy stays as it is. */
export function removeLeftPolicy(policyFile: string = defaultPolicyFile): void {
  const aside = asideOf(policyFile)
  if (existsSync(policyFile) && readFileSync(policyFile, 'utf8') === ours) rmSync(policyFile)
  if (existsSync(aside) && !existsSync(policyFile)) renameSync(aside, policyFile)
}
