// The values of a platform's secrets: made once or given by the user, kept where only their owner reads them.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isGivenSecret } from '../model/secrets.ts'
import { currentSecret, type SecretLookup } from '../operate/secrets/make-secret.ts'
import { cliErrors } from './errors.ts'
import { secretErrors } from './secret-errors.ts'

type Values = Readonly<Record<string, string>>

/** The secrets of a platform, and how they are changed. */
export interface SecretStore {
  readonly lookUp: SecretLookup
  /** What is kept by this name; undefined where nothing is. */
  kept(name: string): string | undefined
  /** Keeps all of these at once; undefined takes one away. */
  change(changes: Readonly<Record<string, string | undefined>>): void
}

/**
 * The secrets of a platform, in `directory`/NAME.secrets.json (0600). Data that exists was made with the values beside
 * it: those in `besideData` win, wherever hanok is called from, except over what the user has given. New values go into both. Throws
 * `cli.notReadable`, `cli.cannotWrite`.
 */
export function openSecrets(platform: string, directory: string, besideData: string): SecretLookup {
  return openSecretStore(platform, directory, besideData).lookUp
}

/** The same, to change them. */
export function openSecretStore(platform: string, directory: string, besideData: string): SecretStore {
  const own = ownFile(platform, directory)
  const kept = read(besideData)
  const mine = read(own)?.values ?? {}
  let values: Values = { ...mine, ...(kept?.platform === platform ? kept.values : {}), ...givenOf(mine) }
  const store = () => {
    for (const file of [own, besideData]) write(file, { platform, values })
  }
  store()
  const lookUp: SecretLookup = (name, elsewhere) => {
    if (isGivenSecret(name)) {
      const given = values[name] ?? elsewhere
      if (given === undefined) throw secretErrors.secretNotGiven({ name })
      return given
    }
    const value = currentSecret(name, values[name], { platform, lookUp })
    if (value !== values[name]) {
      values = { ...values, [name]: value }
      store()
    }
    return value
  }
  return {
    lookUp,
    kept: (name) => values[name],
    change: (changes) => {
      const all = Object.entries({ ...values, ...changes })
      values = Object.fromEntries(
        all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      )
      store()
    },
  }
}

/** Keeps a value that the user gives in `directory`/NAME.secrets.json, and gives the name of that file. Throws as `openSecrets`. */
export function giveSecret(platform: string, directory: string, name: string, value: string): string {
  const file = ownFile(platform, directory)
  write(file, { platform, values: { ...read(file)?.values, [name]: value } })
  return file
}

function ownFile(platform: string, directory: string): string {
  return join(directory, `${platform}.secrets.json`)
}

function givenOf(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => isGivenSecret(name)))
}

/** The same, looked for only when the first secret is asked for: where none is, nothing is written. */
export function lazySecrets(platform: string, besideData: string, directory = '.hanok'): SecretLookup {
  let lookup: SecretLookup | undefined
  return (name) => {
    lookup ??= openSecrets(platform, directory, besideData)
    return lookup(name)
  }
}

function read(file: string): { platform: string; values: Values } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { platform: string; values: Values }
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') return undefined
    throw cliErrors.notReadable({ file, reason: code ?? message }, { cause })
  }
}

function write(file: string, content: { platform: string; values: Values }): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o755 })
    const next = `${file}.new`
    writeFileSync(next, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
    renameSync(next, file)
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    throw cliErrors.cannotWrite({ file, reason: code ?? message }, { cause })
  }
}
