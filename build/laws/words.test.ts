/** One word for one thing, in whatever the program says. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../scripts/buildScreens.ts'
import { NOT_SAID, READ_ONLY, saidIn } from './words.ts'

const files = globSync('src/{renderer/src,core,cli,main,web,bridge}/**/*.{ts,tsx}', { cwd: ROOT }).filter((file) => !READ_ONLY.test(file))

it('no screen, message or command says another word for what has one', () => {
  expect(files.length).toBeGreaterThan(500)
  const wrong = files.flatMap((file) =>
    saidIn(readFileSync(join(ROOT, file), 'utf8')).flatMap(({ line, text }) =>
      NOT_SAID.flatMap(([unwanted, instead]) => (unwanted.test(text) ? [`${file}:${line} says ${unwanted.exec(text)?.[0] ?? ''}, not ${instead}`] : [])),
    ),
  )
  expect(wrong).toEqual([])
})

it('the manual says the same words', () => {
  const manual = readFileSync(join(ROOT, 'docs/manual.md'), 'utf8').split('\n')
  const wrong = manual.flatMap((text, index) =>
    NOT_SAID.flatMap(([unwanted, instead]) =>
      unwanted.test(text) ? [`docs/manual.md:${index + 1} says ${unwanted.exec(text)?.[0] ?? ''}, not ${instead}`] : [],
    ),
  )
  expect(wrong).toEqual([])
})

it('reads what is said, not comments and not headings met in sheets', () => {
  const source = "/** 搜索 */\n// 搜索\nconst a = '搜索' // 过滤\nheadings: ['帮扶干部',\n '帮扶人'],\n"
  expect(saidIn(source)).toEqual([{ line: 3, text: "const a = '搜索'" }])
  expect(NOT_SAID.filter(([unwanted]) => unwanted.test('劳务输出、标准输出、帮扶人员')).map(([, instead]) => instead)).toEqual([])
})
