import { Ajv2019 } from 'ajv/dist/2019.js'

/** What the schema calls by name and leaves to us. Source: Compose Specification, “Specifying durations”, read 2026-11-28. */
const FORMATS = {
  duration: /^(?:\d+(?:\.\d+)?(?:us|ms|s|m|h))+$/,
  expose: /^\d+(?:-\d+)?(?:\/[a-z]+)?$/,
  // The first number may be a variable with a default.
  ports: /^(?:[\d.]+:)?(?:(?:\d+(?:-\d+)?|\$\{\w+:-\d+(?:-\d+)?\}):)?\d+(?:-\d+)?(?:\/[a-z]+)?$/,
  subnet_ip_address: /^[\d.]+\/\d+$/,
}

/** @returns what tells the reasons for which a file is none that Compose takes; none: it is one */
export function composeValidity(schema: object): (file: unknown) => string[] {
  const ajv = new Ajv2019({ strict: false, allErrors: true, formats: FORMATS })
  const isValid = ajv.compile(withoutNames(schema) as object)
  return (file) =>
    isValid(file) ? [] : (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

/** The names of its parts are written as in a draft before its own; none refers to them. */
function withoutNames(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withoutNames)
  if (typeof part !== 'object' || part === null) return part
  const kept = Object.entries(part).filter(
    ([name, value]) => name !== '$schema' && !(name === 'id' && typeof value === 'string'),
  )
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutNames(value)]))
}
