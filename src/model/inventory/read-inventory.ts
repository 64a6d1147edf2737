// The bytes of an inventory → its hosts, whatever its form.

import { HanokErrors } from '../errors.ts'
import { readAnsibleIni } from './ansible-ini.ts'
import { isAnsibleList, readAnsibleList, readAnsibleYaml } from './ansible-yaml.ts'
import { bestNameColumn, delimiterOf, readCsv } from './csv.ts'
import { type DecodedText, decodeText } from './decode-text.ts'
import { type Inventory, inventoryLimits } from './inventory.ts'
import { inventoryErrors } from './inventory-errors.ts'
import { JsonSource } from './json-source.ts'
import { isDeviceList, readNetBoxJson } from './netbox-json.ts'

/** An inventory, and the encoding that its file was in. */
export interface ReadInventory {
  readonly inventory: Inventory
  readonly encoding: DecodedText['encoding']
}

/**
 * Reads an inventory: Ansible's (INI, YAML, `ansible-inventory --list`), NetBox's (JSON, CSV), or plain CSV. The form is told
 * by the content, and by the name of the file where the content leaves a choice. Throws `HanokErrors`, every error with its
 * place in `file`; nothing else, whatever the bytes are.
 */
export function readInventory(content: Uint8Array, file: string): ReadInventory {
  const at = { file, line: 1, column: 1 }
  refuseAbove(inventoryLimits.bytes, content.length, at)
  const decoded = decodeText(content)
  if (decoded === undefined) throw new HanokErrors([inventoryErrors.notText({}, { at })])
  const inventory = readText(decoded.text, content.length, at)
  if (inventory.hosts.length === 0) throw new HanokErrors([inventoryErrors.noHosts({}, { at })])
  return { inventory, encoding: decoded.encoding }
}

interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

function readText(text: string, bytes: number, at: Place): Inventory {
  const { file } = at
  const extension = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase()
  const start = text.trimStart()
  if (extension === 'json' || start.startsWith('{') || looksLikeJsonList(start)) return readJson(text, at)
  if (extension === 'csv' || extension === 'tsv') return readTable(text, bytes, at)
  const yaml = extension === 'yaml' || extension === 'yml' || looksLikeYaml(start)
  if (!yaml && extension !== 'ini' && looksLikeCsv(start)) return readTable(text, bytes, at)
  refuseAbove(inventoryLimits.ansibleBytes, bytes, at)
  return yaml ? readAnsibleYaml(text, file) : readAnsibleIni(text, file)
}

function readTable(text: string, bytes: number, at: Place): Inventory {
  refuseAbove(inventoryLimits.csvBytes, bytes, at)
  return readCsv(text, at.file)
}

function readJson(text: string, at: Place): Inventory {
  let marks = 0
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code === 0x2c || code === 0x5b || code === 0x7b) marks += 1
  }
  const limit = inventoryLimits.jsonMarks
  if (marks > limit) throw new HanokErrors([inventoryErrors.tooMuch({ limit }, { at })])
  const json = new JsonSource(text, at.file)
  if (isAnsibleList(json.root.value)) return readAnsibleList(json, at.file)
  if (isDeviceList(json.root.value)) return readNetBoxJson(json, at.file)
  throw new HanokErrors([inventoryErrors.unknownForm({}, { at })])
}

function refuseAbove(limit: number, bytes: number, at: Place): void {
  if (bytes > limit) throw new HanokErrors([inventoryErrors.tooLarge({ bytes, limit }, { at })])
}

/** `[{…` is a list; `[group]` is a section of an INI file. */
function looksLikeJsonList(start: string): boolean {
  return /^\[\s*(\{|\])/.test(start)
}

function firstLine(start: string): string {
  return (
    start
      .slice(0, 65_536)
      .split(/\r\n|\r|\n/)
      .find((line) => line.trim() !== '' && !/^\s*[#;]/.test(line)) ?? ''
  )
}

/** A YAML inventory begins with a group and a colon. */
function looksLikeYaml(start: string): boolean {
  const line = firstLine(start)
  return line.startsWith('---') || /^["']?[\w.-]+["']?:\s*(#.*)?$/.test(line)
}

/** A heading of at least two columns, one of them for names. */
function looksLikeCsv(start: string): boolean {
  const line = firstLine(start)
  const columns = line.split(delimiterOf(line)).map((cell) => cell.replace(/^\s*"|"\s*$/g, '').trim())
  return columns.length > 1 && !line.includes('=') && bestNameColumn(columns) !== undefined
}
