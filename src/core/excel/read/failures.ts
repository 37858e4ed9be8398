/** The named ways in which a file cannot be read, each with its sentence and what to do. */
import { basename } from 'node:path'
import { codeOf } from '../../files/atomic.ts'
import { AppError } from '../../errors.ts'
import { MAXIMUM_COLUMNS, MAXIMUM_FILE_BYTES, MAXIMUM_ROWS } from './limits.ts'

/** The file is no table of any kind that is read here; `what` says what it seems to be. */
export function notAWorkbook(name: string, what = '它的内容不是表格'): AppError {
  return new AppError(
    'FILE_FORMAT',
    `“${name}”不能作为表格读取：${what}。`,
    '请选择 Excel 或 WPS 表格（.xlsx、.xls、.et）或 CSV 文件；如果文件能用 WPS 或 Excel 打开，请打开后另存为 .xlsx 再试。',
  )
}

/** The file begins as a workbook but is not whole. */
export function damaged(name: string, cause?: unknown): AppError {
  return new AppError(
    'FILE_FORMAT',
    `“${name}”已损坏或没有复制完整，不能读取。`,
    '请重新复制或重新导出这个文件；如果能用 WPS 或 Excel 打开，请打开后另存为 .xlsx 再试。',
    cause === undefined ? {} : { cause },
  )
}

/** Nothing stands in the file. */
export function emptyFile(name: string): AppError {
  return new AppError('FILE_EMPTY', `“${name}”里没有数据。`, '请检查是否选错了文件，或数据是否已经保存。')
}

/** The file is encrypted. */
export function passwordProtected(name: string): AppError {
  return new AppError('FILE_PASSWORD', `“${name}”设置了打开密码，不能读取。`, '请用 WPS 或 Excel 输入密码打开，取消打开密码并另存后再试。')
}

/** The file or a part of it is beyond what is read. */
export function tooLarge(name: string, what: string): AppError {
  return new AppError('FILE_TOO_LARGE', `“${name}”太大：${what}。`, '请按乡镇或村拆分成几个文件，或删除多余的工作表、空行和空列后再试。')
}

/** The file itself is too large. */
export function fileTooLarge(name: string, bytes: number, most: number = MAXIMUM_FILE_BYTES): AppError {
  return tooLarge(name, `文件有 ${Math.ceil(bytes / 1024 / 1024)} MB，最多能读 ${most / 1024 / 1024} MB`)
}

/** The package unpacks to far more than any workbook of its size. */
export function swollen(name: string, unpacked: number, packed: number): AppError {
  return new AppError(
    'FILE_TOO_LARGE',
    `“${name}”展开后有 ${Math.ceil(unpacked / 1024 / 1024)} MB，是文件本身的 ${Math.round(unpacked / packed)} 倍，不像正常的表格，没有打开。`,
    '如果确实是要导入的表，请用 WPS 或 Excel 打开，删除多余的空行、空列和格式后另存为 .xlsx 再试；来历不明的文件请不要打开。',
  )
}

/** Opening it took longer than any workbook of its size. */
export function tookTooLong(name: string, milliseconds: number): AppError {
  return new AppError(
    'FILE_TOO_LARGE',
    `读“${name}”用了 ${Math.ceil(milliseconds / 1000)} 秒还没有读完，已停止。`,
    '请用 WPS 或 Excel 打开检查，按乡镇或村拆分，或另存为 .xlsx 后再试；来历不明的文件请不要打开。',
  )
}

/** Reading it wanted more memory than any workbook of its size. */
export function tookTooMuchMemory(name: string, megabytes: number): AppError {
  return new AppError(
    'FILE_TOO_LARGE',
    `读“${name}”需要的内存超过了 ${megabytes} MB，已停止。`,
    '请按乡镇或村拆分成几个文件；旧格式（.xls、.et）的大文件请另存为 .xlsx 后再试。',
  )
}

/** A sentence that says why a sheet of this extent is refused, or undefined if it is not. */
export function extentProblem(sheet: string, rows: number, columns: number): string | undefined {
  if (rows > MAXIMUM_ROWS) return `工作表“${sheet}”有 ${rows} 行，最多能读 ${MAXIMUM_ROWS} 行`
  if (columns > MAXIMUM_COLUMNS) return `工作表“${sheet}”有 ${columns} 列，最多能读 ${MAXIMUM_COLUMNS} 列`
  return undefined
}

/** The work was stopped by the user. */
export function cancelled(): AppError {
  return new AppError('CANCELLED', '已取消。', '需要时可以重新开始。')
}

/** Says an error of opening or reading a file in words; errors that already are ours pass through. */
export function readError(error: unknown, path: string): unknown {
  if (error instanceof AppError) return error
  const name = basename(path)
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new AppError('FILE_NOT_FOUND', `找不到文件“${name}”。`, '请检查文件是否已移动、改名或删除，U 盘是否已拔出。', { cause: error })
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
      return new AppError('FILE_NOT_FOUND', `读“${name}”时磁盘出错。`, '请检查 U 盘是否已拔出；可先把文件复制到本机再试。', { cause: error })
    case 'EISDIR':
      return notAWorkbook(name, '它是一个文件夹')
    case 'EPERM':
    case 'EACCES':
    case 'EBUSY':
      return new AppError(
        'FILE_LOCKED',
        `“${name}”正被其他程序占用，或没有读取它的权限。`,
        '请关闭正在打开它的程序（如 WPS、Excel），或把文件复制到别处再试。',
        { cause: error },
      )
    default:
      return error
  }
}
