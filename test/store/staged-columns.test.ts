import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.ts'
import { openTestArchive } from '../support/archive.ts'

/** What a state keeps beside its content, as the database reads it out of the content. */
const OTHERWISE = `
SELECT state.source, state.ad_id FROM disclosure_state state
LEFT JOIN advertiser ON advertiser.id = state.advertiser_id
WHERE (state.advertiser_name, state.disclaimer, state.countries, state.regions, state.formats, state.currency::text,
    state.spend_lower_minor, state.spend_upper_minor, state.impressions_lower, state.starts_on, state.ends_on,
    state.recorded_abroad, advertiser.key)
  IS DISTINCT FROM (told_text(content->'advertiserName'), told_text(content->'disclaimer'),
    codes(content->'countries'), codes(content->'regions'),
    ARRAY(SELECT jsonb_array_elements_text(told_list(content->'formats'))), content->'spend'->>'currency',
    (content->'spend'->>'lower')::bigint, (content->'spend'->>'upper')::bigint,
    (content->'impressions'->>'lower')::bigint, told_text(content->'startsOn')::date,
    told_text(content->'endsOn')::date, recorded_abroad(content),
    advertiser_key(told_text(content->'advertiserId'), told_text(content->'advertiserName')))`

test('what is read out of a record while it is loaded is what the database reads out of its content', async () => {
  const opened = await openTestArchive()
  for (const source of ['snap', 'meta']) {
    const folder = join(projectRoot, 'test', 'sources', source, 'fixtures')
    for (const [index, name] of readdirSync(folder).entries()) {
      const day = `2024-11-${String(index + 1).padStart(2, '0')}`
      await opened.importText(source, `${day}_${name}`, readFileSync(join(folder, name)))
    }
  }
  const [{ states }] = await opened.database.query('SELECT count(*)::int AS states FROM disclosure_state')
  expect(states).toBeGreaterThan(20)
  expect(await opened.database.query(OTHERWISE)).toEqual([])
  await opened.close()
})
