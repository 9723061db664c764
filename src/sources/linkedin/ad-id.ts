/** The address is the only identity: `https://www.linkedin.com/ad-library/detail/123456789`. Null: it does not end in an id. */
export function adIdOrNull(adUrl: string): string | null {
  return /(\d+)\/?(?:[?#].*)?$/.exec(adUrl)?.[1] ?? null
}
