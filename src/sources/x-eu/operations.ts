import type { Position } from '../../ports/crawling.ts'

/** The two operations of the export. Their ids change with each build of the site. */
const CREATE = 'CreateExportReportMutation'
const STATUS = 'GetExportReportStatusQuery'

export interface Operations extends Position {
  readonly create: string
  readonly status: string
}

/** The ids that a page or a script tells; null: not both. */
export function operationsIn(text: string): Operations | null {
  const create = idOf(CREATE, text)
  const status = idOf(STATUS, text)
  return create === null || status === null ? null : { create, status }
}

/** As bundles of scripts and the help page write them. */
function idOf(operation: string, text: string): string | null {
  const id = '([A-Za-z0-9_-]{6,60})'
  const spellings = [
    `\\bid:\\s*"${id}",\\s*metadata:\\s*\\{[^{}]*\\},\\s*name:\\s*"${operation}"`,
    `queryId:\\s*"${id}",\\s*operationName:\\s*"${operation}"`,
    `/graphql/${id}/${operation}`,
  ]
  return spellings.map((each) => new RegExp(each).exec(text)?.[1]).find((found) => found !== undefined) ?? null
}

export function createPath(operations: Operations): string {
  return `/graphql/${operations.create}/${CREATE}`
}

export function statusPath(operations: Operations, exportId: string): string {
  const variables = encodeURIComponent(JSON.stringify({ exportId }))
  return `/graphql/${operations.status}/${STATUS}?variables=${variables}`
}

const MOST_SCRIPTS = 12

/** Hosts from which the page has its scripts. */
const SCRIPT_HOSTS = /(?:^|\.)(?:x\.com|twitter\.com|twimg\.com)$/

/** The scripts of a page, in its order, as it writes their addresses: its own ones, and those that lie with X. */
export function scriptsOf(page: string): readonly string[] {
  const found = page.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)\s*=\s*["']([^"']+\.js(?:\?[^"']*)?)["']/gi)
  const sources = [...found].map(([, source = '']) => source)
  return [...new Set(sources.filter(isOfX))].slice(0, MOST_SCRIPTS)
}

function isOfX(source: string): boolean {
  const base = 'https://page.invalid'
  if (!URL.canParse(source, base)) return false
  const { origin, protocol, host } = new URL(source, base)
  return origin === base || (protocol === 'https:' && SCRIPT_HOSTS.test(host))
}
