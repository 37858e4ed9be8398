/** The little of XML that the parts of a workbook need: attributes, entities, texts. */

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'' }

/** Text between tags as the author wrote it: entities, CDATA and the `_x000D_` escapes of workbooks are resolved. */
export function decodeText(text: string): string {
  let result = text
  if (result.includes('<![CDATA[')) return decodeWithCdata(result)
  if (result.includes('&')) result = decodeEntities(result)
  if (result.includes('_x')) result = result.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return result
}

function decodeWithCdata(text: string): string {
  return text.split(/(<!\[CDATA\[[\s\S]*?\]\]>)/).map((piece) => (piece.startsWith('<![CDATA[') ? piece.slice(9, -3) : decodeText(piece))).join('')
}

/** Resolves `&amp;`, `&#10;`, `&#x4e2d;`; anything else stays as it stands. */
function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9A-Fa-f]{1,6})|([a-z]{2,4}));/g, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}

/** Value of an attribute in the inside of a tag, prefixes left aside (`id` finds `r:id`); undefined if absent. */
export function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : decodeEntities(value)
}

/** The insides of all start tags of this local name, in order (`sheet` → ` name="甲" sheetId="1"`). */
export function* tags(xml: string, name: string): Generator<string> {
  for (const found of xml.matchAll(new RegExp(`<(?:\\w+:)?${name}((?:\\s[^>]*?)?)/?>`, 'g'))) yield found[1] ?? ''
}

/** What stands between the first start tag of this local name and its end tag; undefined if absent. */
export function section(xml: string, name: string): string | undefined {
  return new RegExp(`<(?:\\w+:)?${name}(?:\\s(?:[^>]*[^/>])?)?>([\\s\\S]*?)</(?:\\w+:)?${name}>`).exec(xml)?.[1]
}

/** The text of a shared or inline string: all `<t>`, those of phonetic hints (`<rPh>`) left out. */
export function richText(xml: string): string {
  const bare = xml.includes('rPh') ? xml.replace(/<(?:\w+:)?rPh[\s>][\s\S]*?<\/(?:\w+:)?rPh>/g, '') : xml
  let result = ''
  for (const found of bare.matchAll(/<(?:\w+:)?t(?:\s(?:[^>]*[^/>])?)?>([\s\S]*?)<\/(?:\w+:)?t>/g)) result += found[1] ?? ''
  return decodeText(result)
}

/** Whether an attribute of kind xsd:boolean is set. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on'
}
