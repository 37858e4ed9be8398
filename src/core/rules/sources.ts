/**
 * Where a rule, a parameter or a list comes from is noted with marks for whoever looks it up again (`公开代码 #48123586428`, `机制资料 §6-W53`, `[W14]`).
 * Clerks read the sentence without them; the marks stand behind 详细 and in the dictionary.
 */

/** What no clerk should have to read. */
export const SOURCE_MARK = /#\d{5,}|§|\[[A-Z]\d+\]|\b[\w-]+\.md\b|\b[WES]\d{2,}\b/

const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/公开代码\s*#\d+(?:\s*[、，,]\s*#\d+)*/g, '公开的核查程序'],
  [/\s*\[[A-Z]\d+\]/g, ''],
  [/(?:\.\.\/)?(?:[\w-]+\/)*[\w-]+\.md(?:\s*§[\w.-]+(?:\s*[、，,]\s*§[\w.-]+)*)?/g, ''],
  [/\s*§[\w.-]+(?:\s*[、，,]\s*§[\w.-]+)*/g, ''],
  [/#\d{5,}/g, ''],
]

/** The source as a clerk reads it; empty where nothing but marks is left. */
export function plainSource(source: string): string {
  const text = PLAIN.reduce((told, [mark, plain]) => told.replace(mark, plain), source)
  return text
    .replace(/\s*[；;、，,：]\s*(?=[；;、，,。）)]|$)/g, '')
    .replace(/([（(])[\s；;、，,：]+/g, '$1')
    .replace(/[（(]\s*[）)]/g, '')
    .replace(/^[\s；;、，,。：]+/, '')
    .trim()
}
