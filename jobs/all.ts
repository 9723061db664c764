import type { OpenArchive } from '../src/app.ts'
import type { Config } from '../src/config.ts'
import { Problem } from '../src/domain/errors.ts'
import { pullFacts } from '../src/pipeline/pull-facts.ts'
import type { Source } from '../src/ports/source.ts'
import { collectJob } from './collect.ts'
import type { Job } from './job.ts'
import { ratesJob } from './rates.ts'
import { releaseJob } from './release.ts'
import { resolveSponsorsJob } from './resolve-sponsors.ts'
import { verifyIndexJob } from './verify-index.ts'

/** What runs by itself, as the settings have it. @throws {Problem} `config.invalid` */
export function scheduledJobs(archive: OpenArchive, config: Config): Job[] {
  const { releases, ratesUrl } = config
  const { indexing } = archive
  return [
    ...collectJobs(archive, config),
    resolveSponsorsJob(archive.resolver),
    ...(ratesUrl === null ? [] : [ratesJob({ ...archive.collecting([ratesUrl]), ...archive.ratesDeps }, ratesUrl)]),
    ...(indexing === null ? [] : [verifyIndexJob(indexing)]),
    ...(releases === 'off' ? [] : [releaseJob(archive.releasing(null), releases)]),
  ]
}

/** What is pulled: nothing, where no source is named. @throws {Problem} `config.invalid` */
export function collectJobs(archive: OpenArchive, { collect, addresses, platforms }: Config): Job[] {
  const deps = archive.collecting([...addresses.values()])
  return collectedSources(deps.sources, collect).map((source) =>
    collectJob({
      deps,
      source,
      address: addresses.get(source.manifest.id) ?? null,
      isByHand: false,
      asked: platforms,
    }),
  )
}

/** The sources that COLLECT names. @throws {Problem} `config.invalid` for a name that nobody can pull */
function collectedSources(sources: readonly Source[], names: readonly string[]): Source[] {
  const pulled = sources.filter((source) => pullFacts(source) !== null)
  return names.map((name) => {
    const source = pulled.find(({ manifest }) => manifest.id === name)
    if (source !== undefined) return source
    const known = pulled.map(({ manifest }) => manifest.id).join(', ')
    const message = `A setting cannot be used: COLLECT names “${name}”, which cannot be pulled; it is one of ${known}.`
    throw new Problem('config.invalid', message)
  })
}
