/** How a command is written: its arguments and options. */

/** `flag` takes no value; `where` is a filter in JSON; `sort` is a comma list of fields, descending with a leading `-`. */
type OptionKind = 'flag' | 'text' | 'integer' | 'json'

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

/** What of a command says how it is written. */
export interface Written {
  /** One word, or two: `site show`. */
  readonly name: string
  readonly arguments: readonly ArgumentDeclaration[]
  readonly options: readonly OptionDeclaration[]
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
