import { ProfileError } from '../../profile/error.ts'
import { startsAsHtml } from '../text.ts'
import { notAProfile, quoted, type Recognizer } from './head.ts'

/** Links of an index page that are named in the message. */
const MOST_LINKS = 30

export const svg: Recognizer = ({ text }) => {
  const body = text.replace(/^<\?xml[\s\S]*?\?>/, '').replaceAll(/<!--[\s\S]*?-->/g, '')
  if (!/^\s*(<!DOCTYPE svg[^>]*>\s*)?<svg\b/i.test(body)) return null
  if (/flame ?graph|func_g|inferno|frames">/i.test(text)) {
    return notAProfile(
      'This is a flame graph as a picture (SVG)',
      'A picture has no samples in it: open it in a browser, and drop the profile or the collapsed stacks that it was drawn from.',
    )
  }
  if (/graphviz/i.test(text)) {
    return notAProfile(
      'This is a graph as a picture (SVG of Graphviz, as `pprof -svg` draws it)',
      'A picture has no samples in it: drop the profile that it was drawn from.',
    )
  }
  return notAProfile('This is a picture (SVG)')
}

/** The page at /debug/pprof/ links to what can be opened. */
export const indexPage: Recognizer = ({ text }) => {
  if (
    !startsAsMarkup(text) ||
    !/\/debug\/pprof\/?<\/title>|Types of profiles available/i.test(text)
  )
    return null
  const links = profileLinks(text)
  const named = links.length > 0 ? `: ${links.join(', ')}` : ''
  return new ProfileError(
    'not-a-profile',
    `This is the index page of /debug/pprof/, not a profile: it links to the profiles${named}.`,
    'Open one of them at the address of the page, such as http://HOST:PORT/debug/pprof/heap, or connect to the service.',
    undefined,
    links,
  )
}

/** Where the page's links lead that are profiles, each once; `?debug=1` is the same as text. */
function profileLinks(text: string): readonly string[] {
  const links = new Set<string>()
  for (const [, link = ''] of text.matchAll(/<a\s[^>]*?href\s*=\s*["']?([^"'\s>]+)/gi)) {
    const name = link.replace(/^.*\/debug\/pprof\//, '').replace(/\?debug=1$/, '')
    if (/^[\w.-]+(\?[\w=&-]+)?$/.test(name) && !/^(cmdline|symbol|trace)\b/.test(name)) {
      links.add(name)
    }
    if (links.size === MOST_LINKS) break
  }
  return [...links]
}

function startsAsMarkup(text: string): boolean {
  return text.startsWith('<')
}

export const webPage: Recognizer = ({ bytes, text }) => {
  if (!startsAsHtml(bytes)) return null
  if (/async-profiler/.test(text)) {
    return notAProfile(
      'This is a flame graph of async-profiler (a web page)',
      'Record with `-o collapsed`, or convert the recording: `jfrconv --pprof FILE out.pb.gz`.',
    )
  }
  if (/^<\?xml/i.test(text) && !/<html/i.test(text)) {
    const said = /<message>([^<]{1,300})<\/message>/i.exec(text)?.[1]
    if (said !== undefined) {
      return notAProfile(
        `This is an answer in XML, which says ${quoted(said)}`,
        'What it says is the cause: the server gave this instead of a profile.',
      )
    }
    const root = /<([a-z][\w:.-]*)/i.exec(text.replace(/^<\?xml[\s\S]*?\?>/, ''))?.[1] ?? ''
    return notAProfile(root === '' ? 'This is XML' : `This is XML (a <${root}>)`)
  }
  const title = /<title[^>]*>([^<]+)<\/title>/i.exec(text)?.[1] ?? ''
  const named = title.trim() === '' ? '' : ` with the title ${quoted(title)}`
  return notAProfile(
    `This is a web page (HTML)${named}`,
    'The address probably answered with an error or login page instead of the profile. Open the link in a tab to see what it says, and save the profile itself.',
  )
}
