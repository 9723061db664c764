/** Traps of Meta's API, in one sentence each. */
export const META_SWITCHES = {
  'meta.code1-reduce': 'Status 500 and code 1, “reduce the amount of data”, for more than 40 ads at once.',
  'meta.code1-unknown': 'The second and third calls are answered code 1, subcode 99.',
  'meta.code2-transient': 'The second call is answered code 2, which passes.',
  'meta.html-error': 'The second and fourth calls are answered with a web page, with status 400 and 502.',
  'meta.code613':
    'The third call is answered 613 and two minutes to wait; calls within them are counted and lengthen them.',
  'meta.token-expired-midwalk': 'After three calls the token has expired; a new one is had at oauth/access_token.',
  'meta.not-authorised': 'Every call is answered code 10: the person has not been verified.',
  'meta.invalid-page-in-batch': 'The page of the Hedgerow Alliance is unknown, and so fails any call that names it.',
  'meta.code100-sporadic': 'The second call is answered code 100, and once only.',
  'meta.limit-ignored': 'Three times as many ads come as were asked for.',
  'meta.next-repeats': 'The second page names itself as the next one, for ever.',
  'meta.paging-missing-once': 'The first page of each stretch lacks its paging when it is first asked for.',
  'meta.cursor-dead': 'In stretches of more than four days the cursor behind the second page is dead.',
  'meta.ads-removed-second-pass': 'One ad in twenty-five is missing while the switch is on.',
  'meta.usage-unknown-key':
    'The usage header has keys that are new, climbs to 99 %, and a call made too soon is refused.',
  'meta.snapshot-url-token':
    'The token stands in addresses and texts in other spellings too: %3D, \\u003d, encoded twice.',
  'meta.reset-connection': 'The second answer breaks off in its middle.',
} as const
