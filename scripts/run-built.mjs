#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8'

// An import leaves much behind and keeps little: cleaning up early costs some time and spares much memory.
setFlagsFromString('--heap-growing-percent=40')
// What is compiled already, as in a container: nothing is installed or written.
const { run } = await import('../dist/src/cli.js')
await run(process.argv)
