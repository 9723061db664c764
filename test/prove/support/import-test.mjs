import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transformSync } from '@swc/core'
import { root } from '../../../scripts/install.mjs'

/** Packages are found from here. */
const folder = join(root, 'node_modules', '.cache', 'paidfor-prove')

/** A module of the tests, by its path below `test`: Node runs no TypeScript. The product is the one that was built. */
export async function importTest(path) {
  mkdirSync(folder, { recursive: true })
  return import(pathToFileURL(compiled(join(root, 'test', path))).href)
}

function compiled(file) {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  })
  const made = join(folder, relative(root, file).split(sep).join('-').replace(/\.ts$/, '.mjs'))
  const placed = code.replace(
    /(from\s*|import\s*\(\s*)["'](\.[^"']+)["']/g,
    (_, before, name) => `${before}"${addressOf(resolve(dirname(file), name))}"`,
  )
  writeFileSync(made, placed)
  return made
}

function addressOf(file) {
  const [top] = relative(root, file).split(sep)
  if (top === 'src' || top === 'jobs') {
    return pathToFileURL(join(root, 'dist', relative(root, file).replace(/\.ts$/, '.js'))).href
  }
  return pathToFileURL(file.endsWith('.ts') ? compiled(file) : file).href
}
