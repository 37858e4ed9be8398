/** Draws: what became of a record that was drawn. */
import { defineCodeList } from '../define.ts'

export const drawRoles = defineCodeList({
  id: 'draw_role',
  label: '抽签结果',
  verified: true,
  source: 'design.md §9',
  items: [
    { code: 'drawn', label: '抽中' },
    { code: 'reserve', label: '备选' },
  ],
})
