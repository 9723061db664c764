import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig, SETTING_NAMES } from '../../src/config.ts'
import { pullFacts } from '../../src/pipeline/pull-facts.ts'
import { projectRoot } from '../../src/project-root.ts'
import { sources } from '../../src/sources/registry.ts'

const read = (name: string) => readFileSync(join(projectRoot, name), 'utf8')
const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name)
const example = read('.env.example')
const settings = [...example.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => ({ name, value }))

test('.env.example holds every setting, once, and no other', () => {
  expect(settings.map(({ name }) => name).sort()).toEqual([...SETTING_NAMES].sort())
})

test('the table of the README holds every setting, once, and no other', () => {
  const [, section = ''] = /^## Settings\n([\s\S]*?)^## /m.exec(read('README.md')) ?? []
  expect(names(section, /^\| `([A-Z_]+)`/gm).sort()).toEqual([...SETTING_NAMES].sort())
})

test('each setting of .env.example says what it is, and is not made', () => {
  const unsaid = settings.filter(({ name }) => !new RegExp(`^# [^\\n]{15,}\\n#${name}=`, 'm').test(example))
  expect(unsaid).toEqual([])
})

test('the defaults of .env.example are those that hold', () => {
  const given = settings.filter(({ name }) => name !== 'DATABASE_URL')
  const { addresses, ...rest } = readConfig(Object.fromEntries(given.map(({ name, value }) => [name, value])))
  const { addresses: _none, ...defaults } = readConfig({})
  expect(rest).toEqual(defaults)
  const own = sources.flatMap((source) => {
    const facts = pullFacts(source)
    return facts === null ? [] : [[source.manifest.id, facts.address]]
  })
  expect(Object.fromEntries(addresses)).toEqual(Object.fromEntries(own))
})

test('every source that can be collected has a setting for its address', () => {
  const wanted = sources.flatMap((source) =>
    pullFacts(source) === null ? [] : [`COLLECT_${source.manifest.id.toUpperCase().replaceAll('-', '_')}_URL`],
  )
  expect(SETTING_NAMES).toEqual(expect.arrayContaining(wanted))
})

test('every setting that a source with an API wants is one, and what is secret may stand in a file', () => {
  const needs = sources.flatMap(({ crawling }) => crawling?.needs ?? [])
  expect(SETTING_NAMES).toEqual(expect.arrayContaining(needs.map(({ setting }) => setting)))
  const secret = needs.filter(({ isSecret }) => isSecret).map(({ setting }) => `${setting}_FILE`)
  expect(SETTING_NAMES).toEqual(expect.arrayContaining(secret))
  expect(secret.length).toBeGreaterThan(5)
})

test('Node reads .env.example as it stands, and makes no setting of it', () => {
  const args = [`--env-file=${join(projectRoot, '.env.example')}`, '-p', 'JSON.stringify(Object.keys(process.env))']
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', env: {} })
  expect(status).toBe(0)
  expect(JSON.parse(stdout).filter((name: string) => SETTING_NAMES.includes(name))).toEqual([])
})
