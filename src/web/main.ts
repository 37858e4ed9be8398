/**
 * Entry of the loopback shell: `node src/web/main.ts [--data DIR] [--port N] [--demo-password TEXT] [--no-open]`.
 * `npm start` calls it after it has built the screens; the screen tests start it directly.
 */
import { keepCompiled } from '#core/shell/compiled.ts'
import { dumpNoMemory } from '#core/shell/dumps.ts'

// Half of the time to the address is reading our sources; the second start finds them compiled. Hence the later import.
keepCompiled()
dumpNoMemory()
const { giveBackAtRest } = await import('#core/shell/memory.ts')
giveBackAtRest()
const { runWebCommand } = await import('./command.ts')

process.exitCode = await runWebCommand(process.argv.slice(2), (line) => console.log(line))
process.exit()
