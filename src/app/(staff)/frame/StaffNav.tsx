'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl/react'
import type { Role } from '#domain/actor.ts'

const places = [
  { href: '/desk', word: 'desk', for: ['desk', 'owner', 'practitioner'] },
  { href: '/practitioner', word: 'myDay', for: ['practitioner', 'assistant'] },
  { href: '/stock', word: 'needles', for: ['owner', 'practitioner', 'desk'] },
  { href: '/settings', word: 'clinic', for: ['owner', 'practitioner', 'desk'] },
] as const satisfies readonly { href: string; word: string; for: readonly Role[] }[]

/** The rooms that one's roles open; what each shows is asked again by its procedures. */
export const StaffNav = ({ roles }: { roles: readonly Role[] }) => {
  const t = useTranslations('shell')
  const path = usePathname()
  const here = places.find(({ href }) => path === href || path.startsWith(`${href}/`))?.href
  return places
    .filter((place) => place.for.some((role) => roles.includes(role)))
    .map(({ href, word }) => (
      <Link key={href} href={href} prefetch={false} aria-current={href === here ? 'page' : undefined}>
        {t(word)}
      </Link>
    ))
}
