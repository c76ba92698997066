'use client'

import { type MantineColorScheme, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import Link from 'next/link'
import { useLocale, useTranslations } from 'use-intl/react'
import { Icon } from '#ui/kit/Icon.tsx'
import { useAwake } from '#ui/kit/use-awake.ts'
import { VisuallyHidden } from '#ui/kit/VisuallyHidden.tsx'
import { type Locale, locales } from '#words/locale.ts'
import { speak } from '../../speak.ts'
import { useLeave } from './LockProvider.tsx'
import classes from './staff-menu.module.css'

const initialsOf = (name: string): string =>
  name
    .split(/\s+/u)
    .map((part) => [...part][0] ?? '')
    .filter((_, index, all) => index === 0 || index === all.length - 1)
    .join('')
    .toLocaleUpperCase()

const schemes = ['light', 'dark', 'auto'] as const satisfies readonly MantineColorScheme[]

/** One's account, language and look. */
export const StaffMenu = ({ name }: { name: string }) => {
  const t = useTranslations()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const present = useLocale()
  const leave = useLeave()
  const awake = useAwake()
  const languages: Readonly<Record<Locale, string>> = { en: t('shell.english'), de: t('shell.german') }
  const looks = { light: t('shell.themeLight'), dark: t('shell.themeDark'), auto: t('shell.themeAuto') }
  return (
    <Menu position="bottom-end" shadow="md" width={220} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes.person} disabled={!awake}>
          {initialsOf(name)} <VisuallyHidden>{t('shell.account', { name })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} href="/account" prefetch={false} leftSection={<Icon name="person" />}>
          <bdi>{name}</bdi>
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('common.language')}</Menu.Label>
        {locales.map((locale) => (
          <Menu.Item
            key={locale}
            lang={locale}
            aria-current={locale === present}
            leftSection={<Icon name={locale === present ? 'check' : 'minus'} className={classes.mark} />}
            onClick={() => void speak(locale)}
          >
            {languages[locale]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('shell.theme')}</Menu.Label>
        {schemes.map((scheme) => (
          <Menu.Item
            key={scheme}
            aria-current={scheme === colorScheme}
            leftSection={<Icon name={scheme === colorScheme ? 'check' : 'minus'} className={classes.mark} />}
            onClick={() => setColorScheme(scheme)}
          >
            {looks[scheme]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="door" />} onClick={() => leave('staff/sign-out')}>
          {t('common.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
