import fs from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'vitepress'
import { linkTypes } from '../build/javadoc.mjs'
import { navigation } from '../build/navigation.mjs'
import { anchor, output, pages, root } from '../build/repository.mjs'

// where the site is published: '/' unless it is below a path, such as '/netpool/'
const base = process.env.SITE_BASE ?? '/'

const groups = JSON.parse(fs.readFileSync(path.join(pages, 'groups.json'), 'utf8'))
const sidebar = navigation.map((group) => ({
  ...group,
  items: group.items.map((item) => (item.link === '/settings' ? { ...item, items: groups } : item))
}))

export default defineConfig({
  base,
  srcDir: pages,
  outDir: output,
  cacheDir: path.join(root, 'src/site/target/cache'),
  title: 'netpool',
  description: 'A Spring Boot starter that turns an application into a raw TCP server',
  lang: 'en',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${base}favicon.svg` }]],
  // beside the pages, and checked with them by build/check.mjs
  ignoreDeadLinks: [/^\/api\//, /^http:\/\/localhost/],
  markdown: {
    anchor: { slugify: anchor },
    languageAlias: { '': 'text' },
    config(markdown) {
      const fence = markdown.renderer.rules.fence
      markdown.renderer.rules.fence = (tokens, index, ...rest) =>
        tokens[index].info.trim() === 'mermaid'
          ? `<Diagram code="${encodeURIComponent(tokens[index].content)}" />`
          : fence(tokens, index, ...rest)
      linkTypes(markdown, base)
    }
  },
  themeConfig: {
    nav: [
      { text: 'Getting started', link: '/getting-started' },
      { text: 'Settings', link: '/settings' },
      { text: 'Javadoc', link: '/api/index.html', target: '_self' }
    ],
    sidebar,
    outline: { level: [2, 3] },
    search: { provider: 'local', options: { detailedView: true } },
    footer: { message: 'Apache License 2.0' }
  }
})
