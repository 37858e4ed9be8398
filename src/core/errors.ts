/**
 * Errors that cross the contract. Each has a stable code, parameters and the action the user can take;
 * the Chinese sentence is composed where it is thrown with the facts at hand, and never holds a stack or personal data
 * beyond what the user entered.
 */

/** `input`: the caller can mend it (CLI exit 2). Everything else is a failure of the moment or the machine (CLI exit 1). */
export type ErrorKind = 'input' | 'failure'

const KINDS = {
  VALIDATION: 'input',
  NOT_FOUND: 'input',
  CONFLICT: 'input',
  DUPLICATE: 'input',
  FORBIDDEN: 'input',
  LOCKED: 'input',
  NOT_SET_UP: 'input',
  ALREADY_SET_UP: 'input',
  NOT_LOGGED_IN: 'input',
  WRONG_PASSWORD: 'input',
  TOO_MANY_ATTEMPTS: 'input',
  FILE_FORMAT: 'input',
  FILE_EMPTY: 'input',
  FILE_PASSWORD: 'input',
  FILE_TOO_LARGE: 'input',
  FILE_NOT_FOUND: 'input',
  HEADINGS: 'input',
  REJECTED_ROWS: 'input',
  CANNOT_UNDO: 'input',
  BACKUP_DAMAGED: 'input',
  ATTACHMENT_DAMAGED: 'input',
  DATABASE_NEWER: 'input',
  PACKAGE_DAMAGED: 'input',
  PACKAGE_FOREIGN: 'input',
  PACKAGE_NEWER: 'input',
  PACKAGE_PASSPHRASE: 'input',
  PACKAGE_UNSAFE: 'input',
  PEER_OUTDATED: 'input',
  STICK_UNRELIABLE: 'failure',
  FILE_LOCKED: 'failure',
  DISK_FULL: 'failure',
  DATABASE_IN_USE: 'failure',
  DATABASE_DAMAGED: 'failure',
  BUSY: 'failure',
  UPGRADE_FAILED: 'failure',
  CANCELLED: 'failure',
  CORE_RESTARTED: 'failure',
  INTERNAL: 'failure',
} as const satisfies Record<string, ErrorKind>

export type ErrorCode = keyof typeof KINDS

export const errorCodes = Object.keys(KINDS) as readonly ErrorCode[]

/** One thing wrong with one field of what was submitted. */
export interface FieldIssue {
  /** Path of the field in the submitted value, e.g. `members.2.id_number`. */
  readonly path: string
  readonly label: string
  readonly code: string
  readonly message: string
  /** `warning` issues may be kept with a reason; `error` issues must be mended. */
  readonly severity: 'error' | 'warning'
  /** Rule number of `forms.md` §13 where there is one. */
  readonly rule?: string
}

export interface ErrorPayload {
  readonly code: ErrorCode
  /** A plain Chinese sentence: what is wrong. */
  readonly message: string
  /** A plain Chinese sentence: what to do about it. */
  readonly action: string
  readonly issues?: readonly FieldIssue[]
}

export class AppError extends Error {
  readonly code: ErrorCode
  readonly action: string
  readonly issues: readonly FieldIssue[]

  constructor(code: ErrorCode, message: string, action: string, options: { issues?: readonly FieldIssue[]; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.action = action
    this.issues = options.issues ?? []
  }

  get kind(): ErrorKind {
    return KINDS[this.code]
  }

  toPayload(): ErrorPayload {
    return { code: this.code, message: this.message, action: this.action, ...(this.issues.length > 0 ? { issues: this.issues } : {}) }
  }
}

/** Told of errors that nobody foresaw, so that they reach the log; what it is given never reaches the page. */
export type OnUnforeseen = (error: unknown) => void

/**
 * Whether an error has something to tell a technician that the sentence on screen does not: one that nobody foresaw, or a failure of the
 * moment with a cause of its own.
 */
export function isForTheLog(error: unknown): boolean {
  if (error instanceof AppError) return error.kind === 'failure' && error.cause !== undefined && error.code !== 'CANCELLED'
  return !(error instanceof Error && error.name === 'AbortError')
}

/** Whether a code means that the caller can mend the input. */
export function errorKind(code: ErrorCode): ErrorKind {
  return KINDS[code]
}

/** Turns anything thrown into a payload without a stack; unknown errors become INTERNAL. */
export function toErrorPayload(error: unknown): ErrorPayload {
  if (error instanceof AppError) return error.toPayload()
  return { code: 'INTERNAL', message: '程序内部出错，本次操作没有保存。', action: '请重试；如果仍然出错，请在“备份与检查”里导出日志交给技术人员。' }
}
