/** As the date picker of the repository offers them: exactly these, and nobody else of the EEA. Source: x.com, October 2026. */
export const EU: readonly string[] =
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ')
