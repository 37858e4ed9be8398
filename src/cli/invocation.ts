/** From the words of a command line to the values a command asks for, by its declaration. */
import { AppError } from '#core/errors.ts'
import { COMMON_OPTIONS, type OptionDeclaration, type Written } from './options.ts'

/** Values of one call. Reading a name that the command does not declare is a mistake of ours and throws RangeError. */
export class Invocation {
  readonly #command: Written
  readonly #arguments: ReadonlyMap<string, readonly string[]>
  readonly #options: ReadonlyMap<string, string | true>

  constructor(command: Written, given: { readonly arguments: ReadonlyMap<string, readonly string[]>; readonly options: ReadonlyMap<string, string | true> }) {
    this.#command = command
    this.#arguments = given.arguments
    this.#options = given.options
  }

  argument(name: string): string {
    const [value] = this.several(name)
    if (value === undefined) throw new RangeError(`no such argument: ${name}`)
    return value
  }

  /** An argument that may be left out. */
  optional(name: string): string | undefined {
    return this.several(name)[0]
  }

  /** Everything given for an argument of which there may be several. */
  several(name: string): readonly string[] {
    return this.#arguments.get(name) ?? []
  }

  /** A refusal of how this command was written. */
  wrong(message: string): AppError {
    return usage(this.#command, message)
  }

  flag(name: string): boolean {
    return this.#value(name, 'flag') === true
  }

  text(name: string): string | undefined {
    const value = this.#value(name, 'text')
    return value === true ? undefined : value
  }

  /** An option the declaration marks as required. */
  required(name: string): string {
    const value = this.text(name)
    if (value === undefined) throw usage(this.#command, `缺少选项 --${name}。`)
    return value
  }

  integer(name: string): number | undefined {
    const value = this.#value(name, 'integer')
    if (value === undefined || value === true) return undefined
    if (!/^\d{1,15}$/.test(value)) throw usage(this.#command, `选项 --${name} 要填一个不小于 0 的整数，现在是“${value}”。`)
    return Number(value)
  }

  /** The parsed JSON of an option; its shape is for the contract to check. */
  json(name: string): unknown {
    const value = this.#value(name, 'json')
    if (value === undefined || value === true) return undefined
    try {
      return JSON.parse(value) as unknown
    } catch {
      throw usage(this.#command, `选项 --${name} 不是合法的 JSON：${shortened(value)}`)
    }
  }

  #value(name: string, kind: OptionDeclaration['kind']): string | true | undefined {
    const declared = [...this.#command.options, ...COMMON_OPTIONS].find((option) => option.name === name)
    if (declared?.kind !== kind) throw new RangeError(`${this.#command.name} declares no ${kind} option ${name}`)
    return this.#options.get(name)
  }
}

/** Reads the words after the command's name. Throws VALIDATION with what is missing, unknown or too much. */
export function parseInvocation(command: Written, words: readonly string[]): Invocation {
  const { positional, options } = splitWords(command, words)
  const surplus = command.arguments.at(-1)?.several === true ? undefined : positional[command.arguments.length]
  if (surplus !== undefined) throw usage(command, `多出了参数“${surplus}”。`)
  const values = new Map<string, readonly string[]>()
  for (const [index, declared] of command.arguments.entries()) {
    const given = declared.several === true ? positional.slice(index) : positional.slice(index, index + 1)
    if (given.length === 0 && declared.optional !== true) throw usage(command, `缺少参数 <${declared.name}>（${declared.help}）。`)
    values.set(declared.name, given)
  }
  for (const option of command.options) {
    if (option.required === true && !options.has(option.name)) throw usage(command, `缺少选项 --${option.name} ${option.value ?? ''}（${option.help}）。`)
  }
  return new Invocation(command, { arguments: values, options })
}

/** Our own reading, because a value may begin with `-` (`--sort -population`). */
function splitWords(command: Written, words: readonly string[]): { positional: string[]; options: Map<string, string | true> } {
  const positional: string[] = []
  const options = new Map<string, string | true>()
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      positional.push(...rest.splice(0))
    } else if (word.startsWith('--')) {
      readOption(command, word.slice(2), rest, options)
    } else if (word.startsWith('-') && word !== '-') {
      throw usage(command, `不认识选项“${word}”。`)
    } else {
      positional.push(word)
    }
  }
  return { positional, options }
}

function readOption(command: Written, text: string, rest: string[], options: Map<string, string | true>): void {
  const equals = text.indexOf('=')
  const name = equals === -1 ? text : text.slice(0, equals)
  const declared = [...command.options, ...COMMON_OPTIONS].find((option) => option.name === name)
  if (declared === undefined) throw usage(command, `命令 ${command.name} 没有选项 --${name}。`)
  if (options.has(name)) throw usage(command, `选项 --${name} 写了两次。`)
  if (declared.kind === 'flag') {
    if (equals !== -1) throw usage(command, `选项 --${name} 后面不需要值。`)
    options.set(name, true)
    return
  }
  const value = equals === -1 ? rest.shift() : text.slice(equals + 1)
  if (value === undefined || value === '') throw usage(command, `选项 --${name} 后面要写${declared.value ?? '值'}。`)
  options.set(name, value)
}

/** A refusal of how a command was written. */
export function usage(command: Written | null, message: string): AppError {
  return new AppError('VALIDATION', message, `写法见：${command === null ? '--help' : `${command.name} --help`}`)
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
