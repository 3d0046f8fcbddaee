import fs from 'node:fs'
import { api, read } from './repository.mjs'

/** Puts the Javadoc beside the pages that VitePress has built. */
fs.cpSync(api.source, api.target, { recursive: true })
fs.appendFileSync(`${api.target}/stylesheet.css`, read('src/site/javadoc.css'))
