// Hosts of an inventory → hosts of a declaration, with a report of what became of every column, word and name.

import { type HanokError, HanokErrors } from '../errors.ts'
import { nearestWord } from '../nearest-word.ts'
import type { Duty, Hardware, SourcePosition } from '../plan.ts'
import { type ColumnReport, Columns } from './columns.ts'
import { dutiesOf, type LeftOutReason, wordsIn } from './duties.ts'
import { dutyNames } from './duty-words.ts'
import type { Inventory, InventoryFormat, InventoryHost } from './inventory.ts'
import { inventoryErrors } from './inventory-errors.ts'
import { Names, type Renaming } from './names.ts'

/** A host for a declaration. Its hardware is what the inventory says of it: all, some or nothing. */
export interface MappedHost {
  readonly name: string
  readonly at: SourcePosition
  readonly group?: string | undefined
  readonly duties: readonly Duty[]
  readonly rack?: string | undefined
  readonly zone?: string | undefined
  readonly switches?: readonly string[] | undefined
  readonly hardware: Partial<Hardware>
}

/** What one group, role or tag was taken for. */
export interface WordReport {
  readonly word: string
  readonly duties: readonly Duty[]
  readonly hosts: number
  /** Hosts for which it counted: elsewhere a nearer or a clearer word did. */
  readonly used: number
}

/** A host that is not in the declaration, and why. */
export interface LeftOut {
  readonly name: string
  readonly at: SourcePosition
  readonly reason: LeftOutReason
  /** The words that were looked at. */
  readonly words: readonly string[]
}

/** An inventory as a declaration takes it. */
export interface MappedInventory {
  readonly format: InventoryFormat
  readonly hosts: readonly MappedHost[]
  readonly leftOut: readonly LeftOut[]
  readonly columns: readonly ColumnReport[]
  readonly words: readonly WordReport[]
  readonly renamed: readonly Renaming[]
}

/** Maps an inventory. Throws `HanokErrors`: ambiguous sizes, names that collide, no host with a use. */
export function mapHosts(inventory: Inventory): MappedInventory {
  return new Mapping(inventory).run()
}

class Mapping {
  private readonly inventory: Inventory
  private readonly columns: Columns
  private readonly errors: HanokError[] = []
  private readonly leftOut: LeftOut[] = []
  private readonly words = new Map<string, Omit<WordReport, 'word'>>()
  private readonly names: Readonly<Record<'host' | 'group' | 'rack' | 'zone' | 'switch', Names>>

  constructor(inventory: Inventory) {
    const { file } = inventory
    this.inventory = inventory
    this.columns = new Columns(inventory)
    this.names = {
      host: new Names('host', file),
      group: new Names('group', file),
      rack: new Names('rack', file),
      zone: new Names('zone', file),
      switch: new Names('switch', file),
    }
  }

  run(): MappedInventory {
    const kept = this.inventory.hosts.flatMap((host) => this.withDuties(host))
    const split = racksInSeveralZones(kept.map(({ host }) => this.placeWords(host)))
    const hosts = kept.map(({ host, duties, group }) => this.mapHost(host, duties, group, split))
    const renamed = Object.values(this.names).flatMap((names) => names.renamed)
    const errors = [
      ...this.errors,
      ...Object.values(this.names).flatMap((names) => names.errors),
      ...this.columns.errors(),
    ]
    if (hosts.length === 0 && errors.length === 0) errors.push(this.noDuties())
    if (errors.length > 0) throw new HanokErrors(errors.sort(byPlace))
    return {
      format: this.inventory.format,
      hosts,
      leftOut: this.leftOut,
      columns: this.columns.report(),
      words: [...this.words].map(([word, said]) => ({ word, ...said })),
      renamed,
    }
  }

  private withDuties(
    host: InventoryHost,
  ): readonly { host: InventoryHost; duties: readonly Duty[]; group: string | undefined }[] {
    const said = dutiesOf(host, this.columns)
    for (const { word, duties, used } of said.leftOut === 'status' ? [] : said.words) {
      const seen = this.words.get(word)
      this.words.set(word, {
        duties,
        hosts: (seen?.hosts ?? 0) + 1,
        used: (seen?.used ?? 0) + Number(used),
      })
    }
    for (const { word, column, at } of said.unknown) {
      const nearest = nearestWord(word, dutyNames)
      const found = { column, found: word.slice(0, 60), known: dutyNames }
      this.errors.push(
        inventoryErrors.unknownDuty(
          { ...found, ...(nearest === undefined ? {} : { nearest }) },
          { at: { file: this.inventory.file, ...at } },
        ),
      )
    }
    if (said.unknown.length > 0) return []
    if (said.leftOut === undefined) return [{ host, duties: said.duties, group: said.group }]
    const words = said.words.map(({ word }) => word)
    this.leftOut.push({ name: host.name, at: host.at, reason: said.leftOut, words })
    return []
  }

  private placeWords(host: InventoryHost): { rack: string | undefined; zone: string | undefined } {
    return {
      rack: this.columns.text(host, 'rack')?.text,
      zone: this.columns.text(host, 'zone')?.text,
    }
  }

  private mapHost(
    host: InventoryHost,
    duties: readonly Duty[],
    groupWord: string | undefined,
    split: ReadonlySet<string>,
  ): MappedHost {
    const { columns, names } = this
    const zone = columns.text(host, 'zone')
    const rack = columns.text(host, 'rack')
    const switches = columns.value(host, 'switches')
    const declaredGroup = columns.text(host, 'group')
    const group = declaredGroup?.text ?? groupWord
    const qualified = rack !== undefined && zone !== undefined && split.has(rackKey(rack.text))
    return {
      name: names.host.nameOf(host.name, host.at),
      at: host.at,
      group: group === undefined ? undefined : names.group.nameOf(group, declaredGroup?.at ?? host.at),
      duties,
      rack:
        rack === undefined
          ? undefined
          : names.rack.nameOf(qualified ? `${zone.text} ${rack.text}` : rack.text, rack.at),
      zone: zone === undefined ? undefined : names.zone.nameOf(zone.text, zone.at),
      switches:
        switches === undefined
          ? undefined
          : wordsIn(switches.value.value).map((word) => names.switch.nameOf(word, switches.value.at)),
      hardware: columns.hardware(host),
    }
  }

  private noDuties(): HanokError {
    const words = [...this.words.keys()].slice(0, 20)
    const at = { file: this.inventory.file, line: 1, column: 1 }
    const hosts = this.inventory.hosts.length
    return inventoryErrors.noDuties({ words, hosts, known: dutyNames }, { at })
  }
}

/** Racks are numbered anew in every room: one name in two zones is two racks. */
function racksInSeveralZones(
  places: readonly { readonly rack: string | undefined; readonly zone: string | undefined }[],
): ReadonlySet<string> {
  const zones = new Map<string, string>()
  const split = new Set<string>()
  for (const { rack, zone } of places) {
    if (rack === undefined || zone === undefined) continue
    const first = zones.get(rackKey(rack))
    if (first === undefined) zones.set(rackKey(rack), rackKey(zone))
    else if (first !== rackKey(zone)) split.add(rackKey(rack))
  }
  return split
}

function rackKey(word: string): string {
  return word.toLowerCase().replace(/\s+/g, ' ')
}

function byPlace(a: HanokError, b: HanokError): number {
  return (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0)
}
