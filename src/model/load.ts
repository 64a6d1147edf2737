// What a platform has to carry: the `load` of a declaration. Sizes, counts and the N+1 check follow from it.

import * as z from 'zod'

const amount = (most: number) => z.number().min(0).max(most)
const count = (most: number) => z.int().min(0).max(most)

/** The load, every key with a default. Amounts are of the busy hour; data is counted once, without its copies. */
export const loadSchema = z.strictObject({
  storedGiB: amount(1e9).default(1000).describe('Data in tables and files today, one copy of it.'),
  growthGiBPerDay: amount(1e6).default(0).describe('How much the stored data grows in a day.'),
  retentionDays: count(36_500)
    .default(3_650)
    .describe('Days that new data is kept: after them as much goes as comes.'),
  workingSetGiB: amount(1e6)
    .default(20)
    .describe('The part of the stored data that is read again and again, worth keeping in memory.'),
  horizonDays: count(36_500)
    .default(365)
    .describe('How far ahead the disks must hold the growth: how long until servers are bought again.'),
  ingestMiBPerSecond: amount(1e6).default(10).describe('What comes in through Kafka, before copies.'),
  ingestRetentionHours: z
    .int()
    .min(1)
    .max(87_600)
    .default(24)
    .describe('Hours that topics keep what came in, so that it can be read again.'),
  ingestReaders: count(1_000).default(2).describe('Consumer groups that each read all that comes in.'),
  concurrentQueries: count(10_000).default(10).describe('Queries of Trino that run at once.'),
  queryMemoryGiB: amount(10_000).default(4).describe('Memory of one query, over all workers.'),
  queryCpus: amount(10_000).default(2).describe('Cores that one query keeps busy, over all workers.'),
  concurrentJobs: count(10_000).default(2).describe('Applications of Spark that run at once.'),
  jobMemoryGiB: amount(100_000).default(32).describe('Memory of the executors of one application.'),
  jobCpus: amount(100_000).default(8).describe('Cores of the executors of one application.'),
  scanMiBPerSecond: amount(100_000)
    .default(50)
    .describe('What one query or application reads from object storage while it runs.'),
  users: count(1_000_000).default(50).describe('People with dashboards and applications open.'),
  searchGiBPerDay: amount(1e6).default(5).describe('Documents and logs that OpenSearch takes in a day.'),
  searchRetentionDays: z.int().min(1).max(36_500).default(14).describe('Days that OpenSearch keeps them.'),
})

/** The load with every default filled in. */
export type Load = z.output<typeof loadSchema>

/** The load of a declaration that says nothing of it. */
export const defaultLoad: Load = loadSchema.parse({})

/** As good as no load: what is needed even then is what it takes to run at all. */
export const noLoad: Load = loadSchema.parse({
  ...Object.fromEntries(Object.keys(loadSchema.shape).map((key) => [key, 0])),
  ingestRetentionHours: 1,
  searchRetentionDays: 1,
})
