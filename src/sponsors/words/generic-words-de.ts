/** Words of campaigning in German that tell no two sponsors apart. Words, never names; without accents. */
export const GENERIC_DE: readonly string[] = `
  fur der die das des den dem und im in am zur zum mit ein eine wahl wahlen wahlkampf kandidat kandidatin wahlen wahlt freunde burger
  bundestag landtag stadtrat gemeinderat burgermeister burgermeisterin abgeordneter abgeordnete kreisverband ortsverband fraktion team
`
  .trim()
  .split(/\s+/)
