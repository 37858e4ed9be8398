/** What is measured from outside: the shells from their start to a usable list, commands, and what the data takes on the disk. */
import { runSections } from '../input.ts'
import { commands } from './commands.ts'
import { browser } from './browser.ts'
import { disk } from './disk.ts'

await runSections({ commands, browser, disk }, [])
process.exit()
