import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { collectJob } from '../jobs/collect.ts'
import { runOnce } from '../jobs/run-once.ts'
import type { OpenArchive } from './app.ts'
import type { CalendarDate } from './domain/calendar.ts'
import { daysLater } from './domain/days.ts'
import { Problem } from './domain/errors.ts'
import { look } from './inbox.ts'
import { importRegistry } from './pipeline/import-registry.ts'
import type { RunProgress } from './ports/run-log.ts'
import { registryCopies } from './sandbox/registry.ts'
import { type Sandbox, startSandbox } from './sandbox/server.ts'

export interface SandboxDeps {
  readonly archive: OpenArchive
  /** A folder of its own, where an operator of the sandbox would put report files. */
  readonly inbox: string
  readonly stop: AbortSignal
  readonly log: (line: string) => void
  /** Takes the name of a source and how far it is. */
  readonly show: (name: string, progress: RunProgress) => void
}

/** Between the two days on which the made-up libraries are pulled: ads come, change and go. */
const DAYS_BETWEEN = 28

/**
 * Fills the archive of the made-up election, unless it is whole already: a sandbox tells it over HTTP on this machine, and
 * the jobs that would pull the real libraries pull it, on two days.
 * @throws {Problem} `import.stopped`; and what a job came to that did not end well
 */
export async function collectSandbox(deps: SandboxDeps): Promise<void> {
  const today = deps.archive.importDeps.today()
  if (await isWhole(deps)) return await deps.archive.attribute(deps.stop)
  deps.log('The archive is empty: a made-up election is collected, to look at until there is real data.')
  const sandbox = await startSandbox({ day: today })
  try {
    sandbox.setDay(daysLater(today, -DAYS_BETWEEN))
    await pullAll(deps, sandbox, sandbox.addresses)
    await bringReports(deps, sandbox)
    sandbox.setDay(today)
    // What an API answers is of the day on which it was asked: these are asked once.
    await pullAll(deps, sandbox, { ...sandbox.addresses, ...sandbox.apiAddresses })
    await bringReports(deps, sandbox)
    await bringRegistry(deps, today)
    await deps.archive.attribute(deps.stop)
  } finally {
    await sandbox[Symbol.asyncDispose]()
  }
}

/** Its last step is the reports of the second day: where each of their series has two files, nothing was cut off. */
async function isWhole({ archive }: SandboxDeps): Promise<boolean> {
  const statuses = await archive.archive.sourceStatuses()
  const series = statuses.find(({ source }) => source === 'meta-report')?.series ?? []
  return series.length > 0 && series.every(({ files }) => files > 1)
}

async function pullAll(
  { archive, stop, log, show }: SandboxDeps,
  sandbox: Sandbox,
  addresses: Readonly<Record<string, string>>,
): Promise<void> {
  // Who is behind all of it is asked at the end, once.
  const { attribute: _, ...collectDeps } = archive.collecting(Object.values(addresses))
  const asked = { settings: new Map(Object.entries(sandbox.settings)), from: null, callsPerDay: new Map() }
  for (const [name, address] of Object.entries(addresses)) {
    const source = collectDeps.sources.find(({ manifest }) => manifest.id === name)
    if (source === undefined) continue
    const shown = (progress: RunProgress) => show(name, progress)
    const job = collectJob({ deps: collectDeps, source, address, isByHand: true, asked, show: shown })
    const { outcome, message } = await runOnce(job, { runLog: archive.runLog, stop, log })
    if (outcome === 'stopped') throw new Problem('import.stopped', 'stopped: the next start goes on from here.')
    if (message !== null) log(`${job.name}: ${outcome}: ${message}`)
  }
}

/** Meta offers no pull: its files are put into the inbox, and taken from there. */
async function bringReports({ archive, inbox, log }: SandboxDeps, sandbox: Sandbox): Promise<void> {
  const folder = join(inbox, 'meta-report')
  await mkdir(folder, { recursive: true })
  for (const { name, bytes } of await sandbox.metaReportFiles()) await writeFile(join(folder, name), bytes)
  const deps = {
    folder: inbox,
    sources: archive.importDeps.sources,
    importDeps: { ...archive.importDeps, onProgress: () => undefined },
    log: (line: string) => (/refused|not imported/.test(line) ? log(line) : undefined),
    reconcile: archive.reconcile,
  }
  await look(deps, await look(deps, new Map()))
}

/** Its registry is a file, too, which an operator would have fetched: what is matched with it stands on the sponsors' pages. */
async function bringRegistry({ archive, inbox, log }: SandboxDeps, today: CalendarDate): Promise<void> {
  const folder = join(inbox, 'registry')
  await mkdir(folder, { recursive: true })
  for (const { name, text } of registryCopies()) {
    await writeFile(join(folder, name), text)
    const request = {
      path: join(folder, name),
      registry: 'fec',
      retrievedOn: today,
      folder: 'registry',
      modifiedOn: today,
    }
    const deps = { ...archive.registryDeps, onProgress: () => undefined }
    for await (const outcome of importRegistry(deps, { ...request, acceptFewer: false })) {
      if ('problem' in outcome) log(`${name}: not imported: ${outcome.problem.message}`)
    }
  }
}
