// `hanok init [FILE]`: a commented declaration to start from, in the user's language; with `--from` on the hosts of an
// inventory.

import { stat, writeFile } from 'node:fs/promises'
import { inventoryLimits } from '../../model/inventory/inventory.ts'
import { type MappedInventory, mapHosts } from '../../model/inventory/map-hosts.ts'
import { type ReadInventory, readInventory } from '../../model/inventory/read-inventory.ts'
import { nearestWord } from '../../model/nearest-word.ts'
import { text } from '../../model/text.ts'
import type { Shape } from '../../planner/shapes/shape.ts'
import { shapes } from '../../planner/shapes.ts'
import { callErrors } from '../call-errors.ts'
import { type CommandRun, optionText } from '../command.ts'
import { declarationTemplate } from '../declaration-template.ts'
import { cliErrors } from '../errors.ts'
import { inventoryDeclaration } from '../inventory-declaration.ts'
import { describeInventory, inventoryJson } from '../inventory-report.ts'
import { readBytes, readStandardInput } from '../read-bytes.ts'
import { type SharedDuty, shareDuties } from '../share-duties.ts'
import type { Terminal } from '../terminal.ts'

/** Writes the file; never over one that is there unless forced. */
export const run: CommandRun = async (terminal, input) => {
  const file = input.arguments[0] ?? 'platform.yaml'
  const shape = chosenShape(optionText(input, 'shape') ?? 'minimum')
  const source = optionText(input, 'from')
  const imported = source === undefined ? undefined : await importInventory(source, shape)
  const content =
    source === undefined || imported === undefined
      ? declarationTemplate(shape, terminal.language)
      : inventoryDeclaration(imported.mapped, source, shape, terminal.language)
  await write(file, content, input.options.force === true)
  tell(terminal, file, shape, imported)
  return 0
}

interface Imported {
  readonly mapped: MappedInventory
  readonly encoding: ReadInventory['encoding']
  readonly shared: readonly SharedDuty[]
}

function chosenShape(name: string): Shape {
  const shape = shapes.get(name)
  if (shape !== undefined) return shape
  const known = [...shapes.keys()]
  const nearest = nearestWord(name, known)
  throw callErrors.badChoice({
    option: '--shape',
    found: name,
    known,
    ...(nearest === undefined ? {} : { nearest }),
  })
}

async function importInventory(source: string, shape: Shape): Promise<Imported> {
  const content = source === '-' ? await readStandardInput(inventoryLimits.bytes) : await contentOf(source)
  const { inventory, encoding } = readInventory(content, source === '-' ? 'stdin' : source)
  return { ...shareDuties(mapHosts(inventory), shape), encoding }
}

async function contentOf(source: string): Promise<Uint8Array> {
  const found = await stat(source).catch((error: NodeJS.ErrnoException) => error)
  if (found instanceof Error ? found.code === 'ENOENT' || found.code === 'ENOTDIR' : found.isDirectory()) {
    throw cliErrors.noInventory({ file: source })
  }
  // The reader says it in its own words, and need not be given the bytes for that.
  const tooLarge = !(found instanceof Error) && found.size > inventoryLimits.bytes
  return tooLarge ? new Uint8Array(inventoryLimits.bytes + 1) : readBytes(source)
}

async function write(file: string, content: string, force: boolean): Promise<void> {
  try {
    await writeFile(file, content, { flag: force ? 'w' : 'wx' })
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'EEXIST') throw cliErrors.fileExists({ file }, { cause })
    throw cliErrors.cannotWrite({ file, reason: code ?? message }, { cause })
  }
}

function tell(terminal: Terminal, file: string, shape: Shape, imported: Imported | undefined): void {
  const { say } = terminal
  if (terminal.json) {
    const inventory =
      imported === undefined
        ? {}
        : { inventory: inventoryJson(imported.mapped, imported.encoding, imported.shared, say) }
    terminal.printJson({ schemaVersion: 1, file, shape: shape.id, ...inventory })
    return
  }
  if (imported !== undefined) {
    const { mapped, encoding, shared } = imported
    for (const line of describeInventory(mapped, encoding, shared, say)) terminal.print(line)
    terminal.print('')
  }
  terminal.print(
    say(
      text(
        `Wrote ${file}. Next: hanok plan ${file}`,
        `${file}을(를) 만들었습니다. 다음으로: hanok plan ${file}`,
      ),
    ),
  )
}
