import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { COLUMNS } from '../../src/domain/columns.ts'
import { FIELD_NAMES } from '../../src/domain/held-disclosure.ts'
import { projectRoot } from '../../src/project-root.ts'
import { sources } from '../../src/sources/registry.ts'

const read = (name: string) => readFileSync(join(projectRoot, name), 'utf8')

test('every setting is in the table of the README', () => {
  const settings = [...read('src/config.ts').matchAll(/^ {2}([A-Z_]+): z/gm)].map(([, name]) => name)
  expect(settings.length).toBeGreaterThan(3)
  const missing = settings.filter((name) => !read('README.md').includes(`| \`${name}\``))
  expect(missing).toEqual([])
})

test('every column says what it means, and no two share a name', () => {
  expect(new Set(COLUMNS.map(({ name }) => name)).size).toBe(COLUMNS.length)
  expect(COLUMNS.filter(({ meaning }) => meaning.length < 15)).toEqual([])
})

test('every field that a source never discloses is a field', () => {
  for (const { manifest } of sources) expect(FIELD_NAMES).toEqual(expect.arrayContaining([...manifest.neverDisclosed]))
})

test('the versions of packages are exact', () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json'))
  const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))).toEqual([])
})

test('the lock file names no registry', () => {
  expect(read('package-lock.json')).not.toContain('"resolved"')
})
