import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.ts'

const interfaceFiles = ['views', 'src/web'].flatMap((folder) =>
  readdirSync(join(projectRoot, folder), { recursive: true })
    .map(String)
    .filter((name) => /\.(ejs|ts)$/.test(name))
    .map((name) => join(folder, name)),
)

/** Words that would judge somebody; an indicator only says what is recorded. */
const JUDGING =
  /foreign[- ](ads?|agents?|funded|money|payers?|interference)\b|\bfakes?\b|linked to russia|\b(suspects?|suspicious|illegal|disinformation|meddling)\b/i

/** What became of a pull, as code names it; no page shows the word. */
const OUTCOME = /'suspect'|^ {2}suspect: 'in doubt/gm

test('no text of the interface calls an ad, a payer or an account foreign, false or suspect', () => {
  expect(interfaceFiles.length).toBeGreaterThan(50)
  const found = interfaceFiles.flatMap((name) => {
    const match = JUDGING.exec(readFileSync(join(projectRoot, name), 'utf8').replace(OUTCOME, ''))
    return match === null ? [] : [`${name}: ${match[0]}`]
  })
  expect(found).toEqual([])
})

test('every page about recorded facts says that they are no verdict', () => {
  for (const name of ['views/partials/recorded-lead.ejs', 'views/pages/ad.ejs']) {
    expect(readFileSync(join(projectRoot, name), 'utf8')).toContain('An indicator, no verdict')
  }
})
