import fs from 'node:fs'
import { output } from './repository.mjs'

/** Removes the site of an earlier build. */
fs.rmSync(output, { recursive: true, force: true })
