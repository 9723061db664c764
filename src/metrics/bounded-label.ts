/**
 * A name that may be a label: short, plain, and one of the first `most` that came. Every other becomes `other`, so that
 * nothing from outside can make series without end.
 */
export function boundedLabel(most: number): (name: string) => string {
  const known = new Set<string>()
  return (name) => {
    if (known.has(name)) return name
    if (known.size >= most || !/^[\w/:*.-]{1,80}$/.test(name)) return 'other'
    known.add(name)
    return name
  }
}
