/** For `--import`: says at the end of a process, as JSON on its error output, which packages were loaded into it. */
import { writeSync } from 'node:fs'
import { registerHooks } from 'node:module'

const packages = new Set<string>()
registerHooks({
  load: (url, context, next) => {
    const [, name] = /\/node_modules\/(?!.*\/node_modules\/)((?:@[^/]+\/)?[^/]+)\//.exec(url) ?? []
    if (name !== undefined) packages.add(name)
    return next(url, context)
  },
})
process.on('exit', () => writeSync(process.stderr.fd, JSON.stringify([...packages])))
