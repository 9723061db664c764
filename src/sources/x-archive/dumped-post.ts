import { z } from 'zod'
import { inKnownShape } from '../shared/known-shape.ts'

/**
 * A post as the collector of 2019 kept it, out of five answers. Loose: what else the answers held is kept, and masked.
 * Source: ambanum/political-ads-scraper twitter_fetch/fetch.py; michelbl/disinfo-hackathon, notebooks/twitter_spendings.ipynb.
 */
const id = z.union([z.string(), z.number()])
const entity = z.looseObject({ expanded_url: z.string().nullish(), media_url_https: z.string().nullish() })

const post = z.looseObject({
  basic_data: z.looseObject({ tweetId: id }),
  /** Null where the post or its account was gone by then. */
  additional_data: z
    .looseObject({
      full_text: z.string().nullish(),
      lang: z.string().nullish(),
      user: z.looseObject({ id_str: z.string().nullish(), screen_name: z.string().nullish() }).nullish(),
      entities: z.looseObject({ urls: z.array(entity).nullish() }).nullish(),
      extended_entities: z
        .looseObject({ media: z.array(entity.extend({ type: z.string().nullish() })).nullish() })
        .nullish(),
    })
    .nullish(),
  metadata: z
    .looseObject({
      metadata: z
        .array(z.looseObject({ start_timestamp: z.number().nullish(), end_timestamp: z.number().nullish() }))
        .nullish(),
    })
    .nullish(),
  performance: z
    .looseObject({
      tweetPerformance: z
        .looseObject({
          totalSpend: z.union([z.number(), z.string()]).nullish(),
          currency: z.string().nullish(),
          impressions: z.union([z.number(), z.string()]).nullish(),
        })
        .nullish(),
    })
    .nullish(),
})

export type DumpedPost = z.infer<typeof post>

export const KNOWN_KEYS: ReadonlySet<string> = new Set([...Object.keys(post.shape), 'campaigns'])

/** @throws {Problem} `record.schema_changed` naming the fields */
export function readPost(record: Readonly<Record<string, unknown>>): DumpedPost {
  return inKnownShape(post, record, 'the post')
}
