import Link from 'next/link'
import type { ReactNode } from 'react'
import pages from '../pages.module.css'

interface AnswerLinkProps {
  href: string
  children: ReactNode
  more?: ReactNode
}

/** One answer as a large row to press: it leads to the next question. */
export const AnswerLink = ({ href, children, more }: AnswerLinkProps) => (
  <Link className={pages.card} href={href} prefetch={false}>
    <span className={pages.cardMain}>{children}</span>
    {more === undefined ? null : <span className={pages.cardMore}>{more}</span>}
  </Link>
)
