import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchLink } from '../../src/commands/bench/link.ts'
import { scoreLink } from '../../src/commands/bench/score-link.ts'
import { projectRoot } from '../../src/project-root.ts'
import { readsAllPublished } from '../support/published-files.ts'

/** Labelled mentions from research, and the FEC's files. They are no part of the project. */
const data = join(projectRoot, '..', 'shared', 'data')
const mentions = join(data, 'bench', 'sponsors', 's2_registry_links_dev.csv.gz')
const registry = join(data, 'registry', 'fec')
const isHere = existsSync(mentions) && existsSync(registry)
if (!isHere) process.stderr.write('Skipped: labelled mentions and a registry are not at hand (../shared/data).\n')
const onLabelledMentions = isHere && readsAllPublished ? test : test.skip
if (isHere && !readsAllPublished) process.stderr.write('Left to npm test: linking the labelled mentions.\n')

onLabelledMentions(
  'links to the registry are right and found as often as the minimum asks, and state campaigns stay without',
  async () => {
    const out = await mkdtemp(join(tmpdir(), 'paidfor-real-link-'))
    try {
      await benchLink({ mentions, registry, scheme: 'us-fec', idPrefix: 's2-', out })
      const { measures, counts } = await scoreLink({ gold: mentions, run: out, idPrefix: 's2-' })
      const value = (of: string, name: string) =>
        measures.find((measure) => measure.of === of && measure.name === name && measure.point !== 'auto+review')?.value
      expect(value('links of meta', 'precision')).toBeGreaterThanOrEqual(0.993)
      expect(value('links of meta', 'recall')).toBeGreaterThanOrEqual(0.9)
      expect(value('links of google', 'precision')).toBeGreaterThanOrEqual(0.998)
      expect(value('links of google', 'recall')).toBeGreaterThan(0.892)
      expect(counts['nil_linked']).toBeLessThanOrEqual(2)
    } finally {
      await rm(out, { recursive: true, force: true })
    }
  },
  120_000,
)
