/** Undoing an import from the terminal: whole or by what its records belong to, with what stays and why. */
import { readFile } from 'node:fs/promises'
import { AppError } from '#core/errors.ts'
import { isRegisterName, registerOf } from '#core/catalogue/index.ts'
import { undoDoneShape, undoLookShape, type UndoKept, type UndoTally } from '#core/features/undoing/contract.ts'
import type { Answer } from '../command.ts'
import { requireInput } from '../deliver.ts'
import type { OfficeSession } from '../session.ts'

const PAGE = 500
/** Kept records shown on the terminal; all of them are in the JSON. */
const SHOWN = 30

/** Null where the change set is no import, which is undone whole or not at all. */
export async function undoImport(
  office: OfficeSession,
  changeSet: string,
  { file, dryRun }: { readonly file: string | undefined; readonly dryRun: boolean },
): Promise<Answer | null> {
  const { client } = office
  const looked = undoLookShape.parse((await office.finish(await client.undoing.look({ changeSet }))).result)
  if (!looked.inPart && file === undefined && !dryRun) return null
  if (!looked.inPart) throw new AppError('VALIDATION', '只有导入可以只撤销一部分，也只有导入可以先看看。', '别的操作请不带选项，整次撤销。')
  const chosen = file === undefined ? {} : { units: await unitsIn(office, changeSet, file) }
  const kept: UndoKept[] = []
  for (let offset = 0, total = 1; offset < total; offset += PAGE) {
    const page = await client.undoing.kept({ changeSet, ...chosen, offset, limit: PAGE })
    total = page.total
    kept.push(...page.rows)
  }
  if (dryRun) {
    const { registers } = await client.undoing.preview({ changeSet, ...chosen, limit: 0 })
    return { json: { registers, kept, dryRun }, text: () => ['没有写入。撤销会这样：', ...tallied(registers), ...keptInWords(kept)].join('\n') }
  }
  const done = undoDoneShape.parse((await office.finish(await client.undoing.carryOut({ changeSet, ...chosen }))).result)
  return {
    json: { changeSet: done.changeSet, restored: done.restored, registers: done.registers, kept },
    text: () => [`已撤销，收回 ${done.restored} 条记录（操作编号 ${done.changeSet}）。`, ...tallied(done.registers), ...keptInWords(kept)].join('\n'),
  }
}

/** The units that the lines of a file name by id, or by the number that stands after their title. Throws VALIDATION for those that are none. */
async function unitsIn({ client }: OfficeSession, changeSet: string, file: string): Promise<string[]> {
  const { path, name } = await requireInput(file)
  const lines = (await readFile(path, 'utf8')).split(/\r?\n/).map((line) => line.replace(/^\ufeff/, '').trim())
  const wanted = new Set(lines.filter((line) => line !== ''))
  const found: string[] = []
  for (let offset = 0, total = 1; offset < total && wanted.size > 0; offset += PAGE) {
    const page = await client.undoing.preview({ changeSet, offset, limit: PAGE })
    total = page.total
    for (const { register, id, title } of page.units) {
      const said = [id, title.split(' ').at(-1) ?? ''].find((text) => wanted.delete(text))
      if (said !== undefined) found.push(`${register}:${id}`)
    }
  }
  const [unknown] = wanted
  if (unknown !== undefined) throw new AppError('VALIDATION', `“${name}”里的“${unknown}”不是这次导入动过的户。`, '一行写一个户编号或 id，见 undo --dry-run。')
  if (found.length === 0) throw new AppError('VALIDATION', `“${name}”里没有写户编号。`, '一行写一个户编号或 id。')
  return found
}

function labelOf(register: string): string {
  return isRegisterName(register) ? registerOf(register).label : register
}

function tallied(registers: readonly UndoTally[]): string[] {
  return registers.map(
    ({ register, taken, partly, kept, back }) =>
      `  ${labelOf(register)}：动过 ${taken + partly + kept + back} = 收回 ${taken} + 收回一部分 ${partly} + 留下 ${kept} + 早已收回 ${back}`,
  )
}

function keptInWords(kept: readonly UndoKept[]): string[] {
  if (kept.length === 0) return []
  return [
    '',
    `留下 ${kept.length} 条${kept.length > SHOWN ? `，前 ${SHOWN} 条是` : ''}：`,
    ...kept
      .slice(0, SHOWN)
      .map(({ register, title, why, by }) => `  ${labelOf(register)} ${title}：${why}${by === null ? '' : `（${labelOf(by.register)} ${by.title}）`}`),
  ]
}
