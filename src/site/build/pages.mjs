import fs from 'node:fs'
import path from 'node:path'
import { Links } from './links.mjs'
import { navigation } from './navigation.mjs'
import { pages, read, root } from './repository.mjs'
import { settingsPages } from './settings.mjs'

/** The chapters of the README and the pages they are; the others are told in full by a page of docs. */
const chapters = {
  'Five minutes': { page: '/getting-started', title: 'Getting started' },
  'The contract': { page: '/contract' },
  'The sample': { page: '/sample' },
  Handlers: { page: '/handlers' },
  Framing: { page: '/framing-modes' },
  Push: { page: '/push' },
  'Several pools': { page: '/pools' },
  TLS: { instead: '/tls' },
  Settings: { instead: '/settings' },
  Operations: { instead: '/operations' },
  Testing: { instead: '/testing' },
  'Failures at start': { page: '/failures' },
  Scope: { page: '/', below: true },
  More: { instead: '/' }
}

const files = { 'CHANGELOG.md': '/changelog', 'CONTRIBUTING.md': '/contributing', 'SECURITY.md': '/security' }

const home = `---
layout: home
hero:
  name: netpool
  tagline: A Spring Boot application as a raw TCP server
  actions:
    - { theme: brand, text: Getting started, link: /getting-started }
    - { theme: alt, text: Settings, link: /settings }
    - { theme: alt, text: Extension points, link: /extending }
---
`

const written = new Set()

function write(page, text) {
  const file = path.join(pages, page === '/' ? 'index.md' : `${page}.md`)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
  written.add(page)
}

function splitReadme() {
  const [preamble, ...rest] = read('README.md').split(/^## /m)
  const found = new Map(
    rest.map((chapter) => {
      const heading = chapter.slice(0, chapter.indexOf('\n'))
      return [heading, chapter.slice(heading.length).trim() + '\n']
    })
  )
  const unknown = [...found.keys()].filter((heading) => !chapters[heading])
  const missing = Object.keys(chapters).filter((heading) => !found.has(heading))
  if (unknown.length + missing.length > 0) {
    throw new Error(`README.md and build/pages.mjs differ in chapters: ${[...unknown, ...missing]}`)
  }
  return { preamble: preamble.replace(/^# .*\n/, '').trim(), found }
}

fs.rmSync(pages, { recursive: true, force: true })
fs.cpSync(path.join(root, 'src/site/public'), path.join(pages, 'public'), { recursive: true })

const links = new Links()
const readme = splitReadme()
const settings = settingsPages()
const docs = fs.readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md'))
for (const name of docs) {
  links.addFile(`docs/${name}`, `/${name.slice(0, -3)}`)
}
for (const { heading, body, page, file } of settings.groups) {
  links.addChapter(file, heading, body, page)
}
for (const [file, page] of Object.entries(files)) {
  links.addFile(file, page)
}
links.addPlace('README.md', '/')
for (const [heading, body] of readme.found) {
  const { page, instead } = chapters[heading]
  links.addChapter('README.md', heading, page ? body : '', page ?? instead)
}
links.addPlace('LICENSE', '/license')

const scope = readme.found.get('Scope')
write('/', home + links.rewrite(`${readme.preamble}\n\n## Scope\n\n${scope}`, 'README.md'))
for (const [heading, body] of readme.found) {
  const { page, title, below } = chapters[heading]
  if (page && !below) {
    write(page, links.rewrite(`# ${title ?? heading}\n\n${body}`, 'README.md'))
  }
}
for (const name of docs.filter((other) => `docs/${other}` !== settings.file)) {
  write(`/${name.slice(0, -3)}`, links.rewrite(read(`docs/${name}`), `docs/${name}`))
}
write('/settings', links.rewrite(settings.overview, settings.file))
for (const { page, text, file } of settings.groups) {
  write(page, links.rewrite(text, file))
}
for (const [file, page] of Object.entries(files)) {
  write(page, links.rewrite(read(file), file))
}
write('/license', `# License\n\n\`\`\`text\n${read('LICENSE').trimEnd()}\n\`\`\`\n`)
writeCode()
checkNavigation()
fs.writeFileSync(
  path.join(pages, 'groups.json'),
  JSON.stringify(settings.groups.map(({ heading, page }) => ({ text: heading, link: page })))
)

/** A page for each file of code that is linked to, and for those in a directory that is. */
function writeCode() {
  const todo = links.code()
  const done = new Set()
  while (todo.length > 0) {
    const file = todo.pop()
    if (done.has(file)) {
      continue
    }
    done.add(file)
    const found = path.join(root, file)
    const head = `---\nsearch: false\noutline: false\n---\n\n# ${path.basename(file)}\n\n\`${file}\`\n\n`
    if (fs.statSync(found).isDirectory()) {
      const children = fs.readdirSync(found, { withFileTypes: true }).filter((child) => child.isFile()).map((child) => child.name).sort()
      children.forEach((child) => todo.push(`${file}/${child}`))
      write(`/source/${file}`, head + children.map((child) => `- [${child}](/source/${file}/${child}.html)\n`).join(''))
    } else {
      write(`/source/${file}`, `${head}\`\`\`\`${language(file)}\n${read(file).trimEnd()}\n\`\`\`\`\n`)
    }
  }
}

function language(file) {
  return { java: 'java', json: 'json', kt: 'kotlin', lua: 'lua', yml: 'yaml' }[file.split('.').pop()] ?? 'text'
}

/** Each page is in the navigation, and what is in there is a page. */
function checkNavigation() {
  const linked = navigation.flatMap(({ items }) => items.map(({ link }) => link)).filter((link) => !link.startsWith('/api/'))
  const pagesOfIt = [...written].filter((page) => !/^\/(source|settings)\//.test(page))
  const wrong = [...linked.filter((link) => !written.has(link)), ...pagesOfIt.filter((page) => !linked.includes(page))]
  if (wrong.length > 0) {
    throw new Error(`build/navigation.mjs and the pages differ: ${wrong}`)
  }
}
