// Options of Postgres, as a declaration may set them under `services.postgres`.

import * as z from 'zod'
import { textThat } from '../../model/declaration-schema.ts'
import { text } from '../../model/text.ts'

/** Lowest and highest value of the five fields of a cron expression: minute, hour, day, month, day of the week (0 is Sunday). */
const cronFields = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const

/** Whether five fields of numbers, lists, ranges and steps make a cron expression. */
function isCron(schedule: string): boolean {
  const fields = schedule.split(' ')
  return (
    fields.length === cronFields.length &&
    cronFields.every(([lowest, highest], field) =>
      (fields[field] ?? '').split(',').every((part) => {
        const [, from, to, step] = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part) ?? []
        if (from === undefined && !part.startsWith('*')) return false
        const [first, last] = [Number(from ?? lowest), Number(to ?? from ?? highest)]
        return first >= lowest && first <= last && last <= highest && step !== '0' && step !== '00'
      }),
    )
  )
}

function isAddress(value: string): boolean {
  return /^https?:$/.test(URL.canParse(value) ? new URL(value).protocol : '')
}

const backup = z.strictObject({
  destination: textThat(
    (value) => /^s3:\/\/[a-z0-9][a-z0-9.-]*[a-z0-9](\/[^\s/]+)*\/?$/.test(value),
    text('a bucket and a path in it, such as s3://backups/lake', '버킷과 경로(예: s3://backups/lake)'),
  ).describe('Where base backups and the log go: s3://bucket/path, outside of this platform.'),
  endpoint: textThat(
    isAddress,
    text(
      'the address of an object store, such as https://s3.example.com',
      '객체 저장소의 주소(예: https://s3.example.com)',
    ),
  )
    .optional()
    .describe('Address of the object store; that of AWS where it is left out.'),
  region: textThat(
    (value) => /^[a-z0-9-]{1,40}$/.test(value),
    text('a region, such as eu-central-1', '리전(예: eu-central-1)'),
  )
    .optional()
    .describe('Region of the bucket, where the store asks for one.'),
  schedule: textThat(
    isCron,
    text('five fields of cron, such as "0 3 * * *"', '다섯 칸짜리 cron 식(예: "0 3 * * *")'),
  )
    .default('0 3 * * *')
    .describe('When base backups are made, as five fields of cron in UTC; the log is sent all the time.'),
  retentionDays: z
    .int()
    .min(1)
    .max(3_650)
    .default(30)
    .describe('Days back to which the database can be set; older backups are deleted.'),
})

/** Options of Postgres. */
export const postgresOptions = z.strictObject({
  maxConnections: z
    .int()
    .min(20)
    .max(5_000)
    .optional()
    .describe(
      'Largest number of connections; by default 30 and 25 more for each instance that needs a database.',
    ),
  synchronousStandbys: z
    .int()
    .min(1)
    .max(4)
    .default(1)
    .describe('Standbys that hold a commit before it is acknowledged, where there is more than one server.'),
  watchdog: z
    .enum(['off', 'automatic', 'required'])
    .default('off')
    .describe(
      "Whether Patroni arms the server's hardware watchdog, which resets a primary whose Patroni hangs.",
    ),
  backup: backup
    .optional()
    .describe(
      'Backups to an object store outside of this platform; Kubernetes only. Its two keys: hanok secrets set.',
    ),
})

/** Options of Postgres with every default filled in. */
export type PostgresOptions = z.output<typeof postgresOptions>
