// What every reader of an inventory gives, whatever the file's form: hosts with the groups and values that the file says of
// them, each with its place. What the values mean is told apart in map-hosts.ts.

import type { JsonValue, SourcePosition } from '../plan.ts'

/** Forms of inventory that are read. */
export type InventoryFormat =
  | 'ansible-ini'
  | 'ansible-yaml'
  | 'ansible-json'
  | 'netbox-json'
  | 'netbox-csv'
  | 'csv'

/** One value of a host, and where it stands. */
export interface InventoryValue {
  readonly value: JsonValue
  readonly at: SourcePosition
}

/** One host as the file says it. */
export interface InventoryHost {
  /** As in the file: may be a fully qualified name, or no name that a host may have. */
  readonly name: string
  readonly at: SourcePosition
  /** Its groups by nearness: those that name it, then those that hold these, and so on. Empty where a form has no groups. */
  readonly groups: readonly (readonly string[])[]
  /** By column or variable, as the file writes it. */
  readonly values: ReadonlyMap<string, InventoryValue>
}

/** An inventory, read. */
export interface Inventory {
  readonly format: InventoryFormat
  /** As the user named it. */
  readonly file: string
  readonly hosts: readonly InventoryHost[]
  /** Columns in the order of the file, those without any value too. */
  readonly columns: readonly string[]
}

/** What an inventory may hold at most: what a declaration may, and what is read in well under a second. */
export const inventoryLimits = {
  bytes: 32 * 1024 * 1024,
  csvBytes: 8 * 1024 * 1024,
  /** Commas and opening brackets of a JSON file, a measure of the values in it. */
  jsonMarks: 3_000_000,
  /** Of Ansible's forms, which people write by hand; YAML takes some forty times the memory of JSON. */
  ansibleBytes: 2 * 1024 * 1024,
  hosts: 5000,
  /** Values and groups of hosts, all that they inherit counted. */
  steps: 1_000_000,
} as const
