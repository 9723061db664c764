import { Problem } from '../domain/errors.ts'

/** Of a part that a page can do without: what it answers, or something else where that takes too long. */
export async function unlessSlow<Value>(answer: Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof Problem && error.code === 'request.too_slow') return otherwise
    throw error
  }
}
