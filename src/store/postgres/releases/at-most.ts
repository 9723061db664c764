import { Problem } from '../../../domain/errors.ts'

/** Lets so many in at once; whoever comes then is told to come again. @throws {Problem} `request.busy` */
export function atMost(most: number): () => Disposable {
  let inside = 0
  return () => {
    if (inside >= most) {
      throw new Problem('request.busy', 'Others are reading changes. Try again in a minute.', { retryAfter: 60 })
    }
    inside++
    return {
      [Symbol.dispose]: () => {
        inside--
      },
    }
  }
}
