import { type Command, InvalidArgumentError, Option } from 'commander'
import { type OpenArchive, openApp } from '../app.ts'
import { importRegistries, listRegistries, listRejects } from '../commands/registries.ts'
import { readConfig } from '../config.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import { progress } from '../progress.ts'
import { registries } from '../registries/all.ts'
import { pastDay } from './arguments.ts'
import { print, say } from './say.ts'
import { untilStopped } from './stopping.ts'

export function addRegistries(program: Command): void {
  const group = program
    .command('registries')
    .description('public registers of committees, agents, sanctions, companies')
  const names = registries.map(({ manifest }) => manifest.id).join(', ')
  group
    .command('import')
    .description('take copies of registries; what a file is, it tells itself')
    .argument('<path...>', 'files, .gz or .zip of them, or folders')
    .addOption(new Option('--registry <name>', `only files of this one: ${names}`).argParser(registryNamed))
    .addOption(
      new Option('--retrieved <day>', 'when the files were retrieved, if nothing else tells (YYYY-MM-DD)').argParser(
        pastDay,
      ),
    )
    .option('--accept-fewer', 'take a copy that lacks much of what the one before it held')
    .option('--json', 'print one line of JSON a file')
    .action(importFiles)
  group
    .command('list')
    .description('every copy that is held, with its day, hash and counts')
    .option('--json', 'one line of JSON a copy')
    .action(({ json }: JsonOption) =>
      withRegistries(async (store) => {
        for (const line of await listRegistries(store, json === true)) print(line)
      }),
    )
  group
    .command('rejects')
    .description('rows that could not be understood')
    .option('--json', 'one line of JSON a row')
    .action(({ json }: JsonOption) =>
      withRegistries((store) => listRejects(store, { isJson: json === true, say: print })),
    )
}

interface JsonOption {
  readonly json?: boolean
}

interface ImportOptions extends JsonOption {
  readonly registry?: string
  readonly retrieved?: CalendarDate
  readonly acceptFewer?: boolean
}

async function importFiles(paths: string[], options: ImportOptions): Promise<void> {
  const config = readConfig()
  const goOn = untilStopped(config.isUnderNpm)
  await using app = await openApp(config, say)
  const { onProgress, clear } = progress()
  const deps = {
    ...app.real.registryDeps,
    onProgress: (name: string, rows: number) => {
      goOn()
      onProgress(name, rows)
    },
  }
  const isJson = options.json === true
  const isWhole = await importRegistries(deps, {
    paths,
    registry: options.registry ?? null,
    retrievedOn: options.retrieved ?? null,
    acceptFewer: options.acceptFewer === true,
    isJson,
    say: (line) => {
      clear()
      if (isJson) print(line)
      else say(line)
    },
  })
  clear()
  if (!isWhole) process.exitCode = 1
}

async function withRegistries(act: (store: OpenArchive['registries']) => Promise<void>): Promise<void> {
  await using app = await openApp(readConfig(), say)
  await act(app.real.registries)
}

function registryNamed(name: string): string {
  if (registries.some(({ manifest }) => manifest.id === name)) return name
  const names = registries.map(({ manifest }) => manifest.id).join(', ')
  throw new InvalidArgumentError(`There is no registry “${name}”: it is one of ${names}.`)
}
