/**
 * `npm run soak [-- --histories 50000] [-- --seed 42]`: the laws of exchange over many more random histories than a test run has time for.
 * Where one breaks, fast-check prints the seed and the smallest history that still breaks; the same seed plays the same histories again.
 */
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from './buildScreens.ts'

const { values } = parseArgs({ options: { histories: { type: 'string', default: '50000' }, seed: { type: 'string', default: String(randomInt(2 ** 31)) } } })
for (const text of [values.histories, values.seed]) if (!/^-?\d{1,10}$/.test(text)) throw new Error(`要写整数：${text}`)
console.log(`${values.histories} histories, seed ${values.seed}`)
const child = spawn(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'build/config/vitest.ts', 'src/core/exchange/laws.test.ts'], {
  cwd: ROOT, stdio: 'inherit', env: { ...process.env, BANGFU_HISTORIES: values.histories, BANGFU_SEED: values.seed },
})
child.once('exit', (code) => process.exit(code ?? 1))
