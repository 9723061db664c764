/**
 * Given names that are common in English, one line for those that may stand for each other (`elizabeth`, `liz`), folded.
 * Language data: it tells whether a word of a name is likely a given name and which two may be one; nobody is named.
 */
const GROUPS = `
michael mike mick mickey mikey micheal|robert rob bob bobby robbie bert|william will bill billy willie liam|james jim jimmy jamie
john jon johnny jack|jonathan jon jonny nathan|joseph joe joey|thomas tom tommy|charles charlie chuck chas|david dave davey
richard rich rick ricky dick richie|daniel dan danny|matthew matt matty mathew|anthony tony|christopher chris topher kit|christine christina chris tina chrissy
christian chris|joshua josh|andrew andy drew|kenneth ken kenny|steven steve stephen stevie stephan|edward ed eddie ted ned|edwin ed eddie
ronald ron ronnie|timothy tim timmy|jeffrey jeff geoff jeffery geoffrey|gregory greg gregg|patrick pat paddy rick|patricia pat patty tricia trish
benjamin ben benny benji|samuel sam sammy|samantha sam sammie|alexander alex al xander sandy|alexandra alex sandra lexi ali|alexis alex lexi|alejandro alex|nicholas nick nicky nicolas
frank francis frankie|raymond ray|lawrence larry laurence|gerald jerry gerry|jerome jerry|walter walt wally|peter pete|phillip phil philip
donald don donnie|douglas doug|eugene gene|frederick fred freddie freddy|henry hank harry|harold hal harry|leonard len lenny leo|louis lou louie lewis
martin marty|nathaniel nate nathan nat|randall randy randolph|russell russ|stanley stan|stuart stu stewart|theodore ted teddy theo|vincent vince vinny vinnie
zachary zach zack zak zachariah|abraham abe|albert al bert|alfred al fred|allan al allen alan|arthur art artie|bernard bernie|bradley brad|calvin cal
cameron cam|clifford cliff|clinton clint|curtis curt|dennis denny|dominic dom nick|elijah eli|ernest ernie|gabriel gabe|gilbert gil
herbert herb|jacob jake|jason jay|joel joey|kevin kev|leslie les|lester les|maxwell max|mitchell mitch|norman norm|oliver ollie|oscar ozzie
elizabeth liz beth betsy betty eliza lizzie libby lisa|katherine kathy kate katie cathy catherine kathryn katharine kat kay cat cathryn|margaret maggie peggy meg marge margie|jennifer jen jenny jenn
deborah deb debbie debra|susan sue susie suzanne|barbara barb babs|rebecca becky becca|kimberly kim|pamela pam|victoria vicky vicki tori
cynthia cindy|jacqueline jackie|jessica jess jessie|theresa teresa terri terry tess|terrence terry terence|virginia ginny|dorothy dot dottie|judith judy
abigail abby gail|amanda mandy|angela angie|annette ann|anne ann annie anna|carolyn carol carrie|caroline carrie carol|constance connie|eleanor ellie nell nora
gwendolyn gwen|janet jan|janice jan|kristin kris kristen kirsten|christy kristy|lillian lily|lucille lucy|madeline maddie|melissa missy mel|melanie mel
nancy nan|natalie nat|nicole nikki nicki|olivia liv|penelope penny|priscilla cilla|roberta bobbie|rosemary rose|sandra sandy|sarah sara sally
stephanie steph|sylvia syl|tabitha tabby|tamara tammy|valerie val|veronica ronnie|vivian viv|yvonne vonnie|marjorie marge margie|mary marie molly
josephine jo josie|joanne jo joann|francisco frank paco|jose joe pepe|antonio tony|guillermo bill memo|ignacio nacho|eduardo eddie ed|roberto rob bob|ricardo rick
alan|brian|bryan|bruce|carl|craig|dale|darrell|dean|derek|derrick|duane|dustin|dwayne|earl|eric|erik|glenn|gary|george|gordon|grant|graham|howard|ian|ivan|jared|jeremy
jesse|jesus|jordan|juan|julian|justin|keith|kyle|lance|lee|leon|lloyd|luis|luke|manuel|marc|marcus|mario|mark|marvin|maurice|melvin|miguel|neil|nelson|noah
omar|owen|paul|pedro|perry|rafael|ralph|reginald|rene|roger|roland|ross|roy|ruben|ryan|scott|sean|shawn|seth|shane|shannon|spencer|todd|travis|trevor|troy|tyler
tyrone|vernon|victor|wade|warren|wayne|wesley|aaron|adam|adrian|austin|barry|blake|brandon|brendan|brent|brett|byron|carlos|casey|chad|clarence|clyde|cody|colin
corey|cory|darren|darryl|devin|diego|dylan|elliott|evan|fernando|garrett|hector|hugh|hunter|isaac|javier|jaime|jorge|kurt|logan|lucas|malcolm|marco|mason
alice|alicia|allison|alison|amber|amy|andrea|april|ashley|audrey|bonnie|brenda|brittany|carla|carmen|cheryl|claire|claudia|courtney|crystal|cindi|dana|danielle|dawn|diana|diane
donna|doris|elaine|ellen|emily|emma|erica|erin|esther|ethel|eva|evelyn|felicia|florence|frances|gina|gloria|grace|hannah|heather|heidi|helen|holly|irene|jane|jean|jill|joan
joy|joyce|juanita|julia|julie|june|karen|kara|kathleen|katrina|kelly|kristi|laura|lauren|leah|linda|lindsay|lindsey|lois|loretta|lori|lorraine|louise|lynn|marcia|maria|marilyn
marsha|martha|maureen|megan|meghan|michele|michelle|mildred|miranda|monica|monique|morgan|naomi|nina|norma|pauline|paula|peggy|phyllis|rachel|regina|renee|rita|robin|rosa|ruby|ruth
sabrina|sharon|sheila|shelley|shelly|sherry|shirley|sonia|sophia|stacey|stacy|tara|tanya|tiffany|tonya|tracy|vanessa|vera|wanda|wendy|whitney|yolanda|ana|bianca|camille|cecilia
`

const groupsOf = new Map<string, Set<number>>()
for (const [index, group] of GROUPS.trim().split(/[|\n]/).entries()) {
  for (const name of group.trim().split(/\s+/)) {
    groupsOf.set(name, (groupsOf.get(name) ?? new Set()).add(index))
  }
}

/** Whether a folded word is a common given name. It may be a surname as well. */
export function isGivenName(word: string): boolean {
  return groupsOf.has(word)
}

/** Whether two different given names may be one person's: `mike` and `michael`. */
export function mayBeOneGivenName(a: string, b: string): boolean {
  const [groups, others] = [groupsOf.get(a), groupsOf.get(b)]
  if (groups === undefined || others === undefined) return false
  for (const group of groups) if (others.has(group)) return true
  return false
}
