/** Templates and own forms from a terminal. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeFormWorkbook } from '#core/excel/formWriter.ts'
import { sheetOf } from '#core/forms/testing/sheet.ts'
import { onlyJson, type CliResult } from './testing/childCli.ts'
import { jsonInProcess, runInProcess } from './testing/inProcess.ts'

let folder: string
let env: Record<string, string>
const cli = (...words: string[]): Promise<CliResult> => runInProcess(words, env)
const json = <T>(...words: string[]): Promise<T> => jsonInProcess<T>(words, env)
const standing = async (code: string): Promise<unknown> =>
  (await json<{ forms: { code: string; own: boolean; edited: boolean; title: string }[] }>('template', 'list')).forms.find((form) => form.code === code)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bangfu-cli-'))
  env = { BANGFU_DATA: join(folder, 'data'), BANGFU_PASSWORD: '命令行测试专用口令' }
  const made = await cli('demo', '--households', '5', '--json')
  if (made.code !== 0) throw new Error(made.stdout)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('取出表样，错的不启用，对的换上，再恢复自带的', async () => {
  const [out, wrong] = [join(folder, '表样.xlsx'), join(folder, '错的.xlsx')]
  await json('template', 'fetch', 'household_card', '--out', out)
  await writeFormWorkbook(wrong, [sheetOf([['{{household.nothing}}']])])
  const refused = await cli('template', 'bring', 'household_card', wrong)
  expect(refused.code).toBe(2)
  expect(refused.stdout).toContain('A1 占位符“{{household.nothing}}”不存在')
  expect((await cli('template', 'check', 'household_card', wrong, '--json')).code).toBe(2)
  expect(await json('template', 'check', 'household_card', out)).toMatchObject({ problems: [] })
  expect(await standing('household_card')).toMatchObject({ edited: false })
  await json('template', 'bring', 'household_card', out)
  expect(await standing('household_card')).toMatchObject({ edited: true })
  await json('template', 'restore', 'household_card')
  expect(await standing('household_card')).toMatchObject({ edited: false })
})

it('新增、修改、删除自定的表，备份和恢复带着它', async () => {
  expect((await cli('template', 'add', '责任人一览')).code).toBe(2)
  const { code } = await json<{ code: string }>('template', 'add', '责任人一览', '--list', 'helper')
  const pdf = join(folder, '一览.pdf')
  await json('form', code, '--for', '621125', '--document-no', '漳扶办〔2016〕7号', '--out', pdf)
  expect(existsSync(pdf)).toBe(true)
  const backup = join(folder, '备份.bfbak')
  await json('backup', '--out', backup)
  await json('template', 'change', code, '--title', '在岗责任人', '--where', '{"name":{"empty":false}}', '--list', 'helper')
  expect(await standing(code)).toMatchObject({ own: true, title: '在岗责任人', from: { where: { name: { empty: false } } } })
  await json('template', 'remove', code)
  expect(await standing(code)).toBeUndefined()
  expect(onlyJson(await cli('template', 'remove', 'household_card', '--json'))).toMatchObject({ error: { code: 'VALIDATION' } })
  copyFileSync(backup, `${backup}.copy.bfbak`)
  await json('restore', `${backup}.copy.bfbak`)
  expect(await standing(code)).toMatchObject({ own: true, title: '责任人一览' })
})
