/** Words of campaigning in Spanish that tell no two sponsors apart. Words, never names; without accents. */
export const GENERIC_ES: readonly string[] = `
  para por el la los las de del y con en un una campana comite candidato candidata elecciones eleccion voto vota votar amigos ciudadanos pueblo
  congreso senado senador senadora gobernador gobernadora alcalde alcaldesa diputado diputada presidente presidenta partido distrito estado juntos equipo
`
  .trim()
  .split(/\s+/)
