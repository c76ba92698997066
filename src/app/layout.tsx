import type { Metadata, Viewport } from 'next'
import type { CSSProperties, ReactNode } from 'react'
import '#ui/kit/tokens.css'
import { fontClass, fontFamily } from './fonts.ts'
import { PageWords } from './PageWords.tsx'
import { requestLocale, requestNonce, requestWords } from './request.ts'
import { themeScript } from './theme-script.ts'

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await requestWords()
  return {
    title: { default: t('common.product'), template: `%s · ${t('common.product')}` },
    robots: { index: false, follow: false },
    referrer: 'no-referrer',
    formatDetection: { telephone: false, date: false, address: false, email: false },
  }
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f5f2' },
    { media: '(prefers-color-scheme: dark)', color: '#191715' },
  ],
}

const RootLayout = async ({ children }: { children: ReactNode }) => {
  const [locale, nonce] = [await requestLocale(), await requestNonce()]
  return (
    <html
      lang={locale}
      className={fontClass}
      style={{ '--font-inter': fontFamily } as CSSProperties}
      suppressHydrationWarning
    >
      <head>
        <script nonce={nonce} suppressHydrationWarning>
          {themeScript}
        </script>
      </head>
      <body>
        <PageWords namespaces={['common', 'kit', 'session', 'shell']}>{children}</PageWords>
      </body>
    </html>
  )
}

export default RootLayout
