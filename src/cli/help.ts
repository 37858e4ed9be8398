/** Help texts, derived from the declarations of the commands. */
import type { Command } from './command.ts'
import { COMMON_OPTIONS, type ArgumentDeclaration, type OptionDeclaration } from './options.ts'
import { displayWidth } from './table.ts'

const PROGRAM = 'npm run -s cli --'

/** The list of commands. */
export function overview(commands: readonly Command[]): string {
  return [
    '精准帮扶工作台 命令行',
    '',
    `用法：${PROGRAM} <命令> [参数] [选项]`,
    '',
    '命令：',
    ...aligned(commands.map((command) => [synopsis(command), command.summary])),
    '',
    '所有命令都可用的选项：',
    ...aligned(COMMON_OPTIONS.map((option) => [optionText(option), option.help])),
    '',
    '退出码：0 完成；1 失败；2 因输入有误而没有做（原因见打印的内容）。',
    `某个命令的详细说明：${PROGRAM} <命令> --help`,
  ].join('\n')
}

/** Everything about one command. */
export function commandHelp(command: Command): string {
  const lines = [command.summary, '', `用法：${PROGRAM} ${synopsis(command)}${command.options.length > 0 ? ' [选项]' : ''}`]
  if (command.arguments.length > 0) lines.push('', '参数：', ...aligned(command.arguments.map((argument) => [argumentText(argument), argument.help])))
  if (command.options.length > 0)
    lines.push('', '选项：', ...aligned(command.options.map((option) => [optionText(option), `${option.help}${option.required === true ? '（必填）' : ''}`])))
  lines.push('', '所有命令都可用的选项：', ...aligned(COMMON_OPTIONS.map((option) => [optionText(option), option.help])))
  if (command.examples !== undefined) lines.push('', '例：', ...command.examples.map((example) => `  ${PROGRAM} ${example}`))
  return lines.join('\n')
}

/** The same for programs. */
export function helpJson(commands: readonly Command[]): unknown {
  return {
    commands: commands.map(({ name, summary, arguments: positional, options, examples }) => ({
      name,
      summary,
      arguments: positional,
      options,
      ...(examples === undefined ? {} : { examples }),
    })),
    commonOptions: COMMON_OPTIONS,
  }
}

function synopsis(command: Command): string {
  const required = command.options
    .filter((option) => option.required === true)
    .map((option) => ` ${optionText(option)}`)
    .join('')
  return `${command.name}${command.arguments.map((argument) => ` ${argumentText(argument)}`).join('')}${required}`
}

function argumentText({ name, optional, several }: ArgumentDeclaration): string {
  const text = `<${name}${several === true ? ' …' : ''}>`
  return optional === true ? `[${text}]` : text
}

function optionText(option: OptionDeclaration): string {
  return option.kind === 'flag' ? `--${option.name}` : `--${option.name} ${option.value ?? '值'}`
}

function aligned(lines: readonly (readonly [left: string, right: string])[]): string[] {
  const width = Math.max(0, ...lines.map(([left]) => displayWidth(left)))
  return lines.map(([left, right]) => `  ${left}${' '.repeat(width - displayWidth(left) + 2)}${right}`)
}
