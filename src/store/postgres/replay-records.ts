import type { QueryRunner } from 'typeorm'
import type { ReplayReport, SourceFile } from '../../ports/disclosure-store.ts'
import { judgeSeriesAgain } from './absences/judge-series.ts'
import { COUNT_OBSERVED_PLACES, FORGET_PLACES } from './file-places-sql.ts'
import { takeLoadLock } from './load-transaction.ts'
import { reviseState } from './merge.ts'
import * as sql from './merge-sql.ts'
import { nextRevision } from './next-revision.ts'
import { recordReplay, requireKnown, settleQuarantine } from './replay-file.ts'

/**
 * Puts what the records of a loaded file are now read to say in the place of what they were read to say. The old words
 * stay in `disclosure_content`, and each change is noted as ours. A record that is not understood any more keeps what
 * was understood of it.
 */
export async function replayStaged(runner: QueryRunner, file: SourceFile): Promise<ReplayReport> {
  await takeLoadLock(runner)
  const known = await requireKnown(runner, file)
  await runner.query(sql.NEW_DISCLOSURES, [file.source])
  await runner.query(REREAD, [file.source, known.id])
  await runner.query(NEW_CONTENT)
  const [{ changed, rows }] = await runner.query(COUNTS)
  const recovered = await settleQuarantine(runner, known.id)
  const [{ quarantined }] = await runner.query(QUARANTINED, [known.id])
  const replayId = await recordReplay(runner, file, known, { changed, recovered })
  if (replayId !== null) await replaceWords(runner, file, known.id, replayId)
  if (recovered > 0) await judgeSeriesAgain(runner, known.id)
  return { rows, changed, recovered, quarantined }
}

async function replaceWords(runner: QueryRunner, file: SourceFile, fileId: string, replayId: string): Promise<void> {
  const revision = await nextRevision(runner, fileId, true)
  await runner.query(NOTE, [replayId])
  await runner.query(TOUCHED)
  await runner.query(REPLACED, [fileId])
  await runner.query(ADDED, [fileId])
  await runner.query(sql.STAGED_ADVERTISERS, [file.source])
  await runner.query(sql.NAMES, [file.source])
  await reviseState(runner, revision)
  await runner.query(FORGET_PLACES, [fileId])
  await runner.query(COUNT_OBSERVED_PLACES, [fileId])
}

/** Each record that is understood, beside what it was understood to say; null where it was not. */
const REREAD = `
CREATE TEMP TABLE reread ON COMMIT DROP AS
SELECT staged.record_number, disclosure.id AS disclosure_id, staged.observed_at, staged.fingerprint,
  o.fingerprint AS old_fingerprint, o.disclosure_id AS old_disclosure_id
FROM staged
JOIN disclosure ON disclosure.source = $1 AND disclosure.ad_id = staged.ad_id -- disclosure_identity
LEFT JOIN observation o ON o.file_id = $2 AND o.record_number = staged.record_number
WHERE (o.disclosure_id, o.fingerprint) IS DISTINCT FROM (disclosure.id, staged.fingerprint)`

const NEW_CONTENT = `
INSERT INTO disclosure_content (disclosure_id, fingerprint, content, advertiser_vector, disclaimer_vector, facts_vector,
  texts_vector, language)
SELECT DISTINCT ON (reread.disclosure_id, reread.fingerprint)
  reread.disclosure_id, reread.fingerprint, staged.content, staged.advertiser_vector, staged.disclaimer_vector,
  staged.facts_vector, staged.texts_vector, staged.language
FROM reread JOIN staged ON staged.record_number = reread.record_number
ORDER BY reread.disclosure_id, reread.fingerprint, length(staged.content::text) DESC, staged.content::text
ON CONFLICT (disclosure_id, fingerprint) DO NOTHING`

const COUNTS = `
SELECT (SELECT count(*) FROM staged)::int AS rows,
  (SELECT count(*) FROM reread WHERE reread.old_fingerprint IS NOT NULL)::int AS changed`

const QUARANTINED = `
SELECT count(*)::int AS quarantined FROM quarantined_record record WHERE record.file_id = $1`

const NOTE = `
INSERT INTO reread_record (replay_id, record_number, disclosure_id, old_fingerprint, new_fingerprint)
SELECT $1, reread.record_number, reread.disclosure_id, reread.old_fingerprint, reread.fingerprint FROM reread`

const TOUCHED = `
CREATE TEMP TABLE touched ON COMMIT DROP AS
SELECT reread.disclosure_id FROM reread
UNION SELECT reread.old_disclosure_id FROM reread WHERE reread.old_disclosure_id IS NOT NULL`

const REPLACED = `
UPDATE observation o SET disclosure_id = reread.disclosure_id, fingerprint = reread.fingerprint,
  observed_at = reread.observed_at
FROM reread
WHERE o.file_id = $1 AND o.record_number = reread.record_number`

const ADDED = `
INSERT INTO observation (file_id, record_number, disclosure_id, observed_at, fingerprint)
SELECT $1, reread.record_number, reread.disclosure_id, reread.observed_at, reread.fingerprint
FROM reread WHERE reread.old_fingerprint IS NULL`
