import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { projectRoot } from '../../src/project-root.ts'
import { comparedNames } from '../../src/sponsors/comparing/compared-names.ts'
import { namePairFigures } from '../../src/sponsors/scoring/name-pairs.ts'

/** Labelled pairs of names, from OpenSanctions’ nomenklatura. They are no part of the project. */
const file = join(projectRoot, '..', 'shared', 'data', 'bench', 'sponsors', 'name_bench_cases.csv')
const isHere = existsSync(file)
if (!isHere) process.stderr.write('Skipped: labelled pairs of names are not at hand (../shared/data/bench/sponsors).\n')
const onLabelledPairs = isHere ? test : test.skip

/**
 * Cases labelled `STRONG` that fail, with the class of the reason: `label` (the label contradicts others of its kind),
 * `knowledge` (nothing in the letters tells it), `rule` (a rule of the product forbids it, as that numbers must agree).
 */
const EXPLAINED: Readonly<Record<string, 'label' | 'knowledge' | 'rule'>> = {}

function cases() {
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true })
  return rows.map((row) => {
    const { case_group: group = '', schema = '', name1 = '', name2 = '', quality = '' } = row
    return {
      id: caseId([group, schema, name1, name2]),
      schema,
      quality,
      isMatch: row['is_match'] === 'true',
      isFound: comparedNames({ schema, name1, name2 }).decision === 'same',
    }
  })
}

/** A short digest of the case, so that none is named here. */
function caseId(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 8)
}

onLabelledPairs('pairs of names that are not persons’ are told with an F1 of at least .85', () => {
  const all = cases()
  const others = namePairFigures(all.filter(({ schema }) => schema !== 'Person'))
  const whole = namePairFigures(all)
  expect(others['f1']?.value ?? 0).toBeGreaterThanOrEqual(0.9)
  expect(others['precision']?.value ?? 0).toBeGreaterThanOrEqual(0.98)
  expect(whole['f1']?.value ?? 0).toBeGreaterThanOrEqual(0.86)
})

onLabelledPairs('no clear case fails without its reason', () => {
  const failures = cases().filter(({ quality, isMatch, isFound }) => quality === 'STRONG' && isMatch !== isFound)
  expect(failures.map(({ id }) => id).sort()).toEqual(Object.keys(EXPLAINED).sort())
})
