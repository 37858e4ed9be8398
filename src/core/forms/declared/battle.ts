/** Papers of the battle map (mechanisms.md M07.d) beside the map itself, which is drawn and not filled. */
import type { FormDefinition } from '../types.ts'

export const battleForms: readonly FormDefinition[] = [
  {
    code: 'battle_tasks',
    title: '六要素作战表',
    source: 'mechanisms.md M07（六要素作战表）、M06（六要素）；版面待核',
    paper: 'A4 横向，一项任务一行',
    from: { kind: 'list', register: 'battle_task', where: { year: '@year', stage: { ne: 'dropped' } }, sort: [{ field: 'place' }, { field: 'due_on' }] },
    variants: [{ file: 'battle_tasks.xlsx' }],
  },
  {
    code: 'battle_report',
    title: '挂图作战月战报',
    source: 'mechanisms.md M07（月战报）；版面待核',
    paper: 'A4 横向，一个地方一行',
    from: { kind: 'statistic', code: 'battle_report' },
    variants: [{ file: 'battle_report.xlsx' }],
  },
  {
    code: 'battle_cards',
    title: '红黄蓝牌通报',
    source: 'mechanisms.md M07（红黄蓝牌通报）；readings.md 31（红牌是警示）；版面待核',
    paper: 'A4 纵向，一个地方一行',
    from: { kind: 'statistic', code: 'battle_report' },
    variants: [{ file: 'battle_cards.xlsx' }],
  },
  {
    code: 'door_card',
    title: '一户一牌明白卡',
    source: 'mechanisms.md M07（一户一牌明白卡）；forms.md §5.2（公示牌常见）；readings.md 32（有帮扶责任人电话，不写病残）；版面待核',
    paper: 'A4 纵向，一户一张，贴在门上',
    from: { kind: 'record', register: 'household' },
    variants: [{ file: 'door_card.xlsx' }],
    tells: ['helper.phone'],
  },
]
