import { type Citation, citationKey, noteOf, PUBLISHER, titleOf, urlOf } from './citation.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** For LaTeX. The address stays as it is: such fields are taken letter by letter, and it holds neither brace nor backslash. */
export function citationBibtex(citation: Citation): string {
  const [year, month] = citation.moment.day.split('-')
  const fields = [
    ['title', `{${latexText(titleOf(citation))}}`],
    ['author', `{${PUBLISHER}}`],
    ['year', year],
    ['date', citation.moment.day],
    ['note', latexText(noteOf(citation))],
    ['url', urlOf(citation)],
  ]
  const lines = fields.map(([name, value]) => `  ${name} = {${value}},`)
  lines.splice(3, 0, `  month = ${MONTHS[Number(month) - 1]},`)
  return `@misc{${citationKey(citation)},\n${lines.join('\n')}\n}\n`
}

const LATEX: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  // BibTeX counts a brace also behind a backslash: only such names keep them in balance.
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
}

function latexText(text: string): string {
  return text.replaceAll(/[\\~^{}%&_#$]/g, (character) => LATEX[character] ?? `\\${character}`)
}

/** For Zotero, EndNote and their like: a line a value, each ended by CR LF. */
export function citationRis(citation: Citation): string {
  const { day } = citation.moment
  const lines = [
    ['TY', 'DATA'],
    ['TI', titleOf(citation)],
    ['AU', PUBLISHER],
    ['PB', PUBLISHER],
    ['PY', day.slice(0, 4)],
    ['DA', `${day.replaceAll('-', '/')}/`],
    ['N1', noteOf(citation)],
    ['ID', citationKey(citation)],
    ['UR', urlOf(citation)],
    ['ER', ''],
  ]
  return lines.map(([tag, value]) => `${tag}  - ${value}\r\n`).join('')
}
