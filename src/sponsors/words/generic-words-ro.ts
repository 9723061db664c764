/** Words of campaigning in Romanian that tell no two sponsors apart. Words, never names; without accents. */
export const GENERIC_RO: readonly string[] = `
  pentru si cu in din de la al a ai ale campanie comitet candidat candidata alegeri vot voteaza votati prieteni cetateni
  parlament senat senator deputat deputata primar primaria presedinte partid partidul impreuna echipa consiliu consilier
`
  .trim()
  .split(/\s+/)
