import { join } from 'node:path'
import { folded } from '../../sponsors/names/fold.ts'
import { affiliatesLinked, afterReview, isRight, type LinkRow, linkFigures } from '../../sponsors/scoring/links.ts'
import { type Measured, measuredFigures, measuredNumber, measuredShare } from '../../sponsors/scoring/measured.ts'
import { brier, tenths } from '../../sponsors/scoring/reliability.ts'
import { malformed, readTable, type Table, type TableRow } from './read-table.ts'
import type { ScoreFiles } from './score-cluster.ts'
import type { Scored } from './score-report.ts'
import { idsOf, mustHaveReason, oneOf, probability, rowsById } from './score-rows.ts'

const LINK_COLUMNS = {
  required: ['mention_id', 'registry_id', 'decision', 'relation', 'confidence', 'reason', 'candidates'],
}

/**
 * Scores `links.csv` against `fec_committee_ids` (`NIL`, or ids joined by `|`, any of which is right). Where gold has a
 * column `relation`, rows that say `affiliated_with` count for the share of wrong “same” alone.
 */
export async function scoreLink({ gold: path, run, idPrefix }: ScoreFiles): Promise<Scored> {
  const gold = await readTable(path, {
    required: ['platform', 'payer_text', 'fec_committee_ids'],
    optional: ['mention_id', 'relation'],
  })
  const links = await readTable(join(run, 'links.csv'), LINK_COLUMNS)
  const ids = idsOf(gold, 'mention_id', idPrefix)
  const byId = rowsById(links, 'mention_id', new Set(ids))
  const told = gold.rows.map((row, index) => {
    const id = ids[index] ?? ''
    return linkOf(row, { id, links, link: byId.get(id) })
  })
  const rows = told.map(({ row }) => row)
  const wrong = rows.filter((row) => row.linked !== null && !isRight(row))
  return {
    kind: 'links',
    inputs: [gold],
    outputs: [links],
    counts: snakeCase(linkFigures(rows).counts),
    measures: measuresOf(rows),
    disagreements: {
      linked_wrongly: wrong.filter(({ gold: answers }) => answers.length > 0).map(({ id }) => id),
      nil_linked: wrong.filter(({ gold: answers }) => answers.length === 0).map(({ id }) => id),
      not_linked: rows.filter(({ linked, gold: answers }) => linked === null && answers.length > 0).map(({ id }) => id),
    },
    more: confidenceOf(told),
  }
}

interface ToldLink {
  readonly row: LinkRow
  readonly confidence: number
  readonly decision: 'auto' | 'review' | 'nil'
}

interface LinkParts {
  readonly id: string
  readonly links: Table
  readonly link: TableRow | undefined
}

function linkOf(gold: TableRow, { id, links, link }: LinkParts): ToldLink {
  if (link === undefined) throw malformed(links.file, { line: 1, column: 'mention_id' }, `“${id}” is missing`)
  const decision = oneOf(links, link, { column: 'decision', values: ['auto', 'review', 'nil'] })
  const relation = oneOf(links, link, { column: 'relation', values: ['same_as', 'affiliated_with', ''] })
  mustHaveReason(links, link)
  const answers = gold
    .cell('fec_committee_ids')
    .split('|')
    .filter((answer) => answer !== 'NIL' && answer !== '')
  const registryId = link.cell('registry_id')
  const isLinked = decision === 'auto' && relation === 'same_as' && registryId !== 'NIL' && registryId !== ''
  const isAffiliate = gold.cell('relation').startsWith('affiliated')
  const unit = answers.length === 0 ? `NIL ${folded(gold.cell('payer_text'))}` : answers.toSorted().join('|')
  const shown = [
    registryId,
    ...link
      .cell('candidates')
      .split('|')
      .map((each) => each.replace(/:[^:]*$/, '')),
  ]
  return {
    decision,
    confidence: probability(links, link, 'confidence'),
    row: {
      ...{ id, unit, isAffiliate },
      platform: gold.cell('platform'),
      gold: answers,
      linked: isLinked ? registryId : null,
      shown: decision === 'review' ? shown.filter((each) => each !== '' && each !== 'NIL') : [],
    },
  }
}

function measuresOf(rows: readonly LinkRow[]): readonly Measured[] {
  const platforms = [...new Set(rows.map(({ platform }) => platform))].sort()
  const withReview = afterReview(rows)
  const queued = rows.filter(({ shown }) => shown.length > 0).length
  const whole = linkFigures(rows)
  return [
    ...measuredFigures(whole.figures, { of: 'links' }),
    measuredShare('nil_false_links, Wilson', whole.nilFalseLinks, { of: 'links' }),
    measuredShare('affiliates_linked', affiliatesLinked(rows), { of: 'links' }),
    ...platforms.flatMap((platform) => figuresOf(rows, platform)),
    ...figuresAfterReview(withReview, 'links'),
    ...platforms.flatMap((platform) =>
      figuresAfterReview(
        withReview.filter((row) => row.platform === platform),
        `links of ${platform}`,
      ),
    ),
    measuredNumber('rows_queued', queued, { of: 'links', point: 'auto+review' }),
  ]
}

function figuresOf(rows: readonly LinkRow[], platform: string): readonly Measured[] {
  const { figures } = linkFigures(rows.filter((row) => row.platform === platform))
  return measuredFigures(figures, { of: `links of ${platform}` }).filter(({ value }) => value !== null)
}

function figuresAfterReview(rows: readonly LinkRow[], of: string): readonly Measured[] {
  const { figures } = linkFigures(rows)
  return measuredFigures(figures, { of, point: 'auto+review' }).filter(({ name }) => /^(precision|recall)$/.test(name))
}

/** Links by themselves, and rows left without one, apart: they tell the probability of different things. */
function confidenceOf(told: readonly ToldLink[]) {
  const judged = told.filter(({ row }) => !row.isAffiliate)
  const linked = judged.filter(({ row }) => row.linked !== null)
  const nil = judged.filter(({ decision }) => decision === 'nil')
  const ofLinks = linked.map(({ row, confidence }) => ({ confidence, isRight: isRight(row) }))
  const ofNil = nil.map(({ row, confidence }) => ({ confidence, isRight: row.gold.length === 0 }))
  return {
    reliability: { links: tenths(ofLinks), nil: tenths(ofNil) },
    brier: { links: brier(ofLinks), nil: brier(ofNil) },
  }
}

function snakeCase(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const named = Object.entries(counts).map(([name, count]) => {
    return [name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), count] as const
  })
  return Object.fromEntries(named)
}
