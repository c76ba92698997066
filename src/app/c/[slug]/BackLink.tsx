import Link from 'next/link'
import type { ReactNode } from 'react'
import { Icon } from '#ui/kit/Icon.tsx'
import classes from './pages.module.css'

/** One step back; the browser's own way back leads there too. */
export const BackLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link className={classes.back} href={href} prefetch={false}>
    <Icon name="back" size={20} />
    {children}
  </Link>
)
