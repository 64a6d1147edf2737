// A strict reader of what our HTML writer writes: XML's rules of nesting, quoting and escaping, which are stricter than
// a browser's.

const attribute = /\s+[a-zA-Z][\w:-]*="[^"<]*"/y
const name = /[a-zA-Z][\w-]*/y

/** What is not well-formed in a page, each with what stands there; nothing when all is. */
export function wellFormed(page: string): readonly string[] {
  const body = page.replace(/^<!DOCTYPE html>\n/, '')
  const open: string[] = []
  const problems: string[] = []
  let at = 0
  while (at < body.length) {
    const tag = body.indexOf('<', at)
    const text = body.slice(at, tag < 0 ? undefined : tag)
    if (/&(?!(amp|lt|gt|quot|#39);)/.test(text)) problems.push(`a bare & in: ${text.slice(0, 60)}`)
    if (tag < 0) break
    at = readTag(body, tag, open, problems)
  }
  return open.length === 0 ? problems : [...problems, `left open: ${open.join(' ')}`]
}

function readTag(body: string, tag: number, open: string[], problems: string[]): number {
  const closes = body[tag + 1] === '/'
  name.lastIndex = tag + (closes ? 2 : 1)
  const [element = ''] = name.exec(body) ?? []
  let at = tag + (closes ? 2 : 1) + element.length
  attribute.lastIndex = at
  while (attribute.test(body)) at = attribute.lastIndex
  const end = body.indexOf('>', at)
  const rest = body.slice(at, end)
  if (element === '' || end < 0 || !['', '/'].includes(rest.trim())) {
    problems.push(`no tag: ${body.slice(tag, tag + 60)}`)
    return end < 0 ? body.length : end + 1
  }
  if (closes) {
    const last = open.pop()
    if (last !== element) problems.push(`</${element}> closes <${last ?? ''}>`)
  } else if (rest.trim() !== '/') open.push(element)
  return end + 1
}

/** Values of an attribute in a page, in order. */
export function attributes(page: string, attributeName: string): readonly string[] {
  return [...page.matchAll(new RegExp(`\\s${attributeName}="([^"]*)"`, 'g'))].map(([, value = '']) => value)
}
