/** Set phrases of “paid for by” texts, in the languages in which they have been seen. Expressions over the text as published. */

/** What stands before the payer's name. */
export const PAID_FOR_BY =
  /^[\s("'*\-–—:]*(?:political (?:ad(?:vertisement)?|announcement)[\s.,:;\-–—]*)?(?:(?:this (?:ad|message|advertisement) (?:was |is )?)?(?:paid\s*(?:for|four)?(?:\s+and\s+(?:authorized|approved))?\s*(?:by|for by)\b|pd\.?\s*(?:for\s*)?by\b|ppb\b|sponsored by\b|funded by\b)|pagado por\b|financiado por\b|patrocinado por\b|pago por\b|pagato da\b|finanziert von\b|finanziert durch\b|bezahlt von\b|financé par\b|payé par\b|sfinansowano przez\b|finansowane przez\b|opłacone przez\b|plătit de\b|finanțat de\b|betaald door\b|gefinancierd door\b|betalt af\b|betald av\b|rahoittaa\b)[\s:;.,\-–—]*/iu

/** Statuses that stand where a payer would, in reports of platforms. */
export const NONE_DECLARED =
  /^\W*(?:these ads ran without a disclaimer|this ad ran without a (?:required )?disclaimer|ran without a disclaimer|no disclaimer|\(?no disclaimer\)?|deze advertenties.*zonder disclaimer.*|diese (?:werbe)?anzeigen.*ohne (?:haftungsausschluss|disclaimer).*|ces publicités.*sans (?:avertissement|disclaimer|mention).*|estos anuncios.*sin (?:descargo|aviso|renuncia|disclaimer).*|queste inserzioni.*senza (?:disclaimer|dichiarazione).*|te reklamy.*bez (?:zastrzeżenia|informacji|disclaimer).*|aceste reclame.*fără.*(?:declarație|disclaimer|declinare).*)\W*$/iu

export const HIDDEN_BY_PLATFORM =
  /^\W*(?:redacted|hidden|removed by (?:the )?platform|information (?:removed|not available)|\[?redacted\]?)\W*$/iu

/** From here to the end: who gave the money. Their names follow. */
export const MAJOR_FUNDING =
  /[\s,.;:(\-–—]*\b(?:(?:with |committee )*(?:top|major|principal|primary)\s+(?:\w+\s+)?(?:funding|funders?|donors?|contributors?)(?:\s+(?:provided|furnished|is|are))?(?:\s*(?:by|from|include|includes|are|:))?|(?:with )?funding (?:provided )?(?:by|from))\b[\s:]*/iu

/** From here to the end: who authorised it or did not. */
export const AUTHORISATION =
  /[\s,.;:(\-–—]*\b(?:(?:and |is |was |but )?(?:not\s+)?(?:authori[sz]ed|approved|endorsed|coordinated)\s+(?:(?:and paid for )?by|with)\b|not authori[sz]ed\b|no candidate\b.*authori[sz]|paid (?:for )?in coordination with\b|autorizado por\b|genehmigt von\b)/iu

/** From here to the end: in whose care. `%` is the old sign of the post. */
export const CARE_OF = /(?:\s+|^|,\s*)(?:c\s*[/.]\s*o\b\.?|℅|in care of\b|attn\b[.:]?|%(?=\s*\p{L}))\s*/iu

/** `Pat Example, Treasurer`, `Treasurer: Pat Example`: an officer of the payer, named beside it. */
const OFFICER =
  '(?:(?:co-?|deputy |assistant |campaign |acting )*(?:treasurer|treas|chair(?:man|woman|person)?|agent|secretary|custodian|kassierer(?:in)?|trésorier|tesorer[oa]|skarbnik|trezorier))'

const WORD = String.raw`(?:\p{L}{1,3}\.|["“]?\p{L}[\p{L}'’\-]*["”]?)`
const NAME = String.raw`${WORD}(?:\s+${WORD}){1,4}`

export const OFFICER_BEHIND = new RegExp(
  String.raw`\s*[,.;\-–—(]\s*(?<name>${NAME}(?:,?\s+(?:jr|sr|ii|iii|iv|cpa|esq)\.?)?)\s*[,\-–—(]\s*${OFFICER}\b\.?\)?[\s.]*$`,
  'iu',
)
export const OFFICER_BEFORE = new RegExp(
  String.raw`[\s,.;\-–—(]+(?:and\s+)?${OFFICER}\s*[:,\-–—]?\s*(?<name>${NAME})?\)?[\s.]*$`,
  'iu',
)
