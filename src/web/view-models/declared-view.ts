import type { Standing } from '../../domain/declared-return.ts'
import { sponsorPage } from '../../domain/sponsor.ts'
import type { Manifest } from '../../ports/source.ts'
import type { ComparedReturn } from '../declared-answer.ts'
import { STANDINGS } from '../declared-file.ts'
import type { DeclaredParams } from '../declared-request.ts'
import { MOST_RETURNS, type ReturnError } from '../declared-rows.ts'
import { counted, moneyText } from '../format.ts'
import { periodText } from '../format-date.ts'
import { placeText } from '../place-text.ts'
import { platformName } from '../platform-name.ts'
import { dateInput, type InputView } from './inputs.ts'
import type { LinkView } from './layout-view.ts'

export interface DeclaredView {
  readonly inputs: readonly InputView[]
  readonly limit: string
  /** The CSV that was answered, so that it can be asked for as a file without choosing it again. */
  readonly sent: string | null
  readonly errors: readonly { readonly where: string; readonly sentence: string }[]
  readonly rows: readonly DeclaredRowView[]
  readonly summary: string | null
  readonly moment: string | null
}

export interface DeclaredRowView {
  readonly line: string
  readonly declaredName: string
  readonly sponsor: LinkView | null
  readonly where: string
  readonly period: string
  readonly declared: string
  readonly held: string
  readonly standing: Standing
  readonly standingText: string
  readonly reasons: readonly string[]
}

export interface DeclaredContent {
  readonly params: DeclaredParams
  readonly sent: string | null
  readonly errors: readonly ReturnError[]
  readonly answers: readonly ComparedReturn[]
  readonly moment: string | null
}

export function declaredView(content: DeclaredContent, manifests: readonly Manifest[]): DeclaredView {
  const { params, sent, errors, answers, moment } = content
  return {
    inputs: inputsOf(params),
    limit: counted(MOST_RETURNS, 'row'),
    sent,
    errors: errors.map(({ line, column, sentence }) => ({
      where: column === '' ? `Line ${line}` : `Line ${line}, ${column}`,
      sentence,
    })),
    rows: answers.map((answer) => rowView(answer, manifests)),
    summary: answers.length === 0 ? null : summaryText(answers),
    moment,
  }
}

function inputsOf({ from, to, currency, place }: DeclaredParams): InputView[] {
  const text = (name: string, label: string, value: string | undefined): InputView => ({
    kind: 'input',
    type: 'text',
    width: 'short',
    ...{ name, label, value: value ?? '' },
  })
  return [
    dateInput('from', 'From, where a row has none', from),
    dateInput('to', 'To', to),
    text('currency', 'Currency, as EUR', currency),
    text('place', 'Place, as DE or US-GA', place),
  ]
}

function rowView(answer: ComparedReturn, manifests: readonly Manifest[]): DeclaredRowView {
  const { declared, sponsor, bounds, standing, reasons } = answer
  const { platform, place, currency } = declared
  const where = [
    place === null ? 'everywhere' : placeText(place),
    platform === null ? 'all platforms' : platformName(manifests, platform),
  ]
  return {
    line: String(declared.line),
    declaredName: declared.sponsor,
    sponsor: sponsor === null ? null : { text: sponsor.name, href: sponsorPage(sponsor.id) },
    where: where.join(', '),
    period: periodText(declared.from, declared.to),
    declared: moneyText({ lower: declared.declared, upper: declared.declared }, currency),
    held: bounds === null ? 'nothing held' : moneyText(bounds, currency),
    standing,
    standingText: STANDINGS[standing],
    reasons,
  }
}

function summaryText(answers: readonly ComparedReturn[]): string {
  const counts = Object.entries(STANDINGS).flatMap(([standing, words]) => {
    const count = answers.filter((answer) => answer.standing === standing).length
    return count === 0 ? [] : [`${count} ${words}`]
  })
  return `${counted(answers.length, 'return')}: ${counts.join(', ')}.`
}
