import mjml2html from 'mjml'

/** What a mail says, apart from how it looks. Health detail stands in sections only, never in subject or preview. */
export interface Letter {
  readonly subject: string
  readonly preview: string
  readonly lang: string
  readonly clinicName: string
  readonly sections: readonly Section[]
  readonly action: { readonly label: string; readonly url: string } | null
  readonly footer: readonly string[]
  /** How to get no more of these, or to say that this is somebody else. */
  readonly stop?: { readonly label: string; readonly url: string }
}

export interface Section {
  readonly heading: string | null
  readonly paragraphs: readonly string[]
  /** Danger sections stand out by a border and their heading, not by colour alone. */
  readonly tone: 'plain' | 'danger'
}

export interface Rendered {
  readonly subject: string
  readonly text: string
  readonly html: string
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)

/** One line, whatever was typed: a name must never start a header of its own. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const textOf = (letter: Letter): string =>
  [
    ...letter.sections.map((section) =>
      [section.heading?.toUpperCase(), ...section.paragraphs].filter(Boolean).join('\n\n'),
    ),
    letter.action === null ? '' : `${letter.action.label}:\n${letter.action.url}`,
    letter.footer.join('\n'),
    letter.stop === undefined ? '' : `${letter.stop.label}\n${letter.stop.url}`,
  ]
    .filter((block) => block !== '')
    .join('\n\n')

const sectionMjml = (section: Section): string => `
  <mj-section padding="8px 0"><mj-column ${section.tone === 'danger' ? 'border-left="4px solid #b42318" padding-left="4px"' : ''}>
    ${section.heading === null ? '' : `<mj-text font-size="18px" font-weight="700" padding="4px 16px">${escapeHtml(section.heading)}</mj-text>`}
    ${section.paragraphs.map((paragraph) => `<mj-text padding="4px 16px">${escapeHtml(paragraph)}</mj-text>`).join('')}
  </mj-column></mj-section>`

const stopMjml = ({ stop }: Letter): string =>
  stop === undefined
    ? ''
    : `<mj-text font-size="13px" padding="12px 16px 2px"><a class="ink" style="color:inherit" href="${escapeHtml(stop.url)}">${escapeHtml(stop.label)}</a></mj-text>`

/** Ink and paper change places where the reader's screen is dark; a mail that only says it can would be black on black. */
const DARK = `@media (prefers-color-scheme: dark) {
  body, .paper, div[role="article"] { background-color: #1c1b19 !important; }
  .ink, .ink div, .ink a { color: #f1efec !important; }
}`

/** Renders a letter as HTML (readable in dark mode and without images) and as plain text. */
export const renderLetter = async (letter: Letter): Promise<Rendered> => {
  const { html } = await mjml2html(`
<mjml lang="${letter.lang}"><mj-head>
  <mj-title>${escapeHtml(letter.clinicName)}</mj-title><mj-preview>${escapeHtml(letter.preview)}</mj-preview>
  <mj-raw><meta name="color-scheme" content="light dark" /><meta name="supported-color-schemes" content="light dark" /></mj-raw>
  <mj-style>${DARK}</mj-style>
  <mj-attributes><mj-all font-family="system-ui, -apple-system, 'Segoe UI', sans-serif" /><mj-text font-size="16px" line-height="1.5" color="#1c1b19" css-class="ink" /></mj-attributes>
</mj-head><mj-body width="560px" background-color="#ffffff" css-class="paper">
  <mj-section padding="16px 0 4px"><mj-column><mj-text font-size="14px" font-weight="600" padding="10px 16px">${escapeHtml(letter.clinicName)}</mj-text></mj-column></mj-section>
  ${letter.sections.map(sectionMjml).join('')}
  ${
    letter.action === null
      ? ''
      : `<mj-section padding="8px 0"><mj-column><mj-button href="${escapeHtml(letter.action.url)}" background-color="#0f5e5a" color="#ffffff" border-radius="6px" font-size="16px" align="left" padding="10px 16px">${escapeHtml(letter.action.label)}</mj-button></mj-column></mj-section>`
  }
  <mj-section padding="12px 0"><mj-column>${letter.footer.map((line) => `<mj-text font-size="13px" padding="2px 16px">${escapeHtml(line)}</mj-text>`).join('')}${stopMjml(letter)}</mj-column></mj-section>
</mj-body></mjml>`)
  return { subject: oneLine(letter.subject), text: textOf(letter), html }
}
