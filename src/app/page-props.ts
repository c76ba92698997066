import type { ReactNode } from 'react'

type Params = Readonly<Record<string, string>>

/** What the framework hands to a page. */
export interface PageProps<P extends Params = Params> {
  readonly params: Promise<P>
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** What the framework hands to a layout. */
export interface LayoutProps<P extends Params = Params> {
  readonly params: Promise<P>
  readonly children: ReactNode
}
