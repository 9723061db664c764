#!/usr/bin/env node
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'

// From a fresh clone with only Node to a running program: install, compile, go.
ensureInstalled({ withTools: false })
ensureBuilt()
await import('./run-built.mjs')
