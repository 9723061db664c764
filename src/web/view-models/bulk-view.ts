import type { ManifestSource, ReleaseManifest } from '../../ports/releases.ts'
import type { JobState, RunOutcome } from '../../ports/run-log.ts'
import { bytesOf, changesUrl, releaseFileUrl } from '../bulk-index.ts'
import { counted, countText } from '../format.ts'
import { instantText } from '../format-date.ts'
import { visibleName } from '../visible-text.ts'
import type { LinkView } from './layout-view.ts'

export interface BulkView {
  /** What the job that makes releases does; null where it never ran and will not. */
  readonly job: { readonly text: string; readonly message: string | null; readonly isTrouble: boolean } | null
  readonly newest: NewestReleaseView | null
  readonly releases: readonly ReleaseView[]
  /** How many older ones are not listed; null where all are. */
  readonly unlisted: string | null
  readonly sources: readonly ReleasedSourceView[]
}

export interface ReleaseView {
  readonly id: string
  readonly madeAt: string
  readonly rows: string
  readonly files: string
  readonly size: string
  readonly links: readonly LinkView[]
}

export interface NewestReleaseView {
  readonly id: string
  readonly documents: readonly LinkView[]
  readonly tables: readonly ReleasedTableView[]
  /** What is typed into a shell. */
  readonly commands: { readonly fetch: string; readonly check: string; readonly load: string; readonly changes: string }
}

export interface ReleasedTableView {
  readonly name: string
  readonly rows: string
  readonly files: readonly ReleasedFileView[]
}

export interface ReleasedFileView {
  readonly name: string
  readonly rows: string
  readonly days: string
  readonly formats: readonly (LinkView & { readonly size: string })[]
}

export interface ReleasedSourceView {
  readonly name: string
  readonly terms: string
  readonly href: string
  readonly withheld: string | null
}

interface Told {
  readonly releases: readonly ReleaseManifest[]
  readonly job: JobState | null
  readonly sources: readonly ManifestSource[]
}

/** Two years of weeks; the index for programs names all. */
const MOST_LISTED = 104

/** @param origin under which the site is known: `https://paidfor.example` */
export function bulkView({ releases, job, sources }: Told, origin: string): BulkView {
  const [newest] = releases
  const unlisted = releases.length - MOST_LISTED
  return {
    job: job === null ? null : jobView(job),
    newest: newest === undefined ? null : newestView(newest, origin),
    releases: releases.slice(0, MOST_LISTED).map(releaseView),
    unlisted: unlisted > 0 ? counted(unlisted, 'older release') : null,
    sources: sources.map(({ name, terms, publisherUrl, withheldBecause }) => ({
      name,
      terms,
      href: publisherUrl,
      withheld: withheldBecause,
    })),
  }
}

function releaseView(release: ReleaseManifest): ReleaseView {
  const { id, asOf, totals, files } = release
  return {
    id,
    madeAt: instantText(asOf.madeAt),
    rows: totals.map(({ table, rows }) => `${countText(rows)} ${table}`).join(', '),
    files: countText(files.length),
    size: sizeText(bytesOf(release)),
    links: ['manifest.json', 'SHA256SUMS'].map((name) => ({ text: name, href: releaseFileUrl(release, name) })),
  }
}

function newestView(release: ReleaseManifest, origin: string): NewestReleaseView {
  const { id, totals, documents, changesToken } = release
  const base = `${origin}/bulk/${id}`
  return {
    id,
    documents: [...documents.map(({ path }) => path), 'manifest.json', 'SHA256SUMS'].map((name) => ({
      text: name,
      href: releaseFileUrl(release, name),
    })),
    tables: totals.map(({ table, rows }) => ({
      name: table,
      rows: counted(rows, 'row'),
      files: filesOf(release, table),
    })),
    commands: {
      fetch: `curl -fsSO ${base}/SHA256SUMS\ncut -c67- SHA256SUMS | xargs -I{} curl -fsSO ${base}/{}`,
      check: 'sha256sum -c SHA256SUMS',
      load: 'createdb ads\npsql -X -f load.sql ads',
      changes: `curl -fsS --compressed '${origin}${changesUrl(changesToken)}'`,
    },
  }
}

/** The formats of the same rows stand in one line. */
function filesOf(release: ReleaseManifest, table: string): ReleasedFileView[] {
  const files = release.files.filter((file) => file.table === table)
  const stem = (path: string) => path.replace(/\.(csv\.gz|parquet)$/, '')
  return [...new Set(files.map(({ path }) => stem(path)))].map((name) => {
    const formats = files.filter(({ path }) => stem(path) === name)
    const [first] = formats
    const period = first?.period ?? null
    return {
      name,
      rows: countText(first?.rows ?? 0),
      days: period === null ? '' : `${period.from} – ${period.to}`,
      formats: formats.map(({ path, format, bytes }) => ({
        text: format === 'parquet' ? 'Parquet' : 'CSV',
        href: releaseFileUrl(release, path),
        size: sizeText(bytes),
      })),
    }
  })
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

const OUTCOMES: Readonly<Partial<Record<RunOutcome, string>>> = {
  done: 'a release was made',
  unchanged: 'nothing was to be made',
  failed: 'no release was made: it failed',
  stopped: 'stopped before its end',
  lost: 'cut off before its end',
}

function jobView({ last, running, nextDueAt }: JobState): BulkView['job'] & object {
  const next = nextDueAt === null ? '' : ` The next one is due on ${instantText(nextDueAt)}.`
  if (running !== null) {
    const at =
      running.progress === null
        ? ''
        : ` ${counted(running.progress.done, 'row')} of ${running.progress.what} are written.`
    return {
      text: `A release is being made since ${instantText(running.startedAt)}.${at}`,
      message: null,
      isTrouble: false,
    }
  }
  if (last?.outcome == null)
    return { text: `No release was made by itself yet.${next}`, message: null, isTrouble: false }
  const { outcome, trigger, message, finishedAt, startedAt } = last
  // What somebody typed wrongly is for nobody else to read.
  const isByHand = trigger === 'hand'
  const who = isByHand ? ', by hand' : ''
  return {
    text: `Last attempt${who}, ${instantText(finishedAt ?? startedAt)}: ${OUTCOMES[outcome] ?? outcome}.${next}`,
    message: outcome === 'failed' && !isByHand && message !== null ? visibleName(message) : null,
    isTrouble: !isByHand && (outcome === 'failed' || outcome === 'lost'),
  }
}
