/**
 * 200 queries over real ads and the hand-made ones of golden-ads.ts, one a line, as people type them; behind two colons what they
 * are filtered by, as in addresses. Most find something; some are meant to find nothing.
 */
export const GOLDEN_QUERIES: readonly string[] = `
energy
michigan
clean
natural gas
petition
lower bills
affordable energy
wind
grid
solar
solar panel
emission
emissions
family
families
company
companies
paying
pay
economy
economic
run
running
community
communities
american
americans
governor
tax
taxes
Texas
PENNSYLVANIA
virginia
covid
covid 19
20 oktober
09
environmentalists
legislators
utility
utilities
pipeline
coal plants
don't
q&a
zzzz nothing
energy unicornish
"natural gas"
"clean energy future"
"consumer energy alliance"
"for new jersey"
"gas natural"
"transitioning to a"
"your local utility can"
"allies for a"
"learn how"
"stand for energy"
"20 oktober"
"master plan"
"high energy prices"
"we need to"
"the empowerment alliance" energy
"power michigan" "alliance for michigan"
"fdp will" -oktober
natural-gas
"carbon emissions"
"new jersey" governor
"la base du"
"den status quo"
"à la base"
"generál pavel"
energ*
environment*
transition*
legislat*
util*
infra*
consumer-ener*
natural-gas*
michigan*
afford* ener*
wahl*
liber*
schweiz*
avanc*
élect*
changem*
prezident*
podpis*
zzzzz*
202*
energy -michigan
energy -"natural gas"
energy -natur*
michigan -power -alliance
gas -natural
clean -energy
-energy
-energy -schweiz -suisse
petition -jersey
tips -money -bills
wind -solar
schweiz -gemeinsamweiterkommen
suisse -plr
votez -avancerensemble
wahl -fdp
pavel -generál
tax -taxes
biden -trump
schweiz
Fortschritt
möglich
moglich
MÖGLICH
zürich
zurich
wahlen
wahl
wählen
wählt
grüne
grünen
grünliberale
nationalrat
nationalrätin
zukunft
lösung
lösungen
verbot
verbote
klimaschutz
familie
kandidieren
bezahlbare gesundheit
unterstützung
suisse
progrès
progres
votez
voter
changement
changements
volonté
avancer
avançons
liberté
libéraux
libéral
opportunités
octobre
l'avenir
pavel
česko
ceske
lidí
lidi
prezidenta
podpisy
energie
elecciones
elección
votar domingo
"el domingo"
verkiezingen
verkiezing
"de oude dam"
volby
volb*
"starou přehradu"
hlasujte
:: source=snap
:: source=meta & from=2020-01-01 & to=2020-12-31
:: country=CH & currency=CHF
:: region=US-MI
:: payer=FDP & to=2019-09-15
:: payer=CVP / PDC / PPD
:: advertiser=Alliance for Michigan Power
:: account=meta/356635587779070
:: abroad=any
:: listing=missing
:: format=video & currency=USD
:: currency=USD & spendAtLeast=100000
:: spendAtLeast=100000 & spendAtMost=500000
vote :: source=snap & format=video
energy :: region=US-MI
energy :: region=US-MI & from=2021-01-01 & spendAtLeast=50000
energy :: advertiser=Consumer Energy Alliance
energy -gas :: country=US & to=2020-06-30
"natural gas" :: from=2022-01-01
energ* :: spendAtMost=9900 & to=2021-01-01
michigan :: currency=CHF
schweiz :: payer=FDP & currency=CHF
schweiz -fortschritt :: country=CH
suisse :: payer=PLR & from=2019-10-01
votez :: spendAtLeast=10000
wahl* :: listing=listed & country=CH
pavel :: currency=CZK & spendAtLeast=100000
:: payer=Petr Pavel & from=2022-10-01
podpisy :: payer=Pro bezpečnou budoucnost z.s.
elecciones :: currency=EUR
`
  .split('\n')
  .filter((line) => line !== '')
