/** Runs one command line: finds the command, reads its words, runs it and prints what it answers. */
import { defaultDataDirectory, surroundings } from '#core/shell/places.ts'
import { AppError, isForTheLog } from '#core/errors.ts'
import type { AppOptions } from '#core/app.ts'
import { type Answer, type Command, type ExitCode, type Shell } from './command.ts'
import { COMMON_OPTIONS } from './options.ts'
import { commands } from './commands.ts'
import { failureOf } from './failure.ts'
import { commandHelp, helpJson, overview } from './help.ts'
import { parseInvocation, usage } from './invocation.ts'
import { Progress } from './progress.ts'

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal
  out(text: string): Promise<void>
  error(text: string): Promise<void>
  /** Whether somebody watches standard error. */
  readonly terminal: boolean
  /** Cheaper key derivation and another clock for tests. */
  readonly keyring?: NonNullable<AppOptions['keyring']>
}

/** Resolves with the exit code; never rejects. With `--json`, standard output gets exactly one JSON value. */
export async function runCommandLine(words: readonly string[], around: Surroundings): Promise<ExitCode> {
  const json = wants(words, 'json')
  const progress = new Progress(around.terminal ? around.error : null)
  try {
    const answer = await answerTo(words, around, progress)
    await progress.clear()
    await around.out(json ? `${JSON.stringify(answer.json)}\n` : withLineEnd(answer.text()))
    return answer.exit ?? 0
  } catch (error) {
    await progress.clear()
    const { payload, exit } = failureOf(error)
    if (json) await around.out(`${JSON.stringify({ error: payload })}\n`)
    else await around.error(`${[payload.message, ...details(payload), payload.action].filter((line) => line !== '').join('\n')}\n`)
    if (debugging(around) && isForTheLog(error)) await around.error(`${stackOf(error)}\n`)
    return exit
  }
}

async function answerTo(words: readonly string[], around: Surroundings, progress: Progress): Promise<Answer> {
  const leading = leadingOptions(words)
  const [name, ...following] = words.slice(leading.length)
  if (name === undefined || name === 'help') {
    if (name === undefined && !wants(words, 'help')) throw new AppError('VALIDATION', '没有写命令。', '可用的命令见：--help')
    return { json: helpJson(commands), text: () => overview(commands) }
  }
  const { command, rest } = commandOf(name, following)
  if (command === undefined) {
    const family = commands.filter((known) => known.name.startsWith(`${name} `))
    if (family.length > 0 && wants(words, 'help')) return { json: helpJson(family), text: () => overview(family) }
    throw usage(
      null,
      family.length > 0
        ? `“${name}”后面要写做什么：${family.map((known) => known.name).join('、')}。`
        : `没有命令“${name}”。可用的命令：${commands.map((known) => known.name).join('、')}。`,
    )
  }
  if (wants(words, 'help')) return { json: helpJson([command]), text: () => commandHelp(command) }
  const invocation = parseInvocation(command, [...leading, ...rest])
  const run = await command.load()
  return run(invocation, shellFor(around, progress, { data: invocation.text('data'), login: invocation.text('login') }))
}

/** The command of one or two words, and the words after it. */
function commandOf(name: string, following: readonly string[]): { command: Command | undefined; rest: readonly string[] } {
  const [second, ...rest] = following
  const longer = commands.find((known) => known.name === `${name} ${second ?? ''}`)
  return longer === undefined ? { command: commands.find((known) => known.name === name), rest: following } : { command: longer, rest }
}

function shellFor(around: Surroundings, progress: Progress, given: { data: string | undefined; login: string | undefined }): Shell {
  const dataDirectory = given.data ?? defaultDataDirectory({ ...surroundings(), env: around.env })
  const show = (title: string, fraction: number | null): void => progress.show(title, fraction)
  const onUnforeseen = (error: unknown): void => {
    if (debugging(around)) void around.error(`${stackOf(error)}\n`)
  }
  const keyring = around.keyring === undefined ? {} : { keyring: around.keyring }
  return {
    onUnforeseen,
    dataDirectory,
    env: around.env,
    signal: around.signal,
    progress: show,
    ...keyring,
    withOffice: async (need, work) => {
      const { withOffice } = await import('./session.ts')
      return withOffice(
        {
          dataDirectory,
          need,
          login: given.login ?? set(around.env['BANGFU_LOGIN']),
          password: around.env['BANGFU_PASSWORD'],
          signal: around.signal,
          progress: show,
          onUnforeseen,
          ...keyring,
        },
        work,
      )
    },
    deliver: async (office, ticket, out) => {
      const { deliverFile } = await import('./deliver.ts')
      await deliverFile(await office.app.files.resolve(ticket.ticket, office.session), out)
    },
  }
}

/** What a technician asks for. */
function debugging(around: Surroundings): boolean {
  return around.env['BANGFU_DEBUG'] === '1'
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? (error.stack ?? error.message) : `${error.stack ?? error.message}\n  cause: ${stackOf(error.cause)}`
}

/** The words of the options that stand before the command: flags, and options with their values (`--json registers`, `--data D query …`). */
function leadingOptions(words: readonly string[]): string[] {
  let count = 0
  for (let word = words[0]; word !== undefined; word = words[count]) {
    const [name = '', ...value] = word.split('=')
    const option = COMMON_OPTIONS.find((known) => name === `--${known.name}`)
    if (option === undefined) break
    count += option.kind === 'flag' || value.length > 0 ? 1 : 2
  }
  return words.slice(0, count)
}

function wants(words: readonly string[], flag: string): boolean {
  const end = words.indexOf('--')
  return (end === -1 ? words : words.slice(0, end)).includes(`--${flag}`)
}

function set(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value
}

function withLineEnd(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`
}

function details(payload: { readonly issues?: readonly { readonly label: string; readonly message: string }[] }): string[] {
  const issues = payload.issues ?? []
  return issues.length < 2 ? [] : issues.map(({ label, message }) => `  ${label}：${message}`)
}
