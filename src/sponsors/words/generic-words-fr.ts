/** Words of campaigning in French that tell no two sponsors apart. Words, never names; without accents. */
export const GENERIC_FR: readonly string[] = `
  pour le la les du des de et avec en un une campagne comite candidat candidate election elections votez voter amis citoyens peuple equipe
  assemblee nationale senat senateur senatrice depute deputee maire mairie president presidente parti ensemble soutien
`
  .trim()
  .split(/\s+/)
