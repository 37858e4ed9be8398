/**
 * The loopback shell over other screens than the program's own: `node build/scripts/serveScreens.ts <data> <screens>`. For screens of the made-up
 * catalogue, which are built beside the program's and never take their place.
 */
import { join } from 'node:path'
import { createApp } from '../../src/core/app.ts'
import { createFileLog } from '../../src/core/shell/log.ts'
import { logsDirectoryOf, temporaryDirectoryOf } from '../../src/core/shell/places.ts'
import { runWebShell } from '../../src/web/run.ts'
import { ROOT } from './buildScreens.ts'

const [dataDirectory, rendererDirectory] = process.argv.slice(2)
if (dataDirectory === undefined || rendererDirectory === undefined) throw new Error('serveScreens <data> <screens>')

process.exitCode = await runWebShell(
  {
    folders: { dataDirectory, resourcesDirectory: join(ROOT, 'resources'), temporaryDirectory: temporaryDirectoryOf(dataDirectory), rendererDirectory },
    port: 0,
    createApp: (folders, ears) => createApp({ ...folders, ...ears }),
    log: createFileLog(logsDirectoryOf(dataDirectory), 'shell'),
  },
  { say: (line) => console.log(line), open: false },
)
process.exit()
