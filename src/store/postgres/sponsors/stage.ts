import type { QueryRunner } from 'typeorm'
import type { SponsorChanges } from '../../../ports/sponsor-store.ts'
import type { Edge } from '../../../sponsors/resolution.ts'
import { type CopyValue, copyLine } from '../copy-text.ts'
import { copyInto } from '../load-transaction.ts'
import { inOrder } from './in-order.ts'
import { STAGED } from './stage-sql.ts'

/** Brings what a run came to into tables of the transaction, as a stream: there may be millions of pairs. */
export async function stage(runner: QueryRunner, changes: SponsorChanges): Promise<void> {
  await runner.query(STAGED)
  for (const [table, rows] of Object.entries(rowsOf(changes))) await copyInto(runner, table, lines(rows))
}

function rowsOf(changes: SponsorChanges): Record<string, Iterable<readonly CopyValue[]>> {
  return {
    staged_place: rows(changes.placements, (each) => [
      ...[each.mentionId, each.sponsor, each.method, each.confidence],
      each.reason,
    ]),
    staged_sponsor: rows(changes.described, ({ id, type, name }) => [id, type, name]),
    staged_new: rows(changes.created, ({ id, splitFrom }, position) => [id, splitFrom, position]),
    staged_merge: rows(changes.merged, ({ former, into }) => [former, into]),
    staged_revival: rows(changes.revived, (id) => [id]),
    staged_event: rows(changes.events, (event, position) => [
      ...[position, event.kind, textArray(event.sponsors), event.actor, event.reason],
      JSON.stringify(event.evidence),
    ]),
    staged_edge: rows(changes.edges ?? [], (edge) => [...pairOf(edge), ...saidOf(edge)]),
    staged_pair: rows(onePairOnce(changes), (pair, place) => [
      ...[...pairOf({ ...pair, relation: 'same_as' }), place + 1, ...saidOf(pair)],
      pair.reason,
    ]),
    staged_key: keyRows(changes),
    staged_claim: rows(changes.claims ?? [], (claim) => [
      ...[claim.mentionId, claim.scheme, claim.value, claim.method, claim.relation, claim.name, claim.confidence],
      ...[claim.reason, claim.source],
    ]),
    staged_person: personRows(changes),
    staged_relation: rows(changes.relations ?? [], (relation) => [
      ...[relation.from, relation.to, relation.kind, relation.source, relation.office, relation.cycle],
      relation.confidence,
    ]),
  }
}

function* rows<Item>(
  items: Iterable<Item>,
  row: (item: Item, position: number) => readonly CopyValue[],
): Generator<readonly CopyValue[]> {
  let position = 0
  for (const item of items) yield row(item, position++)
}

function* keyRows({ keys }: SponsorChanges): Generator<readonly CopyValue[]> {
  for (const [mentionId, told] of keys) for (const key of told) yield [mentionId, key]
}

function* personRows({ persons }: SponsorChanges): Generator<readonly CopyValue[]> {
  for (const { id, name, candidates } of persons) {
    for (const candidate of candidates) {
      const [scheme = '', ...value] = candidate.split(':')
      yield [id, name, scheme, value.join(':')]
    }
  }
}

function onePairOnce({ queue }: SponsorChanges) {
  const pairs = new Map(
    (queue ?? []).toReversed().map((pair) => [pairOf({ ...pair, relation: 'same_as' }).join(), pair]),
  )
  return [...pairs.values()].toReversed()
}

function pairOf(pair: Pick<Edge, 'a' | 'b' | 'relation'>): [string, string] {
  const { a, b } = inOrder(pair)
  return [a, b]
}

function saidOf({ relation, score, features, vetoes }: Edge): CopyValue[] {
  return [relation, score, JSON.stringify(features), textArray(vetoes)]
}

function textArray(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`
}

async function* lines(of: Iterable<readonly CopyValue[]>): AsyncGenerator<string> {
  for (const row of of) yield copyLine(row)
}
