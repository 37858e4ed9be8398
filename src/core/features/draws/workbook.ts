/** A draw as a workbook: who was drawn, the whole frame with its numbers, and how to repeat it by hand. */
import { inOrder, type FrameEntry } from '../../draws/draw.ts'
import type { DrawShown } from '../../draws/keep.ts'
import { methodOf } from '../../draws/methods.ts'
import { ruleInWords } from '../../draws/size.ts'
import { writeSheets, type SheetContent } from '../../excel/writeSheet.ts'

export interface DrawPaper {
  readonly shown: DrawShown
  readonly registerLabel: string
  readonly frame: readonly FrameEntry[]
  /** What the records of the frame are called, as far as whoever exports may see them. */
  readonly titles: ReadonlyMap<string, string>
  readonly signal?: AbortSignal
}

/** What stands in place of a name that is not the reader's to see. */
const ELSEWHERE = '（不在负责范围内）'

/** Writes it, replacing the file; returns the number of rows. */
export async function writeDraw(path: string, paper: DrawPaper): Promise<number> {
  const sheets = [drawnSheet(paper), frameSheet(paper), instructions(paper)]
  return writeSheets(path, paper.shown.seed === null ? sheets.slice(1) : sheets, paper.signal === undefined ? {} : { signal: paper.signal })
}

export function fileNameOf({ name, frozenOn }: Pick<DrawShown, 'name' | 'frozenOn'>): string {
  return `随机抽取_${name.replaceAll(/[\\/:*?"<>|]/g, '_')}_${frozenOn}.xlsx`
}

function labels({ strata }: DrawShown): ReadonlyMap<string, string> {
  return new Map(strata.map(({ stratum, label }) => [stratum, label]))
}

const NUMBER_COLUMNS = [
  { heading: '分层', kind: 'text', width: 20 },
  { heading: '序号', kind: 'number', width: 8 },
  { heading: '编号', kind: 'text', width: 20 },
  { heading: '名称', kind: 'text', width: 20 },
] as const

function drawnSheet({ shown, registerLabel }: DrawPaper): SheetContent {
  const strata = labels(shown)
  return {
    name: '抽取结果',
    titles: [
      shown.name,
      `从${registerLabel}抽取　随机数 ${shown.seed ?? ''}（${shown.seedFrom ?? ''}）　${shown.drawnOn ?? ''}　抽取人 ${shown.drawnBy ?? ''}`,
    ],
    columns: [
      { heading: '结果', kind: 'text', width: 10 },
      { heading: '第几个', kind: 'number', width: 8 },
      ...NUMBER_COLUMNS,
      { heading: '备注', kind: 'text', width: 20 },
    ],
    rows: shown.drawn.map(({ role, rank, stratum, position, number, title }) => [
      role === 'drawn' ? '抽中' : '备选',
      rank,
      strata.get(stratum) ?? stratum,
      position,
      number,
      title ?? ELSEWHERE,
      null,
    ]),
  }
}

function frameSheet({ shown, frame, titles }: DrawPaper): SheetContent {
  const strata = labels(shown)
  const roles = new Map(shown.drawn.map(({ id, role, rank }) => [id, role === 'drawn' ? `抽中 ${rank}` : `备选 ${rank}`]))
  const counted = new Map<string, number>()
  return {
    name: '名单',
    titles: [`${shown.name}：名单`, `共 ${frame.length} 条　校验值 ${shown.frameHash}　${shown.frozenOn} 由 ${shown.frozenBy ?? ''} 定下`],
    columns: [...NUMBER_COLUMNS, { heading: '抽取结果', kind: 'text', width: 12 }],
    rows: inOrder(frame).map(({ stratum, number, id }) => {
      const position = (counted.get(stratum) ?? 0) + 1
      counted.set(stratum, position)
      return [strata.get(stratum) ?? stratum, position, number, titles.get(id) ?? ELSEWHERE, roles.get(id) ?? null]
    }),
  }
}

function instructions({ shown }: DrawPaper): SheetContent {
  const steps = [
    `抽多少：${ruleInWords(shown.rule)}。`,
    `怎样抽：${methodOf(shown.method)?.label ?? shown.method}。`,
    ...(methodOf(shown.method)?.byHand ?? []),
    '五、名单的校验值是“分层代码|编号|记录 id”逐行连成的文字的 SHA-256；名单动一个字它就变。',
  ]
  return {
    name: '怎样核对',
    titles: ['怎样用纸笔重抽一遍'],
    columns: [{ heading: '做法', kind: 'text', width: 40, wrap: true }],
    rows: [
      ...steps.map((step) => [step]),
      ...shown.strata.map(({ label, size, count, reserves }) => [`${label}：N = ${size}，n = ${count}，备选 ${reserves}。`]),
    ],
  }
}
