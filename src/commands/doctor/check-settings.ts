import { type Config, SETTING_NAMES, tryConfig } from '../../config.ts'
import { pullFacts } from '../../pipeline/pull-facts.ts'
import type { Source } from '../../ports/source.ts'
import { type Check, fail, ok, warn } from './check.ts'

type Environment = Readonly<Record<string, string | undefined>>

interface CheckedSettings {
  readonly checks: readonly Check[]
  /** From the settings that can be used, so that the other checks go on. */
  readonly config: Config
}

/** Each setting that was made, by itself: a wrong one hides no other. */
export function checkSettings(environment: Environment, sources: readonly Source[]): CheckedSettings {
  const given = SETTING_NAMES.filter((name) => (environment[name] ?? '') !== '')
  const bad = tryConfig(environment).faults.map(({ setting, says }) =>
    fail(setting, says, 'Correct it, or leave it out: .env.example says what each setting is.'),
  )
  const config = usable(environment)
  const made = given.length === 0 ? 'none is made: the defaults hold' : `made: ${given.join(', ')}`
  return {
    config,
    checks: [
      ok('settings', made),
      ...bad,
      ...mistyped(environment),
      ...unknownSources(config, sources),
      ...ports(config),
    ],
  }
}

/** Without what cannot be used, and then without what has no effect on its own. */
function usable(environment: Environment): Config {
  const { config, faults } = tryConfig(environment)
  if (config !== null) return config
  const bad = faults.map(({ setting }) => setting)
  return usable(Object.fromEntries(Object.entries(environment).filter(([name]) => !bad.includes(name))))
}

/** A setting that is misspelt is one that was not made, and nobody would notice. */
function mistyped(environment: Environment): Check[] {
  const known = SETTING_NAMES.filter((name) => name.startsWith('COLLECT'))
  return Object.keys(environment)
    .filter((name) => /^COLLECT/i.test(name) && !known.includes(name))
    .map((name) =>
      warn(name, 'is no setting, and has no effect', `The settings of collecting are ${known.join(', ')}.`),
    )
}

function unknownSources({ collect }: Config, sources: readonly Source[]): Check[] {
  const collectable = sources.filter((source) => pullFacts(source) !== null).map(({ manifest }) => manifest.id)
  return collect
    .filter((name) => !collectable.some((id) => id === name))
    .map((name) => {
      const isSource = sources.some(({ manifest }) => manifest.id === name)
      const says = isSource ? `${name} lies at no public address` : `there is no source “${name}”`
      return fail('COLLECT', says, `Name only such as can be collected: ${collectable.join(', ')}.`)
    })
}

function ports({ port, metricsPort }: Config): Check[] {
  if (metricsPort !== port || port === 0) return []
  return [fail('METRICS_PORT', 'is the port of the site', 'Choose another one: metrics have a port of their own.')]
}
