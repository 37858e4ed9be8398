/** Exports of every register beside the streaming writer of exceljs with the same cells and styles. */
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { officeRegisterNames, registerOf } from '../../../src/core/catalogue/index.ts'
import { handOver } from '../../../src/core/files/temporary.ts'
import type { BareHost } from '../bare/host.ts'
import { memoryBar, type BenchInput } from '../input.ts'
import { kind, single, type Measured, type Sample } from '../measure.ts'
import { blockOf, fileOf, finish, longest, NO_BLOCK, type BenchOffice, type Block } from '../office.ts'
import { largestTownship, sizeOf, someVillage } from './places.ts'

/** Larger registers are exported by township, as an office does with what no sheet could hold. */
const MOST_ROWS = 200_000
const FEW_ROWS = 5000

export async function exports(office: BenchOffice, bare: BareHost, input: BenchInput): Promise<(Measured | null)[]> {
  const measured: (Measured | null)[] = []
  let [peak, block] = [0, NO_BLOCK]
  for (const register of officeRegisterNames) {
    if (sizeOf(office, register) === 0) continue
    const one = await exportOf(office, bare, register, input)
    measured.push(one.measured)
    peak = Math.max(peak, one.peak)
    block = longest([block, one.block])
  }
  return [...measured, single('memory.export', '内存峰值：逐个导出各台账', peak, 'MB', memoryBar(input.people)), blockOf('export', '导出时', block)]
}

interface Exported {
  readonly measured: Measured | null
  readonly peak: number
  readonly block: Block
}

async function exportOf(office: BenchOffice, bare: BareHost, register: string, input: BenchInput): Promise<Exported> {
  const owner = registerOf(register).owner
  const rows = sizeOf(office, register)
  const where = rows > MOST_ROWS && owner !== undefined ? { [owner]: largestTownship(office) } : undefined
  const [path, sample] = [join(input.work, `${register}.xlsx`), join(input.work, `${register}-small.xlsx`)]
  const samples: Sample[] = []
  let [peak, block, size] = [0, NO_BLOCK, '']
  for (let round = 0; round < (input.quick || rows < FEW_ROWS ? 1 : 2); round += 1) {
    const done = await finish(office, () =>
      office.client.exports.start({ register, format: 'xlsx', unmasked: true, ...(where === undefined ? {} : { where }) }),
    )
    await handOver(await fileOf(office, done.result), path)
    if (round === 0) await smallOne(office, register, owner, rows, path, sample)
    const alone = await bare.ask('writeByLibrary', { ours: path, sample, target: join(input.work, 'bare.xlsx') })
    size = `${alone.rows} 行 × ${alone.columns} 列`
    samples.push({ milliseconds: done.milliseconds, cpu: done.cpu, at: size, bare: alone.milliseconds })
    peak = Math.max(peak, done.peak)
    block = longest([block, done.block])
  }
  return {
    measured: kind(`export.${register}`, `导出${registerOf(register).label}（${size}）`, samples, {
      bareWhat: 'exceljs 流式写同样的单元格和样式',
      ratioBar: 1.2,
    }),
    peak,
    block,
  }
}

/** A few rows of the same columns, for the styles. */
async function smallOne(office: BenchOffice, register: string, owner: string | undefined, rows: number, whole: string, target: string): Promise<void> {
  if (rows <= FEW_ROWS || owner === undefined) return copyFileSync(whole, target)
  const { result } = await finish(office, () =>
    office.client.exports.start({ register, format: 'xlsx', unmasked: true, where: { [owner]: someVillage(office) } }),
  )
  await handOver(await fileOf(office, result), target)
}
