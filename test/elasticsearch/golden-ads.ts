/** Ads in languages of which few real texts are at hand, made by hand: language, advertiser, text. */
const TEXTS: readonly (readonly [string, string, string])[] = [
  ['es', 'Amigos de la Presa', 'Las elecciones son el domingo: ¡vota por la presa!'],
  ['es', 'Amigos de la Presa', 'Una elección honesta. Votar es un derecho, y votaremos todos.'],
  ['es', 'Río Limpio', 'El domingo votamos por un río limpio y por el corazón del pueblo'],
  ['es', 'Río Limpio', 'Nuestros niños beben el agua del río; los candidatos también deberían beberla'],
  ['es', 'Sendero Común', 'Elegir es decidir. ¿Quién decide por ti?'],
  ['nl', 'Vrienden van de Dam', 'De verkiezingen naderen: stem voor de oude dam'],
  ['nl', 'Vrienden van de Dam', 'Een eerlijke verkiezing begint bij uw stem. Wij stemmen zondag.'],
  ['nl', 'Schone Rivier', 'Schone rivieren voor onze kinderen; wie stemt er tegen?'],
  ['nl', 'Schone Rivier', 'De oude dam verbouwen kost geld, de nieuwe dam kost meer'],
  ['nl', 'Dorpsraad', 'Kom zondag naar het stemlokaal en breng de buren mee'],
  ['cs', 'Přátelé přehrady', 'Volby jsou v neděli: zachraňme starou přehradu!'],
  ['cs', 'Přátelé přehrady', 'Volba je na vás. Hlasujte pro řeku.'],
  ['cs', 'Čistá řeka', 'Čisté řeky pro naše děti, přijďte k volbám'],
  ['cs', 'Čistá řeka', 'Opravme starou přehradu, než bude pozdě'],
  ['cs', 'Obecní rada', 'V neděli volíme. Přineste občanský průkaz.'],
]

/** A file of them, as the library would answer: each with days, amounts and a payer of its own, some without an end or a top. */
export function goldenAds(): string {
  const ads = TEXTS.map(([language, name, text], n) => ({
    id: String(123_456_789_012_340 + n),
    page_id: String(900 + name.length),
    page_name: name,
    bylines: n % 4 === 3 ? `${name} e.V.` : name,
    ad_creative_bodies: [text],
    languages: [language],
    ad_delivery_start_time: `2024-0${1 + (n % 9)}-10`,
    ...(n % 3 === 0 ? {} : { ad_delivery_stop_time: `2024-0${1 + (n % 9)}-2${n % 10}` }),
    currency: language === 'cs' ? 'CZK' : 'EUR',
    spend: { lower_bound: String(n * 100), ...(n % 5 === 0 ? {} : { upper_bound: String(n * 100 + 99) }) },
    impressions: { lower_bound: String(n * 1_000), upper_bound: String(n * 1_000 + 999) },
  }))
  return JSON.stringify(ads)
}
