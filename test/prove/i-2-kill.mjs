import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onArchive, postmasterOf, stateOf } from './support/archive-state.mjs'
import { startImport } from './support/import-process.mjs'
import { writeSnapFiles } from './support/snap-files.mjs'

/**
 * I-2: `n` imports are killed at random moments, two of three times the importing process, else its PostgreSQL; each is
 * imported again, and must end as one that nobody killed. Every fifth begins with no database at all.
 */
export const proof = {
  unit: 'kills',
  target: { lost: 0, unequal: 0, litter: 0, unfinished: 0, longestRestartSeconds: 10 },
  fast: 6,
  full: 75,
  run: async ({ n, seed }) => {
    const folder = mkdtempSync(join(tmpdir(), 'paidfor-kill-'))
    try {
      return await prove(folder, n, seeded(seed))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

const ROWS_A_FILE = 5_000

/** The last: the moment a file is reported as taken. */
const VICTIMS = ['importer', 'importer', 'database', 'importer', 'importer', 'database that has just reported']

async function prove(folder, n, random) {
  const files = join(folder, 'files')
  writeSnapFiles(files, ROWS_A_FILE)
  const fresh = join(folder, 'fresh')
  await onFresh(fresh)
  const whole = await wholeImport(folder, fresh, files)
  await refuseBlindVerifier(whole)
  const measured = {
    killed: 0,
    tooLate: 0,
    reported: 0,
    lost: 0,
    unequal: 0,
    litter: 0,
    unfinished: 0,
    longestRestartSeconds: 0,
  }
  for (let round = 0; round < n; round++) {
    const dataDir = join(folder, `round-${round}`)
    const isFresh = round % 5 !== 4
    if (isFresh) cpSync(fresh, dataDir, { recursive: true })
    await oneRound({
      dataDir,
      files,
      whole,
      measured,
      random,
      what: VICTIMS[round % VICTIMS.length],
      isFresh,
    })
    rmSync(dataDir, { recursive: true, force: true })
    process.stderr.write(`${round + 1} of ${n}: ${JSON.stringify(measured)}\n`)
  }
  const { lost, unequal, litter, unfinished, longestRestartSeconds } = measured
  const pass = lost + unequal + litter + unfinished === 0 && longestRestartSeconds <= 10
  return { measured, pass }
}

/** An archive with nothing in it: making its database is no part of most rounds. */
async function onFresh(dataDir) {
  const empty = mkdtempSync(join(tmpdir(), 'paidfor-nothing-'))
  await startImport(dataDir, empty).ended
  rmSync(empty, { recursive: true })
}

async function wholeImport(folder, fresh, files) {
  const dataDir = join(folder, 'whole')
  cpSync(fresh, dataDir, { recursive: true })
  const { code, said, took } = await startImport(dataDir, files).ended
  if (code !== 0) throw new Error(`an import that nobody killed ended with ${code}: ${said.slice(-2_000)}`)
  return { dataDir, took, state: await stateOf(dataDir) }
}

/** A lost row and a draft that was left must both be seen, or nothing that follows means anything. */
async function refuseBlindVerifier({ dataDir, state }) {
  const lost =
    'DELETE FROM quarantined_record; DELETE FROM observation WHERE ctid = (SELECT min(ctid) FROM observation)'
  await onArchive(dataDir, (client) => client.query(lost))
  writeFileSync(join(dataDir, 'raw', 'draft-1-planted.tmp'), '')
  const damaged = await stateOf(dataDir)
  if (damaged.digest === state.digest || litterIn(damaged, state).length !== 1)
    throw new Error('the verifier sees no damage')
}

async function oneRound({ dataDir, files, whole, measured, random, what, isFresh }) {
  const first = startImport(dataDir, files)
  const moment = sleep(random() * (whole.took + (isFresh ? 0 : 4)) * 1000)
  await Promise.race([what === 'database that has just reported' ? first.firstReport : moment, first.ended])
  const victim = what === 'importer' ? first.child.pid : await pidOf(dataDir, first)
  if (first.child.exitCode !== null || victim === null) measured.tooLate++
  else kill(victim)
  const { code, reports: given } = await first.ended
  if (code !== 0) measured.killed++
  const { code: again, said, upAfter, reports } = await startImport(dataDir, files).ended
  if (again !== 0) {
    measured.unfinished++
    process.stderr.write(`${said.slice(-2_000)}\n`)
    return
  }
  measured.longestRestartSeconds = Math.max(measured.longestRestartSeconds, upAfter ?? 0)
  measured.reported += given.length
  measured.lost += lostOf(given, reports).length
  const state = await stateOf(dataDir)
  if (state.digest !== whole.state.digest || state.kept !== whole.state.kept) measured.unequal++
  const litter = litterIn(state, whole.state)
  measured.litter += litter.length
  if (litter.length > 0) process.stderr.write(`litter: ${litter.join(', ')}\n`)
}

/** Files that had been reported as taken, and that the next import finds anything new in. */
function lostOf(given, reports) {
  const isNew = ({ loaded, changed }) => loaded + changed > 0
  return given.filter(({ file }) => reports.some((report) => report.file === file && isNew(report)))
}

/** What a whole import does not leave there. */
function litterIn({ around }, whole) {
  return around.filter((name) => !whole.around.includes(name))
}

/** The database may not have been started yet. */
async function pidOf(dataDir, { child }) {
  while (child.exitCode === null && child.signalCode === null) {
    const pid = postmasterOf(dataDir)
    if (pid !== null) return pid
    await sleep(20)
  }
  return null
}

function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // it has just ended by itself
  }
}

function seeded(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
