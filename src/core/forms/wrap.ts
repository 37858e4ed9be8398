/** Breaks text into lines as office programs do: between any two Chinese characters, but not inside numbers and words. */

/** Marks that do not begin a line, and marks that do not end one. */
const NOT_FIRST = new Set('，。、；：？！）》」』】〉〕”’…％%,.;:?!)]}°℃㎡')
const NOT_LAST = new Set('（《「『【〈〔“‘([{')
const WORD = /[A-Za-z0-9.,:%/+\-–_@#&*]/u

/**
 * Lines of `text`, none wider than `width` as long as it consists of more than one character.
 * `measure` gives the width of one line.
 */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, width, measure))
}

function wrapParagraph(text: string, width: number, measure: (text: string) => number): string[] {
  if (measure(text) <= width) return [text]
  const lines: string[] = []
  let line = ''
  let lineWidth = 0
  for (const unit of unitsOf(text)) {
    const unitWidth = measure(unit)
    if (line !== '' && lineWidth + measure(unit.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
      lineWidth = 0
    }
    if (line === '' && unitWidth > width) {
      const broken = breakUnit(unit, width, measure)
      lines.push(...broken.slice(0, -1))
      line = broken.at(-1) ?? ''
      lineWidth = measure(line)
    } else if (line !== '' || unit.trim() !== '' || lines.length === 0) {
      line += unit
      lineWidth += unitWidth
    }
  }
  if (line.trim() !== '' || lines.length === 0) lines.push(line.trimEnd())
  return lines
}

/** Pieces between which a line may end; blanks stay with the piece before them. */
function unitsOf(text: string): string[] {
  const units: string[] = []
  let previous = ''
  for (const character of text) {
    const joined =
      previous !== '' &&
      (NOT_FIRST.has(character) || character === ' ' || NOT_LAST.has(previous) || (WORD.test(character) && WORD.test(previous)) || '☑□'.includes(previous))
    if (joined) units[units.length - 1] += character
    else units.push(character)
    previous = character
  }
  return units
}

/** A word wider than the line is broken anywhere. */
function breakUnit(unit: string, width: number, measure: (text: string) => number): string[] {
  const parts: string[] = []
  let part = ''
  for (const character of unit) {
    if (part !== '' && measure(part + character) > width) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  parts.push(part)
  return parts
}
