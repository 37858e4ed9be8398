import { prepareSurroundings } from '../testRun/surroundings.ts'

let clear = (): void => undefined

/** Stops the run with a sentence where the database would crash the process instead (Node older than 22.14 lacks Node-API 10). */
export function setup(): void {
  const level = Number(process.versions['napi'] ?? '0')
  if (level < 10) {
    throw new Error(`测试要用项目自带的 Node 24（node_modules/.bin/node），现在的是 ${process.version}。请用 npm run test:unit 启动。`)
  }
  clear = prepareSurroundings()
}

export function teardown(): void {
  clear()
}
