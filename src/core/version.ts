import packageFile from '../../package.json' with { type: 'json' }

/** Version of the program, shown on screen and written into backups. */
export const VERSION: string = packageFile.version
