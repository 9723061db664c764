/** Words of campaigning in Dutch that tell no two sponsors apart. Words, never names; without accents. */
export const GENERIC_NL: readonly string[] = `
  voor de het een en met in op stem stemmen campagne comite kandidaat verkiezing verkiezingen vrienden burgers tweede kamer eerste
  lijst partij raad raadslid burgemeester wethouder samen team lijsttrekker
`
  .trim()
  .split(/\s+/)
