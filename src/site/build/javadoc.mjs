import fs from 'node:fs'
import path from 'node:path'
import { api } from './repository.mjs'

/** Links code that is the name of a public type, such as `TcpConnection`, to its Javadoc. */
export function linkTypes(markdown, base) {
  const types = publicTypes()
  markdown.core.ruler.push('javadoc', (state) => {
    for (const block of state.tokens.filter((token) => token.type === 'inline')) {
      let within = 0
      for (const token of block.children) {
        within += token.type === 'link_open' ? 1 : token.type === 'link_close' ? -1 : 0
        const page = within === 0 && token.type === 'code_inline' && types.get(token.content.replace(/^@/, ''))
        if (page) {
          token.type = 'html_inline'
          token.content = `<a href="${base}api/${page}" target="_self"><code>${token.content}</code></a>`
        }
      }
    }
  })
}

function publicTypes() {
  const index = path.join(api.source, 'type-search-index.js')
  if (!fs.existsSync(index)) {
    console.warn('There is no Javadoc to link to: build with Maven')
    return new Map()
  }
  const [, json] = fs.readFileSync(index, 'utf8').match(/^typeSearchIndex = (\[.*?\]);/s)
  return new Map(
    JSON.parse(json)
      .filter((type) => type.p && !type.l.includes('.'))
      .map(({ p, l }) => [l, `${p.replace(/\./g, '/')}/${l}.html`])
  )
}
