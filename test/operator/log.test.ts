import { Problem } from '../../src/domain/errors.ts'
import { keptLog } from './kept-log.ts'

const HOSTILE = [
  'first\nsecond',
  'first\r\n{"level":"error","message":"forged"}',
  '\u001b[31mred\u001b[0m',
  '\u009b31mred',
  'turned \u202egnp.exe',
  'a\u2028b\u2029c\u0085d\u0000e\u0007f',
  'invisible\u200b\ufeff\u{e0041}',
]

test.each([true, false])(
  'whatever the values hold, an event is one line that colours nothing (terminal: %s)',
  (isTerminal) => {
    for (const hostile of HOSTILE) {
      const log = keptLog({ isTerminal })
      log.event({ level: 'info', message: hostile, path: hostile, deep: { [hostile]: [hostile] } })
      log.say(hostile, new Error(hostile))
      const written = log.written()
      expect(written.match(/[\p{Zl}\p{Zp}\n]/gu)).toEqual(['\n', '\n'])
      expect(written.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    }
  },
)

test('lines of JSON give back what was logged', () => {
  const log = keptLog()
  for (const message of HOSTILE) log.event({ level: 'warn', message, path: message, count: 3, nothing: null })
  const lines = log.written().trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual(
    HOSTILE.map((message) => ({
      ...{ level: 'warn', message, path: message, count: 3, nothing: null },
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    })),
  )
})

test('on a terminal a sentence stands alone, and what else is known stands behind it', () => {
  const log = keptLog({ isTerminal: true })
  log.say('Paidfor is at http://127.0.0.1:3000/')
  log.event({ level: 'warn', message: 'It is late.', source: 'snap', hours: 40, why: 'two words' })
  expect(log.written()).toBe(
    'Paidfor is at http://127.0.0.1:3000/\nwarn: It is late. source=snap hours=40 why="two words"\n',
  )
})

test('a level leaves out what is below it', () => {
  const log = keptLog({ level: 'warn' })
  log.event({ level: 'debug', message: 'small' })
  log.say('ran')
  log.event({ level: 'warn', message: 'tomorrow' })
  log.say('now', new Error('broken'))
  const levels = log
    .written()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).level)
  expect(levels).toEqual(['warn', 'error'])
})

test('an error keeps its stack and causes, and nothing that hangs on it', () => {
  const log = keptLog()
  const cause = Object.assign(new TypeError('below'), { code: '22P02', parameters: ['what a reader sought'] })
  log.say('It failed.', new Error('above', { cause }))
  const { error } = JSON.parse(log.written())
  expect(error).toEqual({
    ...{ type: 'Error', message: 'above', stack: expect.stringContaining('log.test.ts') },
    cause: { type: 'TypeError', code: '22P02', message: 'below', stack: expect.any(String) },
  })
})

test('a problem is told by its code and sentence alone', () => {
  const log = keptLog()
  const details = { url: 'https://x.example' }
  log.say('It failed.', new Problem('collect.unreachable', 'Snap does not answer.', { details, cause: new Error('x') }))
  const { error } = JSON.parse(log.written())
  expect(error).toEqual({ type: 'Problem', code: 'collect.unreachable', message: 'Snap does not answer.' })
})

test('a value that cannot be read, or that never ends, harms nobody', () => {
  const log = keptLog()
  const bad = {
    get worse(): string {
      throw new Error('no')
    },
  }
  let deep: object = {}
  for (let level = 0; level < 50; level++) deep = { deep }
  const proxy = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no')
      },
    },
  )
  log.event({ level: 'info', message: 'odd', bad, deep, proxy, big: 2n, act: () => 1, when: new Date(Number.NaN) })
  const { bad: read, proxy: seen, big, when } = JSON.parse(log.written())
  expect({ read, seen, big, when }).toEqual({ read: '[unreadable]', seen: '[unreadable]', big: '2', when: null })
})

test('details cannot stand in for the time or the level', () => {
  const log = keptLog()
  log.event({ level: 'info', message: 'real', ...({ time: 'yesterday' } as object) })
  expect(log.written().match(/"time"/g)).toHaveLength(1)
})
