/** Things by what they have in common, groups in the order in which they first appear. */
export function grouped<Thing>(things: readonly Thing[], key: (thing: Thing) => string): ReadonlyMap<string, Thing[]> {
  const groups = new Map<string, Thing[]>()
  for (const thing of things) {
    const name = key(thing)
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [thing])
    else group.push(thing)
  }
  return groups
}

/** How many there are of each. */
export function sizes<Thing>(things: readonly Thing[], key: (thing: Thing) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const thing of things) counts.set(key(thing), (counts.get(key(thing)) ?? 0) + 1)
  return counts
}
