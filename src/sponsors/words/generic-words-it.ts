/** Words of campaigning in Italian that tell no two sponsors apart. Words, never names; without accents. */
export const GENERIC_IT: readonly string[] = `
  per il lo la i gli le di del della dei delle e con in un una campagna comitato candidato candidata elezioni elezione vota votate amici
  cittadini parlamento senato senatore senatrice deputato deputata sindaco presidente partito insieme squadra consiglio consigliere lista
`
  .trim()
  .split(/\s+/)
