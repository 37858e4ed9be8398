/** Import conditions that Node was started with (`--conditions=…`): a build made with them takes the same modules as the process that makes it. */
export function nodeConditions(parameters: readonly string[] = [...process.execArgv, ...(process.env['NODE_OPTIONS'] ?? '').split(/\s+/)]): readonly string[] {
  return parameters.flatMap((parameter, index) => {
    const written = /^--conditions=(.+)$/.exec(parameter)?.[1] ?? (/^(?:-C|--conditions)$/.test(parameter) ? parameters[index + 1] : undefined)
    return written === undefined ? [] : [written]
  })
}
