import { createReadStream, existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createGunzip } from 'node:zlib'
import { projectRoot } from '../../src/project-root.ts'
import { registries } from '../../src/registries/all.ts'
import { readFecFolder } from '../../src/registries/fec/read-folder.ts'
import { readsAllPublished } from '../support/published-files.ts'

/** Files as registries published them. They are no part of the project. */
const data = join(projectRoot, '..', 'shared', 'data', 'registry')
const isHere = existsSync(data)
if (!isHere) process.stderr.write('Skipped: the registries’ files are not at hand (../shared/data/registry).\n')
const onPublishedFiles = isHere ? test : test.skip

const open = (name: string): AsyncIterable<Buffer> => {
  const file = createReadStream(join(data, name))
  return name.endsWith('.gz') ? file.pipe(createGunzip()) : file
}

async function startOf(name: string): Promise<string> {
  for await (const chunk of open(name)) return chunk.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '')
  return ''
}

/** Which formats know the file, and how its rows divide. */
async function read(name: string) {
  const head = { name: basename(name), start: await startOf(name) }
  const formats = registries.flatMap((registry) => registry.formats.filter(({ recognises }) => recognises(head)))
  const counts = { understood: 0, rejected: 0, records: 0, relations: 0 }
  const [format] = formats
  if (format === undefined) return { ids: [], ...counts }
  for await (const row of format.rows(open(name), head)) {
    if ('reason' in row) counts.rejected++
    else {
      counts.understood++
      counts.records += row.records.length
      counts.relations += row.relations.length
    }
  }
  return { ids: formats.map(({ id }) => id), ...counts }
}

const FILES = [
  ['fara/2019-06-25/FARA_All_Registrants.csv.gz', 'fara-registrants', 6_217, 0],
  ['fara/2019-06-25/FARA_All_ForeignPrincipals.csv.gz', 'fara-principals', 15_897, 0],
  ['fara/2025-04/FARA_All_Registrants.csv.gz', 'fara-registrants', 6_929, 0],
  ['fara/2025-04/FARA_All_ForeignPrincipals.csv.gz', 'fara-principals', 17_358, 0],
  ['fec/cm18.csv.gz', 'fec-cm-csv', 19_022, 0],
  ['fec/cm20.csv.gz', 'fec-cm-csv', 18_286, 0],
  ['fec/cm22.csv.gz', 'fec-cm-csv', 19_794, 0],
  ['fec/cm24.csv.gz', 'fec-cm-csv', 20_934, 0],
  ['fec/cm26.csv.gz', 'fec-cm-csv', 18_316, 0],
  ['fec/cm_2020.txt', 'fec-cm', 17_939, 0],
  ['fec/cn_2020.txt', 'fec-cn', 7_611, 0],
  ['fec/candidate_committee_links_2000-2026.csv.gz', 'fec-ccl-csv', 81_273, 2],
  ['sanctions/ofac/sdn.csv.gz', 'ofac-primary', 7_379, 0],
  ['sanctions/ofac/alt.csv.gz', 'ofac-alternate', 9_682, 0],
  ['sanctions/ofac/add.csv.gz', 'ofac-address', 11_696, 0],
  ['sanctions/ofac/sdn_comments.csv.gz', 'ofac-comments', 13, 0],
  ['sanctions/ofac/bench_sdn.csv.gz', 'ofac-primary', 8_976, 0],
  ['sanctions/ofac/bench_alt.csv.gz', 'ofac-alternate', 11_910, 0],
  ['sanctions/ofac/bench_add.csv.gz', 'ofac-address', 13_837, 0],
  ['sanctions/ofac/tfidf_alt.csv.gz', 'ofac-alternate', 20_107, 0],
  ['sanctions/ofac/tfidf_add.csv.gz', 'ofac-address', 24_244, 0],
  ['sanctions/ofac/tfidf_sdn_comments.csv.gz', 'ofac-comments', 28, 0],
  ['sanctions/ofac/cons_prim.csv.gz', 'ofac-primary', 442, 0],
  ['sanctions/ofac/cons_alt.csv.gz', 'ofac-alternate', 1_073, 0],
  ['sanctions/ofac/cons_add.csv.gz', 'ofac-address', 574, 0],
  ['sanctions/ofac/cons_comments.csv.gz', 'ofac-comments', 10, 0],
  ['sanctions/ofac/csl.csv.gz', 'us-csl', 4_226, 1],
  ['sanctions/ofac/dpl.txt', 'us-bis-dpl', 665, 0],
  ['sanctions/ofac/UN_consolidated.xml.gz', 'un-consolidated-xml', 1_003, 0],
  ['sanctions/ofac/opensanctions_us_congress_senzing.json', 'senzing-json-lines', 1_319, 0],
  ['sanctions/eu/32014R0269.csv.gz', 'eu-journal-csv', 2_802, 0],
  ['sanctions/eu/32014R0833.csv.gz', 'eu-journal-csv', 1_746, 0],
  ['sanctions/eu/32006R0765.csv.gz', 'eu-journal-csv', 408, 0],
  ['opensanctions/parteispenden_entities.ftm.json', 'ftm-json-lines', 475, 0],
] as const

/** One cycle of committees shows as much as five, where time is short. */
const READ_FILES = readsAllPublished ? FILES : FILES.filter(([name]) => !/cm(18|20|22|24)/.test(name))

onPublishedFiles.each(READ_FILES)(
  '%s is known as %s alone, and every row of it is understood or rejected',
  async (name, id, understood, rejected) => {
    expect(await read(name)).toMatchObject({ ids: [id], understood, rejected })
  },
)

onPublishedFiles.each([
  'opensanctions/fixtures_negatives_us.csv.gz',
  'sanctions/ofac/embeddings_cross_script_pairs.csv.gz',
  'iso/iso_3166-1.json',
])('%s is no registry’s', async (name) => {
  expect((await read(name)).ids).toEqual([])
})

onPublishedFiles(
  'the five cycles and the file of 2020 hold 42,754 committees, 1,678 of them under several names',
  async () => {
    const entries = await readFecFolder(join(data, 'fec'))
    expect(entries).toHaveLength(42_754)
    expect(entries.filter(({ names }) => names.length > 1)).toHaveLength(1_678)
  },
)
