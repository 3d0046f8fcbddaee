import fs from 'node:fs'
import path from 'node:path'
import { api, output, read } from './repository.mjs'

/**
 * Fails if a link of the built site, Javadoc included, leads to no file or to no anchor in it, if a
 * page loads anything from another server, or if the Javadoc has other types than the recorded API.
 */
const base = process.env.SITE_BASE ?? '/'
const problems = []
const ids = new Map()

const html = fs
  .readdirSync(output, { recursive: true })
  .filter((name) => name.endsWith('.html'))
  .map((name) => path.join(output, name))

function textOf(file) {
  return fs.readFileSync(file, 'utf8').replace(/<!--.*?-->/gs, '').replace(/<script\b[^>]*>.*?<\/script>/gs, (script) => script.slice(0, script.indexOf('>') + 1))
}

function idsOf(file) {
  if (!ids.has(file)) {
    ids.set(file, new Set([...textOf(file).matchAll(/\s(?:id|name)="([^"]+)"/g)].map(([, id]) => decoded(id))))
  }
  return ids.get(file)
}

function decoded(text) {
  return decodeURIComponent(text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&'))
}

// javadoc links there to the beginnings of names of packages, which are no anchors
const names = /api\/constant-values\.html$/

let links = 0
for (const file of html) {
  const report = (problem) => problems.push(`${path.relative(output, file)}: ${problem}`)
  for (const [tag, name, attribute, value] of textOf(file).matchAll(/<(\w+)\b[^>]*?\s(href|src)="([^"]*)"/g)) {
    if (/^(https?:)?\/\//.test(value)) {
      if (name !== 'a') {
        report(`loads ${value}`)
      }
    } else if (!/^(data|javascript|mailto):/.test(value)) {
      links++
      const [target, anchor] = decoded(value).split('#')
      const found = target === '' ? file : path.join(target.startsWith('/') ? path.join(output, path.relative(base, target)) : path.resolve(path.dirname(file), target))
      const place = fs.existsSync(found) && fs.statSync(found).isDirectory() ? path.join(found, 'index.html') : found
      if (!fs.existsSync(place)) {
        report(`${attribute} to ${value}, which does not exist`)
      } else if (anchor && !names.test(file) && place.endsWith('.html') && !idsOf(place).has(anchor)) {
        report(`${attribute} to ${value}, which has no such anchor`)
      }
    }
  }
}

for (const name of fs.readdirSync(output, { recursive: true }).filter((other) => other.endsWith('.css'))) {
  for (const [, url] of fs.readFileSync(path.join(output, name), 'utf8').matchAll(/(?:url\(|@import\s+)["']?((?:https?:)?\/\/[^)"']+)/g)) {
    problems.push(`${name}: loads ${url}`)
  }
}

const recorded = [...read('sample-app/src/test/resources/api.txt').matchAll(/^public (?:@?[a-z]+ )*(io\.netpool\.tcp\.[\w.$]+)/gm)]
  .map(([, name]) => name.replace(/\$/g, '.'))
  .filter((name) => !name.endsWith('AutoConfiguration'))
const [, types] = fs.readFileSync(path.join(api.source, 'type-search-index.js'), 'utf8').match(/^typeSearchIndex = (\[.*?\]);/s)
const documented = JSON.parse(types).filter((type) => type.p).map(({ p, l }) => `${p}.${l}`)
for (const name of recorded.filter((type) => !documented.includes(type))) {
  problems.push(`The Javadoc lacks ${name}, which is in api.txt`)
}
for (const name of documented.filter((type) => !recorded.includes(type))) {
  problems.push(`The Javadoc has ${name}, which is not in api.txt`)
}

if (links === 0 || recorded.length === 0) {
  problems.push('There is nothing to check')
}
if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log(`${html.length} pages, ${links} links, ${documented.length} types of the API`)
