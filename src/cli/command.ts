/** What a command of the command line is: declared once; parsing, help and running are derived from it. */
import type { FileTicket } from '#core/contract.ts'
import type { Invocation } from './invocation.ts'
import type { AppOptions } from '#core/app.ts'
import type { OfficeSession, SessionNeed } from './session.ts'

/** `flag` takes no value; `where` is a filter in JSON; `sort` is a comma list of fields, descending with a leading `-`. */
export type OptionKind = 'flag' | 'text' | 'integer' | 'json'

export interface OptionDeclaration {
  readonly name: string
  readonly kind: OptionKind
  /** What stands for the value in the help; empty for flags. */
  readonly value?: string
  readonly help: string
  readonly required?: boolean
}

export interface ArgumentDeclaration {
  readonly name: string
  readonly help: string
  /** May be left out; then all after it are, too. */
  readonly optional?: true
  /** The last one, of which there may be several. */
  readonly several?: true
}

/** What a command gives back: one JSON value, the same in words, and the exit code (0 unless said otherwise). */
export interface Answer {
  readonly json: unknown
  text(): string
  readonly exit?: ExitCode
}

/** 0 done, 1 failed, 2 refused because of the input. */
export type ExitCode = 0 | 1 | 2

/** What a running command may use beside its own arguments. */
export interface Shell {
  readonly dataDirectory: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal
  /** Shows how far long work is, on a terminal only. */
  progress(title: string, fraction: number | null): void
  /** Told of the cause of a failure that the user is only told of in general: printed where a technician asks for it. */
  onUnforeseen(error: unknown): void
  /** Cheaper key derivation and another clock for tests. */
  readonly keyring?: NonNullable<AppOptions['keyring']>
  /** Opens the data folder, logs in as far as the command needs it, and closes everything when the work is done or has failed. */
  withOffice<T>(need: SessionNeed, work: (office: OfficeSession) => Promise<T>): Promise<T>
  /** Copies a file the core made to where the user wants it: wholly or not at all. */
  deliver(office: OfficeSession, ticket: FileTicket, out: string): Promise<void>
}

export type Run = (invocation: Invocation, shell: Shell) => Promise<Answer>

export interface Command {
  /** One word, or two: `site show`. */
  readonly name: string
  /** One sentence for the list of commands. */
  readonly summary: string
  readonly arguments: readonly ArgumentDeclaration[]
  readonly options: readonly OptionDeclaration[]
  readonly examples?: readonly string[]
  /** Loads the code of this command only, so that the others cost no start-up time. */
  load(): Promise<Run>
}

/** Options that every command takes. */
export const COMMON_OPTIONS: readonly OptionDeclaration[] = [
  { name: 'data', kind: 'text', value: '目录', help: '数据目录；不写时用环境变量 BANGFU_DATA，再不然用系统默认位置' },
  {
    name: 'login',
    kind: 'text',
    value: '登录名',
    help: '登录名；不写时用环境变量 BANGFU_LOGIN，或唯一的用户，或 admin（密码只从环境变量 BANGFU_PASSWORD 读取）',
  },
  { name: 'json', kind: 'flag', help: '只在标准输出上打印一个 JSON 值' },
  { name: 'help', kind: 'flag', help: '显示帮助' },
]
