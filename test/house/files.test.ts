import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/project-root.ts'
import { sources } from '../../src/sources/registry.ts'

/** What git tracks, or would: the tree as a stranger gets it. */
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: projectRoot })
  .toString()
  .split('\n')
  .filter((name) => name !== '' && existsSync(join(projectRoot, name)))
const read = (name: string) => readFileSync(join(projectRoot, name), 'utf8')
const code = tracked.filter((name) => /\.(ts|mjs|cjs|ejs|css)$/.test(name))

test('no file of code is longer than 250 lines, no template longer than 60', () => {
  const lengths = code.map((name) => [name, read(name).split('\n').length - 1] as const)
  expect(lengths.filter(([name, lines]) => lines > (name.endsWith('.ejs') ? 60 : 250))).toEqual([])
})

test('files are named in kebab case', () => {
  const own = tracked.filter(
    (name) => /^(src|views|test|scripts)\//.test(name) && !/\/(fixtures|golden|sample)\/|\.java$/.test(name),
  )
  const odd = own.filter((name) => !/^[a-z0-9./-]+$/.test(name) && !name.endsWith('README.md'))
  expect(odd).toEqual([])
})

test('no folder is a drawer', () => {
  expect(tracked.filter((name) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/.test(name))).toEqual([])
})

test('every platform folder has its README, manifest, source and normaliser', () => {
  for (const { manifest } of sources) {
    const files = readdirSync(join(projectRoot, 'src', 'sources', manifest.id))
    expect(files).toEqual(expect.arrayContaining(['README.md', 'manifest.ts', 'normalise.ts', 'source.ts']))
  }
})

/** `platformId('…')` says whose ads a source tells of: several sources may tell of one platform. */
const withoutPlatformIds = (text: string) => text.replaceAll(/\bplatformId\('[a-z-]+'\)/g, '')

test('no platform is named in the folder of another', () => {
  for (const { manifest } of sources) {
    const others = sources.map((source) => source.manifest.id).filter((id) => id !== manifest.id)
    const files = code.filter((name) => name.startsWith(`src/sources/${manifest.id}/`))
    const pattern = new RegExp(`['"/](${others.join('|')})['"/]`)
    expect(files.filter((name) => pattern.test(withoutPlatformIds(read(name))))).toEqual([])
  }
})

test('templates write unescaped text only where they include another, and the layout its body', () => {
  const found = code
    .filter((name) => name.endsWith('.ejs'))
    .flatMap((name) =>
      [...read(name).matchAll(/<%-(.*?)%>/gs)].map(([, inner]) => [name, (inner ?? '').trim()] as const),
    )
    .filter(([name, inner]) => !/^include\(/.test(inner) && !(name === 'views/layout.ejs' && inner === 'view.body'))
  expect(found).toEqual([])
})

test('tests test: none is skipped in passing, none is alone', () => {
  const tests = code.filter((name) => name.endsWith('.test.ts') && !name.startsWith('test/house/'))
  expect(tests.filter((name) => /\b(test|it|describe)\.only\(|jest\.mock\(/.test(read(name)))).toEqual([])
})

test('the tree names no folder of a developer’s machine', () => {
  const machine = new RegExp(`(^|[^a-z0-9.])/(${['work', 'root', 'farm'].join('|')})/`, 'm')
  const texts = tracked.filter(
    (name) => /\.(ts|mjs|cjs|md|json|yml|ejs|css)$|^\.ci\//.test(name) && name !== 'package-lock.json',
  )
  expect(texts.filter((name) => machine.test(read(name)))).toEqual([])
})
