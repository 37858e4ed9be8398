/**
 * That no module keeps what a test could see of another: tests share their process, as an office shares it with the one opened before. What a module keeps
 * for good is a constant, or stands here with the reason why nothing can be told from it.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ROOT } from '../scripts/buildScreens.ts'

const KEPT: Readonly<Record<string, string>> = {
  'src/core/catalogue/derive/locks.ts found': 'worked out of the catalogue, the same every time',
  'src/core/catalogue/derive/succession.ts found': 'worked out of the catalogue, the same every time',
  'src/core/exchange/selection.ts inOrder': 'worked out of the catalogue, the same every time',
  'src/core/features/imports/planning.ts madeWhenMissing': 'worked out of the catalogue, the same every time',
  'src/core/rules/incomeModel.ts lastRead': 'worked out of its text, the same every time',
  'src/core/store/canonical.ts lastHead': 'worked out of the head, the same every time',
  'src/core/store/canonical.ts lastQuoted': 'worked out of the head, the same every time',
  'src/core/makeRoom.ts waiting': 'who waits for the engine, which is one for all of the process',
  'src/core/excel/libraries.ts loaded': 'a library that is loaded',
  'src/core/features/attachments/picture.ts library': 'a library that is loaded',
  'src/renderer/src/fields/pinyin.ts pinyin': 'a library that is loaded',
  'src/core/excel/read/readingThread.ts waiting': 'a thread that reads one file as well as another',
  'src/core/office/bulkWorker.ts take': 'a thread of its own for one piece of work',
  'src/core/store/aside/asideWorker.ts stop': 'a thread of its own for one database',
  'src/renderer/src/components/StepWizard.tsx left': 'of one page: the step that went a moment ago',
  'src/renderer/src/features/records/lines.ts made': 'of one page: keys that no other line has',
  'src/renderer/src/features/household/draft.ts made': 'of one page: keys that no other line has',
  'src/renderer/src/keyboard/useShortcut.ts active': 'of one page: what is registered now',
  'src/renderer/src/preferences/sealedStorage.ts key': 'of one page: the key of the session',
  'src/renderer/src/preferences/rem.ts known': 'of one page: measured again when the size of letters changes',
}

it('every variable of a module says why it may be one', () => {
  const sources = globSync('src/**/*.{ts,tsx}', { cwd: ROOT }).filter((file) => !/\.test\.tsx?$|[\\/]testing[\\/]/.test(file))
  expect(sources.length).toBeGreaterThan(1000)
  const found = sources.flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/^(?:export )?let (\w+)/gm)].map(([, name = '']) => `${file.replaceAll('\\', '/')} ${name}`),
  )
  expect(found.toSorted()).toEqual(Object.keys(KEPT).toSorted())
})
