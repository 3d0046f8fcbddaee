import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository, the Markdown that VitePress is given, and what it builds. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')
export const pages = path.join(root, 'src/site/target/pages')
export const output = path.join(root, 'target/site')

export const api = {
  source: path.join(root, 'src/site/target/reports/apidocs'),
  target: path.join(output, 'api')
}

export function read(file) {
  return fs.readFileSync(path.join(root, file), 'utf8')
}

/** Calls `change` with each line that is not code, and joins what it returns. */
export function eachLineOfText(markdown, change) {
  let code = false
  return markdown
    .split('\n')
    .map((line) => {
      const fence = line.startsWith('```')
      if (fence) {
        code = !code
      }
      return fence || code ? line : change(line)
    })
    .join('\n')
}

/** The anchor that GitHub gives a heading, so that a link works in both places. */
export function anchor(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, '')
    .replace(/ /g, '-')
}

export function anchors(markdown) {
  const found = []
  eachLineOfText(markdown, (line) => {
    const heading = line.match(/^#+ (.*)/)
    if (heading) {
      found.push(anchor(heading[1]))
    }
    return line
  })
  return found
}
