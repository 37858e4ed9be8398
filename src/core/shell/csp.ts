/**
 * The one content security policy of the screens, for both shells. Isomorphic.
 * Everything comes from the program itself; inline style is what the component library needs; `blob:` images are previews made in the page.
 */
const DIRECTIVES: ReadonlyArray<readonly [string, string]> = [
  ['default-src', "'none'"],
  ['script-src', "'self'"],
  ['style-src', "'self' 'unsafe-inline'"],
  ['img-src', "'self' data: blob:"],
  ['font-src', "'self' data:"],
  ['connect-src', "'self'"],
  ['worker-src', "'self'"],
  ['frame-src', "'self'"],
  ['object-src', "'none'"],
  ['base-uri', "'none'"],
  ['form-action', "'none'"],
  ['frame-ancestors', "'self'"],
]

/** Browsers ignore these in a `<meta>` element and complain of them. */
const HEADER_ONLY = new Set(['frame-ancestors'])

function join(directives: ReadonlyArray<readonly [string, string]>): string {
  return directives.map(([name, value]) => `${name} ${value}`).join('; ')
}

/** Value of the `Content-Security-Policy` response header. */
export const CONTENT_SECURITY_POLICY = join(DIRECTIVES)

/** The same policy for `<meta http-equiv>`, without what only a header may say. */
export const META_CONTENT_SECURITY_POLICY = join(DIRECTIVES.filter(([name]) => !HEADER_ONLY.has(name)))
