import fs from 'node:fs'
import path from 'node:path'
import { anchor, read, root } from './repository.mjs'

const FILE = 'docs/settings.md'
const METADATA = 'netpool-spring-boot-autoconfigure/target/classes/META-INF/spring-configuration-metadata.json'
const SOURCES = 'netpool-spring-boot-autoconfigure/src/main/java'
const ROW = /^\| `([^`]+)` \| (.*?) \| (.*) \|$/gm

/** Constants of Spring Boot's own enums, whose source is not here. */
const ENUMS = {
  'org.springframework.boot.actuate.endpoint.Access': ['unrestricted', 'read-only', 'none'],
  'org.springframework.boot.actuate.endpoint.Show': ['never', 'when-authorized', 'always']
}

/**
 * The pages on settings. What settings there are, their types, defaults and values are those of
 * the configuration metadata; what they mean stands in the tables of docs/settings.md, which tests
 * compare with the metadata. A setting that only one of them has fails the build.
 */
export function settingsPages() {
  const metadata = JSON.parse(read(METADATA))
  const properties = new Map(metadata.properties.map((property) => [property.name, property]))
  const hints = new Map(metadata.hints.map((hint) => [hint.name, hint]))
  const [preamble, ...chapters] = read(FILE).split(/^## /m)
  const effects = conditions(chapters)
  const overview = [preamble.trim()]
  const groups = []
  for (const chapter of chapters) {
    const heading = chapter.slice(0, chapter.indexOf('\n'))
    if (!chapter.includes('| setting | default | meaning |')) {
      overview.push(`## ${chapter.trim()}`)
      continue
    }
    const rows = [...chapter.matchAll(ROW)].map(([, key, value, meaning]) => ({ key, name: fullName(key), value, meaning }))
    const settings = rows.map((row) => {
      const property = properties.get(row.name)
      if (!property) {
        throw new Error(`${FILE}: ${row.name} is not in the configuration metadata`)
      }
      properties.delete(row.name)
      return setting(row, property, hints.get(row.name), effects)
    })
    const intro = chapter.slice(heading.length, chapter.indexOf('| setting |')).trim()
    const page = `/settings/${anchor(heading)}`
    groups.push({ heading, page, body: intro, keys: rows.map((row) => row.key), file: FILE, text: [`# Settings: ${heading}`, intro, ...settings].join('\n\n') })
  }
  if (properties.size > 0) {
    throw new Error(`${FILE} has no row for ${[...properties.keys()]}`)
  }
  overview.splice(1, 0, index(groups))
  return { file: FILE, overview: overview.join('\n\n') + '\n', groups }
}

function fullName(key) {
  return /^(netpool|management)\./.test(key) ? key : `netpool.tcp.${key.replace('.<name>.*', '')}`
}

function id(name) {
  return name.replace(/\./g, '-')
}

function index(groups) {
  const rows = groups.map(({ heading, page, keys }) => `| [${heading}](${page}) | ${keys.map((key) => `[\`${key}\`](${page}#${id(fullName(key))})`).join(', ')} |`)
  return ['## Groups', '', '| group | settings |', '|---|---|', ...rows].join('\n')
}

function setting(row, property, hint, effects) {
  const facts = [
    ['Property', code(row.name)],
    ['Type', type(property)]
  ]
  facts.push(['Default', property.defaultValue !== undefined ? code(defaultValue(property)) : html(row.value)])
  if (row.name !== 'netpool.tcp.pools') {
    facts.push(['Environment', code(row.name.replace(/-/g, '').replace(/\./g, '_').toUpperCase())])
  }
  if (row.name.startsWith('netpool.tcp.') && !['enabled', 'shutdown', 'pools.<name>.*'].includes(row.key)) {
    facts.push(['Named pool', code(`netpool.tcp.pools.<name>.${row.key}`)])
  }
  const list = facts.map(([term, text]) => `<dt>${term}</dt><dd>${text}</dd>`).join('')
  const parts = [`## \`${row.key}\` {#${id(row.name)}}`, row.meaning, `<dl class="facts">${list}</dl>`]
  const values = hint?.values?.map(({ value, description }) => [value, description]) ?? enumValues(property.type)
  if (values.length > 0) {
    const described = values.some(([, description]) => description)
    parts.push(
      described
        ? ['| value | meaning |', '|---|---|', ...values.map(([value, text]) => `| \`${value}\` | ${text} |`)].join('\n')
        : `Values: ${values.map(([value]) => `\`${value}\``).join(', ')}.`
    )
  }
  const none = effects.get(row.key) ?? []
  if (none.length > 0) {
    parts.push(`[Has no effect](/settings#settings-without-an-effect), and fails the start, if ${none.join(', or if ')}.`)
  }
  return parts.join('\n\n')
}

/** By setting, the conditions under which it has no effect, where the table lists it by name. */
function conditions(chapters) {
  const chapter = chapters.find((text) => text.startsWith('Settings without an effect'))
  const found = new Map()
  for (const [, condition, settings] of chapter.matchAll(/^\| (.+?) \| (`[^|]+`) \|$/gm)) {
    if (settings.replace(/`[^`]+`/g, '').replace(/[, ]/g, '') === '') {
      for (const [, key] of settings.matchAll(/`([^`]+)`/g)) {
        found.set(key, [...(found.get(key) ?? []), condition])
      }
    }
  }
  return found
}

function type(property) {
  const name = property.type
  const seconds = property.description.includes('seconds will be used')
  return (
    {
      'java.lang.Boolean': '<code>true</code> or <code>false</code>',
      'java.lang.Integer': 'Number',
      'java.lang.String': 'Text',
      'java.net.InetAddress': 'Host name or IP address',
      'java.nio.charset.Charset': 'Name of a charset',
      'java.time.Duration': `Duration, such as <code>10s</code>; without a unit, in ${seconds ? 'seconds' : 'milliseconds'}`,
      'java.util.List<java.lang.String>': 'List of texts',
      'java.util.Set<java.lang.String>': 'List of texts',
      'java.util.Map<java.lang.String,java.lang.String>': 'Map of texts',
      'org.springframework.util.unit.DataSize': 'Size, such as <code>64KB</code>; without a unit, in bytes'
    }[name] ?? (name.startsWith('java.util.Map') ? 'Pools by name' : enumValues(name).length > 0 ? 'One of the values below' : fail(name))
  )
}

function fail(name) {
  throw new Error(`build/settings.mjs does not know the type ${name}`)
}

function defaultValue({ defaultValue }) {
  return Array.isArray(defaultValue) ? defaultValue.join(', ') : String(defaultValue)
}

/** Constants of an enum with what their Javadoc says, as they are written in settings. */
function enumValues(name) {
  if (ENUMS[name]) {
    return ENUMS[name].map((value) => [value, ''])
  }
  const file = path.join(root, SOURCES, `${name.replace(/\./g, '/')}.java`)
  if (!fs.existsSync(file)) {
    return []
  }
  const constants = fs.readFileSync(file, 'utf8').matchAll(/^\t\/\*\*\n((?:\t \*.*\n)+?)\t \*\/\n\t([A-Z][A-Z0-9_]*)(?=[,(\n])/gm)
  return [...constants].map(([, comment, constant]) => [written(constant), sentence(comment)])
}

function written(constant) {
  return constant.toLowerCase().replace(/_/g, '-')
}

function sentence(comment) {
  return comment
    .replace(/^\t \* ?/gm, '')
    .replace(/\s+/g, ' ')
    .replace(/\{@link #(\w+)}/g, (_, constant) => `\`${written(constant)}\``)
    .replace(/\{@(?:code|link) ([^}]+)}/g, '`$1`')
    .trim()
}

function code(text) {
  return `<code v-pre>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</code>`
}

/** A cell of a table, of which code is the only markup. */
function html(cell) {
  return cell.replace(/`([^`]+)`/g, (_, text) => code(text))
}
