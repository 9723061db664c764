/** Words of campaigning in Portuguese that tell no two sponsors apart. Words, never names; without accents. */
export const GENERIC_PT: readonly string[] = `
  para por o a os as de do da dos das e com em um uma campanha comite candidato candidata eleicoes eleicao vote votar amigos cidadaos povo
  congresso senado senador senadora governador governadora prefeito prefeita deputado deputada presidente partido juntos equipe vereador vereadora
`
  .trim()
  .split(/\s+/)
