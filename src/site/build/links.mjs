import fs from 'node:fs'
import path from 'node:path'
import { anchor, anchors, eachLineOfText, read, root } from './repository.mjs'

const LINK = /\]\((?!https?:|mailto:|\/)([^)#]*)(?:#([^)]+))?\)/g

/**
 * Where what the Markdown links to is on the site. Files of code are pages, too, so that the
 * site is complete without the repository.
 */
export class Links {
  #places = new Map()
  #code = new Set()

  addPlace(file, page) {
    this.#places.set(file, page)
  }

  /** All of `file` is on `page`. */
  addFile(file, page) {
    this.addPlace(file, page)
    for (const name of anchors(read(file))) {
      this.#places.set(`${file}#${name}`, `${page}#${name}`)
    }
  }

  /** The chapter of `file` with this heading, and what it has in it, is on `page`. */
  addChapter(file, heading, body, page) {
    this.#places.set(`${file}#${anchor(heading)}`, page)
    for (const name of anchors(body)) {
      this.#places.set(`${file}#${name}`, `${page}#${name}`)
    }
  }

  /** The same text with links of the site in place of those of the repository. */
  rewrite(markdown, file) {
    return eachLineOfText(markdown, (line) =>
      line.replace(LINK, (_, target, name) => `](${this.#resolve(target, name, file)})`)
    )
  }

  #resolve(target, name, from) {
    const file = target === '' ? from : path.posix.normalize(path.posix.join(path.posix.dirname(from), target))
    const place = this.#places.get(name ? `${file}#${name}` : file)
    if (place) {
      return place
    }
    if (name || file.endsWith('.md') || !fs.existsSync(path.join(root, file))) {
      throw new Error(`${from}: nothing on the site for the link ${target}${name ? '#' + name : ''}`)
    }
    this.#code.add(file)
    return `/source/${file}.html`
  }

  /** The files and directories of code that were linked to. */
  code() {
    return [...this.#code]
  }
}
