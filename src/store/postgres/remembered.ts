import type { DataSource } from 'typeorm'

const NEWEST = 'SELECT coalesce(max(revision.id), 0)::text AS id FROM revision'

/** Answers the question, or gives what was answered before. A question is told by what makes it up, as JSON. */
export type Remember = <Answer>(question: readonly unknown[], answer: () => Promise<Answer>) => Promise<Answer>

/**
 * Keeps answers about the archive as it is now, until its next revision: between two of them it does not change. The oldest of
 * more than `most` is forgotten; what fails is asked anew. Answers are shared: nobody may change them.
 */
export function remembered(dataSource: Pick<DataSource, 'query'>, most: number): Remember {
  const answers = new Map<string, Promise<unknown>>()
  let revision = ''
  return async <Answer>(question: readonly unknown[], answer: () => Promise<Answer>) => {
    const [{ id }]: [{ id: string }] = await dataSource.query(NEWEST)
    // What comes in while an answer is made is of a later revision, and the next question finds that out.
    if (id !== revision) answers.clear()
    revision = id
    const key = JSON.stringify(question)
    const known = answers.get(key) as Promise<Answer> | undefined
    if (known !== undefined) return known
    const asked = answer()
    answers.set(key, asked)
    const [oldest] = answers.keys()
    if (answers.size > most && oldest !== undefined) answers.delete(oldest)
    asked.catch(() => answers.get(key) === asked && answers.delete(key))
    return asked
  }
}
