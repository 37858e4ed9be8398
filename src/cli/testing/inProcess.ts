/** Runs the command line in this process: the same words, answers and exit codes, without waiting for Node to start and for costly passwords each time. */
import type { KeyringOptions } from '#core/keyring/index.ts'
import { cheapKeyring } from '#core/testing/keyring.ts'
import { expect } from 'vitest'
import { runCommandLine } from '../run.ts'
import { onlyJson, type CliResult } from './childCli.ts'

/** As `runCli` of `childCli.ts`; `env` is all the command knows of the environment. */
export async function runInProcess(
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  keyring: KeyringOptions = cheapKeyring,
): Promise<CliResult> {
  let stdout = ''
  let stderr = ''
  const code = await runCommandLine(words, {
    env,
    signal: new AbortController().signal,
    terminal: false,
    keyring,
    out: async (text) => {
      stdout += text
    },
    error: async (text) => {
      stderr += text
    },
  })
  return { code, stdout, stderr }
}

/** As {@link runInProcess} with `--json`: expects that it goes well and says nothing on the side; resolves with its one answer. */
export async function jsonInProcess<T>(words: readonly string[], env: Readonly<Record<string, string>>): Promise<T> {
  const result = await runInProcess([...words, '--json'], env)
  expect(result, words.join(' ')).toMatchObject({ code: 0, stderr: '' })
  return onlyJson(result) as T
}
