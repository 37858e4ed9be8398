/** Headers and footers in the notation of workbooks. */

export interface HeaderPart {
  readonly position: 'left' | 'center' | 'right'
  readonly size: number
  readonly text: string
}

const DEFAULT_SIZE = 10
const POSITIONS = { L: 'left', C: 'center', R: 'right' } as const

/** Facts that codes stand for. */
export interface HeaderFacts {
  readonly page: number
  readonly pages: number
  readonly sheet: string
}

/**
 * The parts of a header or footer, codes filled in: &P page, &N pages, &A sheet, && an ampersand, &nn size.
 * Font names, bold, italic and underline (&"…", &B, &I, &U) change nothing; other codes show nothing.
 */
export function headerParts(text: string, facts: HeaderFacts): HeaderPart[] {
  const parts: { position: HeaderPart['position']; size: number; text: string }[] = []
  let part = { position: 'center' as HeaderPart['position'], size: DEFAULT_SIZE, text: '' }
  parts.push(part)
  for (const [token] of text.matchAll(/&(?:"[^"]*"|\d+|[\s\S])|[^&]+/gu)) {
    const code = token.startsWith('&') ? token.slice(1) : undefined
    if (code === undefined) part.text += token
    else if (code === 'L' || code === 'C' || code === 'R') {
      part = { position: POSITIONS[code], size: DEFAULT_SIZE, text: '' }
      parts.push(part)
    } else if (/^\d+$/u.test(code)) part.size = Number(code)
    else part.text += codeText(code, facts)
  }
  return parts.filter((each) => each.text.trim() !== '')
}

function codeText(code: string, facts: HeaderFacts): string {
  switch (code) {
    case 'P':
      return String(facts.page)
    case 'N':
      return String(facts.pages)
    case 'A':
      return facts.sheet
    case '&':
      return '&'
    default:
      return ''
  }
}
