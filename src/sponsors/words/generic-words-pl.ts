/** Words of campaigning in Polish that tell no two sponsors apart. Words, never names; without accents. */
export const GENERIC_PL: readonly string[] = `
  dla i na w z do od komitet wyborczy wyborcow kandydat kandydatka wybory glosuj przyjaciele obywatele sejm senat posel poslanka
  senator prezydent prezydenta burmistrz wojt radny radna rada partia razem kww kw
`
  .trim()
  .split(/\s+/)
