import { IconClipboardList } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { ScreenDefinition } from '../../router/screens.ts'

export const screens: readonly ScreenDefinition[] = [
  {
    path: '/questionnaires',
    title: '问卷',
    component: lazyRouteComponent(() => import('./QuestionnairesScreen.tsx'), 'QuestionnairesScreen'),
    menu: { place: '考核报表', order: 50, icon: IconClipboardList },
  },
  { path: '/questionnaires/$id', title: '问卷和答卷', component: lazyRouteComponent(() => import('./QuestionnaireScreen.tsx'), 'QuestionnaireScreen') },
  { path: '/questionnaires/$id/edit', title: '编写问卷', component: lazyRouteComponent(() => import('./EditScreen.tsx'), 'EditScreen') },
  { path: '/questionnaires/$id/answer', title: '答问卷', component: lazyRouteComponent(() => import('./NewSheetScreen.tsx'), 'NewSheetScreen') },
  { path: '/questionnaires/$id/batch', title: '成批答问卷', component: lazyRouteComponent(() => import('./BatchScreen.tsx'), 'BatchScreen') },
  { path: '/answers/$id', title: '答卷', component: lazyRouteComponent(() => import('./SheetScreen.tsx'), 'SheetScreen') },
]
