#!/usr/bin/env node
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled, root } from './install.mjs'

// An import leaves much behind and keeps little: cleaning up early costs some time and spares much memory.
setFlagsFromString('--heap-growing-percent=40')
// From a fresh clone with only Node to a running program: install, compile, go.
ensureInstalled({ withTools: false })
ensureBuilt()
const { run } = await import(pathToFileURL(join(root, 'dist', 'src', 'cli.js')).href)
await run(process.argv)
