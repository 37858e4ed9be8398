/** The named ways in which a package cannot be written or read, each with its sentence and what to do. */
import { basename } from 'node:path'
import { AppError } from '../../errors.ts'
import { readError } from '../../excel/read/failures.ts'
import { codeOf, toFileError } from '../../files/atomic.ts'

export { cancelled } from '../../excel/read/failures.ts'

const COPY_AGAIN = '请重新复制一次；仍然不行时，请让对方重新生成，并换一个 U 盘。'

/** The file is not whole, or is no longer what was written. `what` is half a sentence. */
export function damaged(name: string, what: string, cause?: unknown): AppError {
  return new AppError('PACKAGE_DAMAGED', `“${name}”已损坏或没有复制完整：${what}。没有写入任何数据。`, COPY_AGAIN, cause === undefined ? {} : { cause })
}

/** No exchange package at all. */
export function notAPackage(name: string): AppError {
  return new AppError(
    'FILE_FORMAT',
    `“${name}”不是数据交换文件，或文件开头已损坏。`,
    '请选择由本程序生成、扩展名为 .bfx 的文件；如果扩展名没错，请重新复制一次。',
  )
}

/** Sealed for others. */
export function foreign(name: string): AppError {
  return new AppError(
    'PACKAGE_FOREIGN',
    `“${name}”不是发给本单位的，打不开。`,
    '请核对是否拿错了 U 盘或文件；如果本单位重装过程序或换过密钥，请让对方用新的密钥重新生成。',
  )
}

/** Sealed with a passphrase, and none was given. */
export function passphraseNeeded(name: string): AppError {
  return new AppError('PACKAGE_PASSPHRASE', `“${name}”是用口令封的，需要输入口令。`, '请向对方问清口令后输入。')
}

/** The passphrase does not open it. */
export function wrongPassphrase(name: string): AppError {
  return new AppError('WRONG_PASSWORD', `口令不对，打不开“${name}”。`, '请核对大小写、全角半角和输入法后重试；口令由对方在生成文件时设定。')
}

/** Made by a later program. */
export function newer(name: string): AppError {
  return new AppError('PACKAGE_NEWER', `“${name}”是由更新版本的程序生成的，这个版本读不了。`, '请先升级本机的程序；或请对方用与本机相同的版本生成。')
}

/** Built to do harm, or by a program that does not keep to the format. `what` is half a sentence. */
export function unsafe(name: string, what: string): AppError {
  return new AppError(
    'PACKAGE_UNSAFE',
    `“${name}”不符合交换文件的规定，为安全起见拒绝读取：${what}。没有写入任何数据。`,
    '请不要再打开这个文件，并与发送单位核对它的来源。',
  )
}

/** Beyond what is read or written. `what` is half a sentence. */
export function tooLarge(name: string, what: string): AppError {
  return new AppError('FILE_TOO_LARGE', `“${name}”太大：${what}。`, '请分成几个文件，例如照片分几次发送。')
}

/** What was read back is not what was written. */
export function unreliableStick(name: string, what: string, cause?: unknown): AppError {
  return new AppError(
    'STICK_UNRELIABLE',
    `“${name}”写完后读回核对没有通过：${what}。这个 U 盘不可靠，没有保存，原来的文件没有改变。`,
    '请换一个 U 盘再试；不要再用这个 U 盘存放数据（可能是虚标容量或已老化）。',
    cause === undefined ? {} : { cause },
  )
}

/** Says an error of writing to a stick in words; errors that already are ours, and unknown ones, pass through. */
export function toWriteError(error: unknown, path: string): unknown {
  const name = basename(path)
  switch (codeOf(error)) {
    case 'EROFS':
      return new AppError('FILE_LOCKED', `“${name}”没有写成：U 盘或文件夹是只读的。`, '请检查 U 盘侧面的写保护开关，或换一个 U 盘再试。', { cause: error })
    case 'EFBIG':
      return tooLarge(name, 'U 盘的格式（FAT32）不能存放 4 GB 以上的文件')
    case 'ENODEV':
    case 'ENXIO':
    case 'ENOTDIR':
    case 'ENOMEDIUM':
    case 'UNKNOWN':
      return new AppError('FILE_NOT_FOUND', `“${name}”没有写成：U 盘已拔出或没有应答。`, '请重新插好 U 盘再试；写完以前不要拔出。', { cause: error })
    case 'EIO':
      return new AppError('STICK_UNRELIABLE', `“${name}”没有写成：U 盘读写出错，原来的文件没有改变。`, '请重新插好 U 盘再试；仍然出错请换一个 U 盘。', {
        cause: error,
      })
    default:
      return toFileError(error, path)
  }
}

/** Says an error of reading a package in words; errors that already are ours, and unknown ones, pass through. */
export function toReadError(error: unknown, path: string): unknown {
  const code = codeOf(error)
  // Windows has more ways to say that a drive is gone than Node has names for.
  if (code !== 'UNKNOWN' && code !== 'ENOMEDIUM') return readError(error, path)
  return new AppError('FILE_NOT_FOUND', `“${basename(path)}”读不出来：U 盘已拔出或没有应答。`, '请重新插好 U 盘再试；可先把文件复制到本机。', { cause: error })
}
