'use client'

import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl/react'
import classes from './pages.module.css'

interface ZoneNoteProps {
  /** The clinic's IANA zone and what people call it. */
  zone: string
  name: string
  /** Instants that the page shows. */
  shown: readonly string[]
}

const never = () => () => {}

/** Whether a wall here and a wall at the clinic differ at any of these instants. */
const wallsDiffer = (zone: string, shown: readonly string[]): boolean => {
  const [here, there] = [undefined, zone].map(
    (timeZone) => new Intl.DateTimeFormat('en', { dateStyle: 'short', timeStyle: 'short', timeZone }),
  )
  return shown.some((iso) => here?.format(Date.parse(iso)) !== there?.format(Date.parse(iso)))
}

/** Names the clinic's zone to a reader who is somewhere else; where the clocks agree it says nothing. */
export const ZoneNote = ({ zone, name, shown }: ZoneNoteProps) => {
  const t = useTranslations('portal')
  const differs = useSyncExternalStore(
    never,
    () => wallsDiffer(zone, shown),
    () => false,
  )
  return differs ? <p className={classes.zone}>{t('zone', { zone: name })}</p> : null
}
