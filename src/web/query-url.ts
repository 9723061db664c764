/** A path with the parameters that have a value, in the order of `names`: our own links always look the same. */
export function queryUrl<Name extends string>(
  path: string,
  names: readonly Name[],
  params: { readonly [Each in Name]?: string | number | null | undefined },
): string {
  const found = new URLSearchParams()
  for (const name of names) {
    const value = params[name]
    if (value !== undefined && value !== null) found.set(name, String(value))
  }
  const text = found.toString()
  return text === '' ? path : `${path}?${text}`
}
