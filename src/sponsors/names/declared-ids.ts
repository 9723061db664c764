/** An identifier as declared or published, in one spelling. */
export interface DeclaredId {
  readonly scheme: string
  readonly value: string
}

/** `us-fec:c00000001` in one spelling; null for what has no scheme or no value. Spelling differs, ids do not. */
export function declaredId(text: string): DeclaredId | null {
  const at = text.indexOf(':')
  if (at < 1) return null
  const scheme = text.slice(0, at).trim().toLowerCase()
  const value = spelled(text.slice(at + 1), scheme)
  return scheme === '' || value === '' ? null : { scheme, value }
}

/** The same as `scheme:value`. */
export function idText({ scheme, value }: DeclaredId): string {
  return `${scheme}:${value}`
}

function spelled(value: string, scheme: string): string {
  const plain = value.replace(/\s+/g, '').toUpperCase()
  return scheme === 'us-ein' ? plain.replace(/\D/g, '') : plain
}

/**
 * An FEC number that does not stand for a registered committee but for who reported something once (C3, C7, C9): one
 * organisation has several of them.
 */
export function isFecPseudoId({ scheme, value }: DeclaredId): boolean {
  return scheme === 'us-fec' && /^C[379]/.test(value)
}
