// The values of a platform's secrets: made once, kept where only their owner reads them.

import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cliErrors } from './errors.ts'

/** Gives the value of a secret by name, making it when it is new. */
export type SecretLookup = (name: string) => string

type Values = Readonly<Record<string, string>>

/**
 * The secrets of a platform, in `directory`/NAME.secrets.json (0600). Data that exists was made with the values beside
 * it: those in `besideData` win, wherever hanok is called from. New values go into both. Throws `cli.notReadable`,
 * `cli.cannotWrite`.
 */
export function openSecrets(platform: string, directory: string, besideData: string): SecretLookup {
  const own = join(directory, `${platform}.secrets.json`)
  const kept = read(besideData)
  let values: Values = { ...read(own)?.values, ...(kept?.platform === platform ? kept.values : {}) }
  const store = () => {
    for (const file of [own, besideData]) write(file, { platform, values })
  }
  store()
  return (name) => {
    const known = values[name]
    if (known !== undefined) return known
    // Hexadecimal: nothing in it means anything to any configuration format.
    const value = randomBytes(20).toString('hex')
    values = { ...values, [name]: value }
    store()
    return value
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
