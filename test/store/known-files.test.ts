import { instant } from '../../src/domain/calendar.ts'
import { sourceId } from '../../src/domain/ids.ts'
import { postgresKnownFiles } from '../../src/store/postgres/known-files.ts'
import { openTestArchive } from '../support/archive.ts'

const [fifth, sixth] = [instant('2026-01-05T05:17:00Z'), instant('2026-01-06T05:17:00Z')]

test('what is known of a collected file is what was heard last, missing headers included', async () => {
  const opened = await openTestArchive()
  const files = postgresKnownFiles(opened.database)
  const snap = sourceId('snap')
  expect(await files.known(snap, '2026')).toBeNull()
  const heard = {
    validators: { etag: '"a"', lastModified: 'Mon, 05 Jan 2026 04:00:00 GMT', bytes: 6_000_000_000 },
    checkedAt: fifth,
    changedAt: fifth,
    records: 12,
  }
  await files.remember(snap, '2026', heard)
  expect(await files.known(snap, '2026')).toEqual(heard)
  const later = { ...heard, validators: { etag: null, lastModified: null, bytes: null }, checkedAt: sixth }
  await files.remember(snap, '2026', later)
  expect(await files.known(snap, '2026')).toEqual(later)
  expect(await files.known(snap, '2025')).toBeNull()
  await opened.close()
})
