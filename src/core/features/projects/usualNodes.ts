/**
 * The usual steps of the work that the program brings: which kinds of work a project has is M06.b; how each kind of project is built in steps, and what they
 * weigh, no document tells, so that all of it is 待核 and the county's to change.
 */
import type { Row } from '../../shapes.ts'

/** Name, kind of work, per cent. */
type Step = readonly [name: string, kind: string, percent: number]

const DESIGN: Step = ['勘察设计', '1', 5]
const TENDER: Step = ['招标或一事一议', '2', 5]
const END: readonly Step[] = [
  ['验收', '7', 5],
  ['报账', '8', 3],
  ['移交管护', '9', 2],
]

/** By kind of project; what lies between design and acceptance comes to 80. */
const WORKS: Readonly<Record<string, readonly Step[]>> = {
  '01': [
    ['备料', '3', 10],
    ['路基', '4', 30],
    ['路面', '5', 30],
    ['边沟涵洞', '6', 10],
  ],
  '02': [
    ['备料', '3', 10],
    ['水源和蓄水池', '4', 25],
    ['管沟和主管道', '5', 30],
    ['入户安装', '6', 15],
  ],
  '03': [
    ['备料', '3', 15],
    ['杆塔基础', '4', 20],
    ['架线和变压器', '5', 35],
    ['入户线', '6', 10],
  ],
  '04': [
    ['备料', '3', 10],
    ['基础', '4', 25],
    ['主体', '5', 35],
    ['装修和附属', '6', 10],
  ],
  '05': [
    ['放线清表', '4', 15],
    ['机修梯田', '5', 50],
    ['田坎田间路', '6', 15],
  ],
  '06': [
    ['基础', '4', 25],
    ['主体', '5', 40],
    ['设备和附属', '6', 15],
  ],
  '07': [
    ['基础', '4', 25],
    ['主体', '5', 40],
    ['装修和附属', '6', 15],
  ],
  '08': [
    ['基础', '4', 25],
    ['主体', '5', 40],
    ['设施和附属', '6', 15],
  ],
  '09': [
    ['种苗和物资采购', '3', 30],
    ['建设或栽植', '5', 40],
    ['管护培训', '6', 10],
  ],
  '11': [
    ['设备采购', '3', 35],
    ['线路和安装', '5', 35],
    ['调试培训', '6', 10],
  ],
  '99': [
    ['备料', '3', 20],
    ['施工', '5', 50],
    ['附属', '6', 10],
  ],
}

export const builtInUsualNodes: readonly Row[] = Object.entries(WORKS).flatMap(([category, works]) =>
  [DESIGN, TENDER, ...works, ...END].map(([name, kind, percent], index) => ({
    category,
    position: index + 1,
    name,
    kind,
    weight: percent * 100,
    unverified: true,
  })),
)
