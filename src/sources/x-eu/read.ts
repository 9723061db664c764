import type { ApiAnswer, Page, Position, Verdict } from '../../ports/crawling.ts'
import { jsonOrNull } from '../shared/answer-json.ts'
import { downloadAddress } from './addresses.ts'
import { refusal } from './errors.ts'
import { keptExport } from './kept-export.ts'
import { operationsIn, scriptsOf } from './operations.ts'
import type { At } from './position.ts'

type Step<Name extends At['step']> = Extract<At, { readonly step: Name }>

/** What an answer means, decided by its body before its status. */
export function readAnswer(answer: ApiAnswer, at: At): Verdict {
  switch (at.step) {
    case 'page':
    case 'script':
      return readSite(answer, at)
    case 'create':
      return readCreated(answer, at)
    case 'status':
      return readStatus(answer, at)
    case 'download':
      return readDownload(answer, at)
  }
}

function goOn(next: readonly Position[], pauseMs = 0): Page {
  return { is: 'page', kept: [], records: 0, next, pauseMs }
}

function readSite(answer: ApiAnswer, at: Step<'page'> | Step<'script'>): Verdict {
  const operations = answer.status === 200 ? operationsIn(answer.text) : null
  const { user, country, from, to, looks } = at
  const asked = { user, country, from, to, looks: looks + 1 }
  if (operations !== null) {
    const { exportId, polls } = at
    const isBegun = exportId !== undefined && polls !== undefined
    return goOn([
      isBegun ? { step: 'status', ...asked, operations, exportId, polls } : { step: 'create', ...asked, operations },
    ])
  }
  const isPage = at.step === 'page'
  if (isPage && answer.status !== 200) return refusal(answer, at)
  const [script, ...more] = isPage ? scriptsOf(answer.text) : at.more
  if (script !== undefined) return goOn([{ ...at, step: 'script', script, more }])
  return {
    is: 'refused',
    what: 'neither the page nor its scripts tell the ids of the export’s operations',
    todo: 'Look whether X has changed its ads repository: see src/sources/x-eu/README.md.',
  }
}

function readCreated(answer: ApiAnswer, at: Step<'create'>): Verdict {
  const exportId = told(answer.text, 'create_digital_services_act_export_insert', 'export_id')
  if (exportId === null) return refusal(answer, at)
  return goOn([{ ...at, step: 'status', exportId, polls: 0 }], pauseMs(0))
}

/** About an hour in all; four to five minutes are usual. */
const MOST_POLLS = 18
const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 300_000

function pauseMs(polls: number): number {
  return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** polls)
}

function readStatus(answer: ApiAnswer, at: Step<'status'>): Verdict {
  const status = told(answer.text, 'digital_services_act_export_status', 'export_status')
  if (status === null) return refusal(answer, at)
  if (/fail|error|cancel/i.test(status)) return { is: 'skip', what: `X says of its export: ${status.slice(0, 60)}` }
  const polls = at.polls + 1
  if (/^finished$/i.test(status)) return download(answer, { ...at, polls })
  if (polls >= MOST_POLLS) return { is: 'skip', what: `its export was not there after ${polls} looks in about an hour` }
  return goOn([{ ...at, polls }], pauseMs(polls))
}

function download(answer: ApiAnswer, at: Step<'status'>): Verdict {
  const link = told(answer.text, 'digital_services_act_export_status', 'export_download_url')
  const url = link === null ? null : downloadAddress(link)
  if (url === null) return { is: 'skip', what: 'its export is finished, and no address tells where it lies' }
  return goOn([{ ...at, step: 'download', url }])
}

const MOST_DOWNLOADS = MOST_POLLS + 3

/** of a header alone the help page says that it “may indicate no ads”, and others have had nothing else for weeks. */
function readDownload(answer: ApiAnswer, at: Step<'download'>): Verdict {
  const kept = answer.status === 200 ? keptExport(answer.text) : null
  if (kept !== null) {
    const remarks = kept.rows === 0 ? ['no_rows_reported'] : []
    return { is: 'page', kept: [kept.document], records: kept.rows, next: [], remarks }
  }
  const isUsedUp = [400, 403, 404, 410].includes(answer.status)
  if (!isUsedUp) return refusal(answer, at)
  const { url: _usedUp, ...rest } = at
  if (at.polls >= MOST_DOWNLOADS) return { is: 'skip', what: `its export cannot be had (status ${answer.status})` }
  const again: Position = { ...rest, step: 'status', polls: at.polls + 1 }
  return { is: 'instead', what: `the address of its export is used up (status ${answer.status})`, positions: [again] }
}

/** A text at `data`, the operation’s name and the key; null: there is none. */
function told(text: string, operation: string, key: string): string | null {
  const { data }: { data?: Record<string, Record<string, unknown> | null> | null } = Object(jsonOrNull(text))
  const value = data?.[operation]?.[key]
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null
}
