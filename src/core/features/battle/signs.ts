/** The signs that the program brings, as rows of their register: what maps of other counties show (mechanisms.md M07.a); all may be changed by the county. */
import type { Row } from '../../shapes.ts'

const REMARK = '机制资料 M07【推】，漳县图例未找到，待核'

const sign = (code: string, name: string, standsFor: string, shape: string, letter: string, colour: string, layer: number): Row => ({
  code,
  name,
  stands_for: standsFor,
  shape,
  letter,
  colour,
  layer,
  remark: REMARK,
})

export const builtInSigns: readonly Row[] = [
  sign('road', '道路', 'none', 'line', '路', 'brown', 10),
  sign('canal', '水渠管线', 'none', 'line', '渠', 'blue', 12),
  sign('office', '村部', 'none', 'star', '村', 'red', 60),
  sign('village', '行政村', 'village', 'star', '村', 'red', 62),
  sign('group', '社（组）', 'village_group', 'square', '社', 'black', 40),
  sign('household', '户', 'household', 'circle', '户', 'grey', 50),
  sign('project', '项目', 'project', 'square', '项', 'grey', 44),
  sign('base', '产业基地', 'none', 'diamond', '基', 'green', 30),
  sign('water', '水源', 'none', 'triangle', '水', 'blue', 32),
  sign('school', '学校', 'none', 'hexagon', '校', 'brown', 34),
  sign('clinic', '卫生室', 'none', 'hexagon', '医', 'black', 36),
]
