// What a command is given to read: a file's bytes, or standard input's.

import { readFile } from 'node:fs/promises'
import { cliErrors } from './errors.ts'

/** The bytes of a file. Throws `cli.notReadable`. */
export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    throw cliErrors.notReadable({ file, reason: code ?? message }, { cause })
  }
}

/** The bytes of standard input: not much more than the limit, above which a file is refused anyway. */
export async function readStandardInput(limitBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Uint8Array)
    bytes += (chunk as Uint8Array).length
    if (bytes > limitBytes) break
  }
  return Buffer.concat(chunks)
}
