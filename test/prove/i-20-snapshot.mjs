import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/install.mjs'
import { onArchive } from './support/archive-state.mjs'
import { startImport } from './support/import-process.mjs'

const FILES_MEANWHILE = 12
const FEW = 10_000

/**
 * I-20: releases of `n` ads are built while files that change every one of them are imported, and built again when that is
 * over: the moment before the imports, and one that came in their midst.
 */
export const proof = {
  unit: 'ads',
  target: { different: 0, badSums: 0, rowsOff: 0, changedMeanwhile: '≥ n', changesASecond: '≥ 500 of many' },
  fast: 1_500,
  full: 20_000,
  run: async ({ n }) => {
    const folder = mkdtempSync(join(tmpdir(), 'paidfor-snapshot-'))
    try {
      return await prove(folder, n)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

async function prove(folder, n) {
  const [data, before, meanwhile] = ['data', 'before', 'meanwhile'].map((name) => join(folder, name))
  writeFiles(before, n, [0])
  writeFiles(
    meanwhile,
    n,
    Array.from({ length: FILES_MEANWHILE }, (_, index) => index + 1),
  )
  await startImport(data, before).ended
  const [early, late] = ['early', 'late'].map((name) => join(folder, name))
  const whole = await exportRelease(data, early)
  const running = startImport(data, meanwhile)
  await running.firstReport
  rmSync(early, { recursive: true })
  const start = performance.now()
  await exportRelease(data, early, whole)
  const amid = await exportRelease(data, early)
  const building = (performance.now() - start) / 1_000
  const { reports, took } = await running.ended
  await exportRelease(data, late, whole)
  await exportRelease(data, late, amid)
  const changed = reports.reduce((sum, report) => sum + report.changed, 0)
  const measured = {
    different: differences(early, late),
    badSums: [early, late].flatMap((shelf) => [whole, amid].map((id) => join(shelf, id))).filter(isBad).length,
    rowsOff: await rowsOff(
      data,
      [whole, amid].map((id) => join(early, id)),
    ),
    changedMeanwhile: changed,
    changesASecond: Math.round(changed / took),
    secondsBuilding: Math.round(building * 10) / 10,
    moments: new Set([whole, amid]).size,
  }
  const { different, badSums, rowsOff: off, changesASecond, moments } = measured
  // A small file takes no longer to be taken in than a process to start: only many rows tell a rate.
  const isBusy = changed >= n && moments === 2 && (n < FEW || changesASecond >= 500)
  return { measured, pass: different + badSums + off === 0 && isBusy }
}

/** Files of one series: in each, every ad costs something else than in the one before. */
function writeFiles(folder, n, days) {
  mkdirSync(folder)
  const sample = join(root, 'test', 'pipeline', 'fixtures', 'small-election', 'snap-2024-11-04_2024.csv')
  const lines = readFileSync(sample, 'utf8').split(/\r?\n/)
  const header = lines[0].split(',')
  const at = (name) => header.indexOf(name)
  const row = header.map(() => '')
  row[at('Currency Code')] = 'USD'
  row[at('Impressions')] = '20000'
  row[at('CountryCode')] = 'united states'
  row[at('EndDate')] = '2025/01/05 23:00:00Z'
  for (const day of days) {
    const rows = Array.from({ length: n }, (_, index) => {
      row[at('ADID')] = createHash('sha256').update(String(index)).digest('hex')
      row[at('Spend')] = String(index + day)
      row[at('OrganizationName')] = `Friends of Dam ${index % 97}`
      row[at('PayingAdvertiserName')] = day % 3 === 0 ? `Dam Fund ${index % 7}` : `=Dam ${day}`
      row[at('StartDate')] = `${2022 + (index % 3)}/10/01 04:00:00Z`
      return row.join(',')
    })
    const name = `2024-12-${String(day + 1).padStart(2, '0')}_2024.csv`
    writeFileSync(join(folder, name), `${[lines[0], ...rows].join('\n')}\n`)
  }
}

/** @returns the name of the release */
function exportRelease(dataDir, to, asOf) {
  const { DATABASE_URL: _, ...outer } = process.env
  const args = ['export', '--to', to, ...(asOf === undefined ? [] : ['--as-of', asOf])]
  const child = spawn(process.execPath, [join(root, 'scripts', 'paidfor.mjs'), ...args], {
    env: { ...outer, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      said += text
    })
  }
  return new Promise((resolve, reject) => {
    child.once('close', () => {
      const [, id] = /Release (\S+) was made/.exec(said) ?? []
      if (id === undefined) reject(new Error(`no release was made: ${said}`))
      else resolve(id)
    })
  })
}

function differences(a, b) {
  const releases = readdirSync(a)
  const names = releases.flatMap((id) => readdirSync(join(a, id)).map((name) => join(id, name)))
  const others = releases.flatMap((id) => readdirSync(join(b, id)).map((name) => join(id, name)))
  const unequal = names.filter(
    (name) => !others.includes(name) || !readFileSync(join(a, name)).equals(readFileSync(join(b, name))),
  )
  return unequal.length + others.filter((name) => !names.includes(name)).length + (names.length < 20 ? 1 : 0)
}

function isBad(folder) {
  return spawnSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], { cwd: folder }).status !== 0
}

/** Between what manifests say of ads and versions, and what a question to the database as of their moments says. */
function rowsOff(data, folders) {
  return onArchive(data, async (client) => {
    let off = 0
    for (const folder of folders) {
      const { asOf, totals } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
      const { rows } = await client.query(
        `SELECT count(*)::int AS versions,
           (count(*) FILTER (WHERE state.to_revision IS NULL OR state.to_revision > $1))::int AS ads
         FROM disclosure_state state WHERE state.from_revision <= $1`,
        [asOf.revision],
      )
      for (const table of ['ads', 'versions']) {
        off += Math.abs(rows[0][table] - totals.find((each) => each.table === table).rows)
      }
    }
    return off
  })
}
