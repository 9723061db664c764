#!/usr/bin/env node
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled, root } from './install.mjs'

// From a fresh clone with only Node to a running sandbox: install, compile, go.
ensureInstalled({ withTools: false })
ensureBuilt()
const { run } = await import(pathToFileURL(join(root, 'dist', 'src', 'sandbox', 'run.js')).href)
process.exitCode = await run(process.argv.slice(2))
