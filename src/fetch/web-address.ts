import { Problem } from '../domain/errors.ts'

/** An address that may be asked. @throws {Problem} `collect.refused` */
export function webAddress(text: string): URL {
  if (!URL.canParse(text)) throw refusal('What is set as an address is none')
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol)) throw refusal(`An address that begins with ${url.protocol} is never asked`)
  if (url.username !== '' || url.password !== '') {
    throw refusal(`The address at ${url.host} holds a user or a password, and is not asked`)
  }
  return url
}

/** Host and path: a query may hold a secret. */
export function shownAddress(url: URL): string {
  return `${url.host}${url.pathname}`
}

/** Where a redirect leads, if it may be followed: within the origin. `hint` says what a person can set. */
export function redirectedTo(from: URL, location: string | null, hint: string): URL {
  if (location === null || !URL.canParse(location, from.href)) {
    const message = `${shownAddress(from)} sends us on without saying where: look at it in a browser, and ${hint} if it has moved.`
    throw new Problem('collect.refused', message)
  }
  const to = new URL(location, from.href)
  const isWithin = to.origin === from.origin && to.username === '' && to.password === ''
  if (isWithin) return to
  const target = to.origin === 'null' ? to.protocol : to.origin
  const message = `${shownAddress(from)} sends us on to ${target}, which is not followed: look at it in a browser, and ${hint} if it has moved.`
  throw new Problem('collect.refused', message)
}

function refusal(what: string): Problem {
  return new Problem('collect.refused', `${what}: set one that begins with https:// or http:// and holds neither.`)
}
