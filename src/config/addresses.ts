import { z } from 'zod'

export function webAddress(what: string, isWhole: (url: string) => boolean) {
  const message = `is no address http://… or https://… ${what}, without user or password`
  return z
    .string()
    .refine((text) => isWebAddress(text) && isWhole(text), message)
    .optional()
}

export function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}

export function isOrigin(text: string): boolean {
  return isWebAddress(text) && `${new URL(text).origin}/` === new URL(text).href
}

export function isPostgresUrl(text: string): boolean {
  try {
    const { protocol, username, password, pathname } = new URL(text)
    for (const part of [username, password, pathname]) decodeURIComponent(part)
    return /^postgres(ql)?:$/.test(protocol)
  } catch {
    return false
  }
}
