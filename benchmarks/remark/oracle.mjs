// Standard input: one document per line, as a JSON string. Standard output: one mdast tree per line, in the form of
// `lint-post ast`: offsets in code points, half open; null for a place that remark does not give.
import {createInterface} from 'node:readline'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'

const processor = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml', 'toml'])
const BOM = '\ufeff'

// A function from remark's offsets (UTF-16 units, a byte order mark not counted) to code points of the text.
function codePoints(text) {
  const skipped = text.startsWith(BOM) ? 1 : 0
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset + skipped
  const points = new Uint32Array(text.length + 1)
  let count = 0
  for (let unit = 0; unit < text.length; unit++) {
    points[unit] = count
    const code = text.charCodeAt(unit)
    if (code < 0xd800 || code > 0xdbff) count++
  }
  points[text.length] = count
  return (offset) => points[offset + skipped]
}

function place(node, at) {
  const {type, position, children, data, start: number, ...fields} = node
  const tree = {
    type,
    start: position ? at(position.start.offset) : null,
    end: position ? at(position.end.offset) : null,
    ...fields,
  }
  // mdast calls a list's first number "start"; here that name is the offset's.
  if (type === 'list') tree.number = number
  if (children) tree.children = children.map((child) => place(child, at))
  return tree
}

function answer(text) {
  try {
    return JSON.stringify(place(processor.parse(text), codePoints(text)))
  } catch (error) {
    return JSON.stringify({error: String(error.message)})
  }
}

for await (const line of createInterface({input: process.stdin, crlfDelay: Infinity})) {
  process.stdout.write(answer(JSON.parse(line)) + '\n')
}
