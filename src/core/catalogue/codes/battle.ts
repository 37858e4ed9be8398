/** The battle map: what signs stand for and how they look. */
import { defineCodeList } from '../define.ts'

export const mapSubjects = defineCodeList({
  id: 'map_subject',
  label: '图例所指',
  verified: true,
  source: 'mechanisms.md M07.b（map_marker：类型、关联对象）',
  items: [
    { code: 'none', label: '没有台账', aliases: ['无', '地物'] },
    { code: 'village', label: '行政村', aliases: ['村'] },
    { code: 'village_group', label: '社（村民小组）', aliases: ['组', '社', '自然村'] },
    { code: 'household', label: '户', aliases: ['贫困户'] },
    { code: 'project', label: '项目' },
  ],
})

export const mapShapes = defineCodeList({
  id: 'map_shape',
  label: '图例形状',
  verified: true,
  source: 'mechanisms.md M07.a（用符号区分村址、组址、贫困户、基地）',
  items: [
    { code: 'circle', label: '圆' },
    { code: 'square', label: '方块' },
    { code: 'diamond', label: '菱形' },
    { code: 'triangle', label: '三角' },
    { code: 'hexagon', label: '六边形' },
    { code: 'star', label: '五角星' },
    { code: 'line', label: '线', aliases: ['折线', '路线'] },
  ],
})

export const mapColours = defineCodeList({
  id: 'map_colour',
  label: '图例颜色',
  verified: true,
  source: 'mechanisms.md M07.c（户：红黄绿蓝紫；项目：绿黄红灰）；readings.md 31',
  items: [
    { code: 'red', label: '红' },
    { code: 'yellow', label: '黄' },
    { code: 'green', label: '绿' },
    { code: 'blue', label: '蓝' },
    { code: 'purple', label: '紫' },
    { code: 'grey', label: '灰' },
    { code: 'brown', label: '棕' },
    { code: 'black', label: '黑' },
  ],
})
