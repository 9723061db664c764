import { extractedIds } from './extract-ids.ts'
import {
  AUTHORISATION,
  CARE_OF,
  HIDDEN_BY_PLATFORM,
  MAJOR_FUNDING,
  NONE_DECLARED,
  OFFICER_BEFORE,
  OFFICER_BEHIND,
  PAID_FOR_BY,
} from './phrases.ts'
import { splitPayers } from './split-payers.ts'
import { withoutContacts } from './strip-contacts.ts'

/** What a “paid for by” text says. The text itself stays as it is, elsewhere; this is read beside it. */
export interface Disclaimer {
  readonly status: 'stated' | 'none_declared' | 'hidden_by_platform' | 'unknown'
  /** Who pays, in order; empty where nobody is stated. Two only where the text names two. */
  readonly payers: readonly string[]
  /** From a clause on major funding: they give money to the payer and are no other name of it. */
  readonly funders: readonly string[]
  readonly treasurer: string | null
  readonly careOf: string | null
  /** `scheme:value`, as written in the text. */
  readonly ids: readonly string[]
}

const NOBODY = { payers: [], funders: [], treasurer: null, careOf: null, ids: [] }

export function parseDisclaimer(text: string): Disclaimer {
  if (text.trim() === '') return { status: 'unknown', ...NOBODY }
  if (NONE_DECLARED.test(text)) return { status: 'none_declared', ...NOBODY }
  if (HIDDEN_BY_PLATFORM.test(text)) return { status: 'hidden_by_platform', ...NOBODY }
  const { text: bare, ids } = extractedIds(text.replace(/[\u2028\u2029\u00a0\s]+/gu, ' ').trim())
  const funding = cutAt(bare, MAJOR_FUNDING)
  const authorised = cutAt(funding.before, AUTHORISATION)
  const cared = cutAt(authorised.before, CARE_OF)
  const officer = withoutOfficer(withoutContacts(cared.before))
  const name = trimmed(officer.text.replace(PAID_FOR_BY, ''))
  return {
    status: 'stated',
    payers: splitPayers(name === '' ? text.trim() : name),
    funders: funding.after === null ? [] : fundersIn(funding.after),
    treasurer: officer.name,
    careOf: cared.after === null ? null : trimmed(cared.after) || null,
    ids,
  }
}

interface CutText {
  readonly before: string
  readonly after: string | null
}

/** Cuts where the clause begins; a text that is nothing but the clause stays whole. */
function cutAt(text: string, clause: RegExp): CutText {
  const found = clause.exec(text)
  if (found === null || trimmed(text.slice(0, found.index).replace(PAID_FOR_BY, '')) === '') {
    return { before: text, after: null }
  }
  return { before: text.slice(0, found.index), after: text.slice(found.index + found[0].length) }
}

function withoutOfficer(text: string): { readonly text: string; readonly name: string | null } {
  for (const clause of [OFFICER_BEHIND, OFFICER_BEFORE]) {
    const found = clause.exec(text)
    if (found !== null && found.index > 0) {
      return { text: text.slice(0, found.index), name: found.groups?.['name']?.trim() ?? null }
    }
  }
  return { text, name: null }
}

function fundersIn(text: string): readonly string[] {
  const { before } = cutAt(text, AUTHORISATION)
  return before
    .split(/\s*[,;]\s*(?:and\s+)?|\s+(?:and|&)\s+/iu)
    .map(trimmed)
    .filter((name) => name !== '')
}

function trimmed(text: string): string {
  return text.replace(/^[\s,.;:"'(\-–—]+(?=\S)/u, '').replace(/[\s,;:"'(\-–—]+$/u, '')
}
