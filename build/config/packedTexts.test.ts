import { build } from 'vite'
import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { packedTexts } from './packedTexts.ts'

it('beside each long text of the page lies the same packed, beside short ones nothing', async () => {
  const long = `export const text = ${JSON.stringify('长'.repeat(2000))}`
  const entry = `import { text } from 'long'\nimport('short').then(({ word }) => console.log(text, word))`
  const sources: Readonly<Record<string, string>> = { entry, long, short: `export const word = '短'` }
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [{ name: 'sources', resolveId: (id) => (id in sources ? `\0${id}` : null), load: (id) => sources[id.slice(1)] ?? null }, packedTexts()],
    build: { write: false, modulePreload: false, rolldownOptions: { input: 'entry' } },
  })
  if (!('output' in built)) throw new Error('one build')
  const packed = built.output.filter(({ fileName }) => fileName.endsWith('.gz'))
  const texts = built.output.filter((file) => file.type === 'chunk')
  expect(texts).toHaveLength(2)
  expect(packed.map(({ fileName }) => fileName)).toEqual(texts.filter(({ code }) => code.includes('长')).map(({ fileName }) => `${fileName}.gz`))
  for (const file of packed)
    if (file.type === 'asset') expect(gunzipSync(file.source).toString()).toBe(texts.find(({ fileName }) => `${fileName}.gz` === file.fileName)?.code)
})
