import { z } from 'zod'
import { count, day, instant, source, whole } from './values.ts'

const OUTCOMES = ['done', 'unchanged', 'suspect', 'failed', 'deferred', 'stopped', 'lost'] as const

export const run = z.strictObject({
  id: z.int(),
  job: z.string(),
  trigger: z.enum(['tick', 'catch-up', 'hand']),
  dueAt: instant.nullable().describe('The tick it answers. Null: started by hand.'),
  startedAt: instant,
  finishedAt: instant.nullable().describe('Null: it runs.'),
  outcome: z.enum(OUTCOMES).nullable().describe('Null: it runs.'),
  message: z.string().nullable().describe('What happened, in a sentence. Null: nothing to say.'),
  counts: z.record(z.string(), z.number()).describe('Numbers about it, by name: files, rows, loaded, changed …'),
  progress: z
    .strictObject({
      what: z.string(),
      done: z.number(),
      total: z.number().nullable().describe('Null: not known.'),
      unit: z.enum(['bytes', 'records', 'parts']),
    })
    .nullable()
    .describe('Null: it does not run.'),
})

/** How a source is pulled, whatever the run. */
export const pulled = {
  source,
  isScheduled: z.boolean().describe('Whether this site pulls it by itself.'),
  everyHours: z.number().positive().describe('Hours between two pulls.'),
  size: z.string().describe('About how much a first pull fetches, in words.'),
  nextDueAt: instant.nullable().describe('Null: not scheduled.'),
  lastGoodAt: instant.nullable().describe('When it last ended well. Null: never.'),
  running: run.nullable().describe('Null: none runs.'),
}

const collecting = z.strictObject({
  ...pulled,
  last: run.nullable().describe('The last that ended. Null: none has.'),
})

const hold = z.strictObject({
  id: z.int(),
  source,
  series: z.string(),
  of: z.enum(['ads', 'advertisers']),
  fileName: z.string(),
  observedOn: day,
  listed: count.describe('How many the series listed before.'),
  absent: count.describe('How many of them the file lacks.'),
  status: z.enum(['held', 'accepted', 'rejected']),
  decidedAt: instant.nullable().describe('Null: it waits for a person.'),
})

const file = z.strictObject({
  name: z.string(),
  format: z.string(),
  observedOn: day,
  importedAt: instant,
  rows: count,
  loaded: count.describe('Records that were new.'),
  changed: count.describe('Records with news on what was known.'),
  unchanged: count,
  quarantined: count.describe('Records that could not be understood, kept as they are.'),
  drift: z.array(z.string()).describe('What was new or gone in its shape.'),
})

const series = z.strictObject({
  name: z.string(),
  of: z.enum(['ads', 'advertisers']),
  files: count,
  firstDay: day,
  lastDay: day,
  missingDays: z.array(day).describe('Days without a file where files come daily; at most 60, newest first.'),
  missingDayCount: count,
  missing: count,
  withdrawn: count,
})

const searchIndex = z.strictObject({
  engine: z.string().nullable().describe('Its name and version. Null: it has not answered yet.'),
  state: z
    .enum(['current', 'behind', 'building', 'away'])
    .describe(
      'behind: it does not hold the newest files yet; building, or away (nobody keeps it up to date): the archive’s own database answers instead.',
    ),
  searchableRevision: z.int().nullable().describe('The revision that searches show. Null: none can be searched there.'),
  newestRevision: z.int().describe('That of the archive.'),
  waiting: count.describe('Ads with changes that are not yet in it.'),
  oldestWaitingAt: instant.nullable().describe('Since when the oldest of them waits. Null: none does.'),
  refused: count.describe('Ads that it will not take: no search finds them, files of results hold them.'),
  workedAt: instant.nullable().describe('When it was last at work. Null: never.'),
  isInTrouble: z.boolean().describe('Whether that failed when it was last tried. Nothing is lost by it.'),
})

/** What was read, what is missing, and what waits for a person. */
export const sourcesSchema = z
  .strictObject({
    collecting: z.array(collecting).describe('How sources are pulled.'),
    searchIndex: searchIndex
      .nullable()
      .describe('How the index outside the archive stands. Null: there is none, the archive’s own database searches.'),
    sources: z.array(
      z.strictObject({
        source,
        ads: count,
        statements: count,
        advertisers: count,
        files: count,
        lastObservedOn: day.nullable().describe('Day of its newest file. Null: none was read.'),
        lastFiles: z.array(file).describe('Newest first, at most ten.'),
        series: z.array(series).describe('Files that follow one another; at most 50.'),
        quarantine: z.array(z.strictObject({ code: z.string(), reason: z.string(), records: count })),
        holds: z.array(hold).describe('Mass disappearances that wait for a person, and those decided.'),
      }),
    ),
    ...whole,
  })
  .describe('The state of every source.')

/** How old each source is, for a monitor. */
export const sourceHealthSchema = z
  .strictObject({
    checkedAt: instant,
    isDatabaseUp: z.boolean(),
    isAnyStale: z.boolean().nullable().describe('Null: nobody can tell at this moment.'),
    sources: z
      .array(
        z.strictObject({
          source,
          isScheduled: z.boolean(),
          everyHours: z.number().positive(),
          lastGoodAt: instant.nullable().describe('Null: never.'),
          lastGoodAgeHours: z.number().nonnegative().nullable().describe('Hours, one decimal. Null: never.'),
          lastOutcome: z.enum(OUTCOMES).nullable().describe('Null: no run has ended.'),
          lastFinishedAt: instant.nullable().describe('Null: no run has ended.'),
          isRunning: z.boolean(),
          newestRecordAt: instant.nullable().describe('When its newest record was published. Null: none is held.'),
          newestRecordAgeHours: z.number().nullable().describe('Hours, one decimal. Null: none is held.'),
          isStale: z.boolean().describe('What is not pulled by itself cannot be late.'),
        }),
      )
      .nullable()
      .describe('Null: nobody can tell at this moment.'),
  })
  .describe('How fresh each source is. The status is 200 also where one is stale.')
