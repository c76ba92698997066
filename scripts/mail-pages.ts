/** A mail or a text as the catcher hands it out. */
export type CaughtMessage = {
  id: string
  messageId: string | null
  date: string
  from: string
  to: string[]
  subject: string
  text: string
  html: string | null
}

export function listPage(messages: readonly CaughtMessage[]): string {
  const rows = messages.map(
    ({ id, date, to, subject }) =>
      `<tr><td><a href="/messages/${id}">${escaped(subject) || '(no subject)'}</a></td><td>${escaped(to.join(', '))}</td><td>${shownDate(date)}</td></tr>`,
  )
  const table = `<table><thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col">Sent</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
  const empty = '<p>Nothing yet. What the clinic sends is caught here and reaches nobody.</p>'
  return page('Caught messages', `<h1>Caught messages</h1>${messages.length === 0 ? empty : table}`)
}

export function messagePage({ id, date, from, to, subject, text, html }: CaughtMessage): string {
  const people = `<dt>From</dt><dd>${escaped(from)}</dd><dt>To</dt><dd>${escaped(to.join(', '))}</dd>`
  const facts = `${people}<dt>Sent</dt><dd>${shownDate(date)}</dd>`
  const designed =
    html === null
      ? ''
      : `<h2>As designed</h2><iframe sandbox="allow-popups allow-popups-to-escape-sandbox" src="/messages/${id}/body" title="The mail as designed"></iframe>`
  return page(
    subject,
    `<nav><a href="/">All messages</a></nav><h1>${escaped(subject) || '(no subject)'}</h1><dl>${facts}</dl>${designed}<h2>As plain text</h2><pre>${linked(text)}</pre>`,
  )
}

const style = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:56rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem}h2{font-size:1.125rem}
table{border-collapse:collapse;width:100%}th,td{text-align:start;padding:.5rem .75rem .5rem 0;border-bottom:1px solid #8886;vertical-align:top;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}dd{margin:0;overflow-wrap:anywhere}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}
iframe{width:100%;height:32rem;border:1px solid #8886;background:#fff}
a:focus-visible{outline:3px solid Highlight;outline-offset:2px}`

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(title)}</title><style>${style}</style></head><body><main>${body}</main></body></html>`
}

function linked(text: string): string {
  return escaped(text).replaceAll(
    /https?:\/\/(?:[^\s<>&]|&amp;)+/g,
    (address) => `<a href="${address}" rel="noreferrer">${address}</a>`,
  )
}

function escaped(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
}

function shownDate(date: string): string {
  return `<time datetime="${date}">${date.slice(0, 16).replace('T', ' ')} UTC</time>`
}
