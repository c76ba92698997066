import { existsSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import bundled from '@sparticuz/chromium'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** Browsers people may have installed, tried before the one that comes inside a package. */
const INSTALLED = [
  process.env.FILIFORM_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** Where the browser is. The one inside a package is unpacked by the first who asks, so ask once before many do. */
export const browserPath = async (): Promise<string> =>
  INSTALLED.find((path) => path !== undefined && existsSync(path)) ?? (await bundled.executablePath())

// the package's own arguments ask for one single process, in which two people would share their cookies
export const launchBrowser = async (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: await browserPath(), args: [...QUIET, ...more] })

const contexts = new Set<BrowserContext>()

/** Every page that somebody has open. */
export const openPages = (): Page[] => [...contexts].flatMap((context) => context.pages())

/** A person's browser: their own cookies, their own width. Waits are short enough to name what is missing. */
export const personAt = async (
  browser: Browser,
  { width, height, dark = false }: { width: number; height: number; dark?: boolean },
): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(30_000)
  contexts.add(context)
  context.once('close', () => contexts.delete(context))
  return { context, page: await context.newPage() }
}

/** The rules that width and light can break by themselves. */
const LOOKS = ['color-contrast', 'target-size', 'scrollable-region-focusable', 'link-in-text-block']

const rulesOf = (wanted: 'everything' | 'looks') => (wanted === 'looks' ? { runOnly: LOOKS } : {})

/** As much of axe as is asked for here. */
interface Axe {
  readonly run: (
    context: Document,
    options: { readonly resultTypes: readonly string[]; readonly runOnly?: readonly string[] },
  ) => Promise<{ violations: Violation[] }>
}

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly unknown[] }[]
}

/** What axe finds when it is on the page already; to bring it there takes longer than to look. */
const lookAgain = (page: Page, rules: ReturnType<typeof rulesOf>): Promise<Violation[] | null> =>
  page.evaluate(async (only) => {
    const { axe } = globalThis as { axe?: Axe }
    return axe === undefined ? null : (await axe.run(document, { resultTypes: ['violations'], ...only })).violations
  }, rules)

/** What axe finds wrong on the page as it stands, one line each. There are no frames, and only what is wrong is told. */
export const axeProblems = async (page: Page, wanted: 'everything' | 'looks' = 'everything'): Promise<string[]> => {
  const rules = rulesOf(wanted)
  // from one page to the next it has no title for a moment
  await page.waitForFunction(() => document.title !== '')
  const bring = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], ...rules })
  const violations: readonly Violation[] = (await lookAgain(page, rules)) ?? (await bring.analyze()).violations
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)
}

/** Whether the page can be read without scrolling sideways. */
export const overflowsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1)

/** Keeps back what a screen asks of this kind, until it is let go and this kind of answer has been read. */
export const keepBack = async (page: Page, procedure: string, answer = procedure) => {
  const kept = Promise.withResolvers<void>()
  const asked = `**/api/trpc/*${procedure}*`
  await page.route(asked, async (route) => {
    await kept.promise
    await route.continue()
  })
  return {
    letGo: async (): Promise<void> => {
      const read = page.waitForResponse((response) => response.url().includes(answer))
      kept.resolve()
      await read
    },
  }
}
