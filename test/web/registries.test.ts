import { tags, textOf } from './support/html.ts'
import { testApp } from './support/test-app.ts'

test('a record tells every name with its cycles, the registry’s own page, and the row of the copy that it stands on', async () => {
  const { text } = await testApp().get('/registries/us-fec/C00000011').expect(200)
  const words = textOf(text)
  expect(words).toMatch(/DOE FOR CONGRESS\s+name\s+2018 – 2020/)
  expect(text).toContain('href="https://www.fec.gov/data/committee/C00000011/"')
  expect(words).toContain('d'.repeat(64))
  expect(words).toMatch(/cm20\.txt/)
})

test('a name that wants to be markup is text', async () => {
  const { text } = await testApp().get('/registries/us-fec/C00000011')
  expect(tags(text)).not.toContain('<b>')
  expect(textOf(text)).toContain('<b>DAM</b> VALUES PAC')
})

test.each(['', '?format=json'])('no town, ZIP code or private donor is shown%s', async (format) => {
  const { text } = await testApp().get(`/registries/us-fec/C00000011${format}`).expect(200)
  expect(text).not.toMatch(/SECRETVILLE|99999/)
  if (format === '') expect(textOf(text)).toContain('a private person')
})

test('the list tells each copy with its day, hash, rows and rejects, and each registry with its terms', async () => {
  const words = textOf((await testApp().get('/registries')).text)
  expect(words).toMatch(/cm 2020\s+1 Nov 2026 \(told by the operator\)/)
  expect(words).toContain('CC BY-NC 4.0')
  expect(words).toContain('No copy is loaded.')
})

test('a name leads to the records that have or had it, and an unknown one to none', async () => {
  const { text } = await testApp().get('/registries?name=doe+for+congress')
  expect(text).toContain('href="/registries/us-fec/C00000011"')
  expect(textOf((await testApp().get('/registries?name=nobody')).text)).toContain('No loaded copy has this name')
})
