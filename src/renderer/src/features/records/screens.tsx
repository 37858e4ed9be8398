import { screensInOrder } from '#core/catalogue/derive/screen.ts'
import { registerOf } from '#core/catalogue/index.ts'
import type { ScreenDefinition } from '../../router/screens.ts'
import { AnyRecord, AnyRegisterList, listOf, recordOf } from './RecordRoutes.tsx'

/** Registers with a path of their own have list and record there, unless a feature brings screens for it. */
const withPath = screensInOrder().filter(({ path }) => !path.startsWith('/records/'))

export const screens: readonly ScreenDefinition[] = [
  ...withPath.flatMap((screen): readonly ScreenDefinition[] => [
    { path: screen.path, title: screen.title, component: listOf(screen), generic: true },
    { path: `${screen.path}/$id`, title: registerOf(screen.register).label, component: recordOf(screen), generic: true },
  ]),
  { path: '/records/$register', title: '台账', component: AnyRegisterList },
  { path: '/records/$register/$id', title: '记录', component: AnyRecord },
]
