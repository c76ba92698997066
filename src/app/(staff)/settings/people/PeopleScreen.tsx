'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { PractitionerSetup } from '#features/practitioner/schema.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import edit from '../../keeping/edit.module.css'
import classes from '../../keeping/keeping.module.css'
import { ListStates, Told } from '../../keeping/ListStates.tsx'
import { usePanel } from '../../keeping/use-panel.ts'
import { useRows } from '../../keeping/use-rows.ts'
import { SettingsFrame } from '../SettingsFrame.tsx'
import { PersonPanel } from './PersonPanel.tsx'
import people from './people.module.css'
import { StandingLine } from './StandingLine.tsx'
import { needLook } from './standing-look.ts'
import { WhoIsTold } from './WhoIsTold.tsx'

interface PeopleScreenProps {
  mayEdit: boolean
  /** 'YYYY-MM-DD' where the clinic is. */
  today: string
}

/** Who treats, and what each may do until when. What is about to end stands on top. */
export const PeopleScreen = ({ mayEdit, today }: PeopleScreenProps) => {
  const t = useTranslations('people')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useRows(trpc.practitioner.setup.pathKey(), (page, signal) =>
    api.practitioner.setup.query(page, { signal }),
  )
  const rows = list.data?.pages.flatMap((page) => page.practitioners) ?? []
  const jurisdictions = list.data?.pages[0]?.jurisdictions ?? []
  const panel = usePanel()
  const [saved, setSaved] = useState<string | null>(null)
  const open = rows.find(({ id }) => id === panel.open) ?? null
  return (
    <SettingsFrame
      title={t('title')}
      intro={t('intro')}
      aside={
        mayEdit ? (
          <Button kind="primary" aria-expanded={panel.open === 'new'} onClick={panel.opener('new')}>
            {t('new')}
          </Button>
        ) : undefined
      }
      panel={
        panel.open === 'new' || open !== null ? (
          <PersonPanel
            key={panel.open}
            person={open}
            jurisdictions={jurisdictions}
            today={today}
            mayEdit={mayEdit}
            onClose={panel.close}
            onSaved={(words, close) => {
              setSaved(words)
              if (close) panel.close()
            }}
          />
        ) : null
      }
      panelLabel={t('title')}
    >
      {saved === null ? null : <Told key={saved}>{saved}</Told>}
      <Look people={rows} many={jurisdictions.length > 1} />
      <ListStates list={list} count={rows.length} empty={<EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>}>
        <PeopleTable people={rows} many={jurisdictions.length > 1} panel={panel} />
      </ListStates>
      <WhoIsTold />
    </SettingsFrame>
  )
}

/** What somebody should look at before patients notice. */
const Look = ({ people: all, many }: { people: readonly PractitionerSetup[]; many: boolean }) => {
  const t = useTranslations('people')
  const found = needLook(all)
  if (found.length === 0) return null
  return (
    <Notice tone="due" title={t('look', { count: found.length })}>
      <ul className={people.look}>
        {found.map(({ person, standing }) => (
          <li key={`${person.id} ${standing.technique} ${standing.jurisdiction}`}>
            <bdi>{person.name}</bdi>
            {' · '}
            <StandingLine standing={standing} where={many} />
          </li>
        ))}
      </ul>
    </Notice>
  )
}

interface PeopleTableProps {
  people: readonly PractitionerSetup[]
  many: boolean
  panel: ReturnType<typeof usePanel>
}

const PeopleTable = ({ people: all, many, panel }: PeopleTableProps) => {
  const t = useTranslations('people')
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.name')}</th>
          <th scope="col">{t('column.profession')}</th>
          <th scope="col">{t('column.licences')}</th>
          <th scope="col">{t('column.online')}</th>
        </tr>
      </thead>
      <tbody>
        {all.map(({ id, name, profession, standings, bookableOnline, active }) => (
          <tr key={id} data-off={!active}>
            <th scope="row">
              <button
                type="button"
                className={edit.opener}
                aria-expanded={panel.open === id}
                onClick={panel.opener(id)}
              >
                <bdi>{name}</bdi>
              </button>
              {active ? null : <span className={edit.quiet}>{t('left')}</span>}
            </th>
            <td data-label={t('column.profession')}>{profession}</td>
            <td data-label={t('column.licences')}>
              <ul className={people.standings}>
                {standings.map((standing) => (
                  <li key={`${standing.technique} ${standing.jurisdiction}`}>
                    <StandingLine standing={standing} where={many} />
                  </li>
                ))}
              </ul>
            </td>
            <td data-label={t('column.online')}>{t(bookableOnline ? 'online' : 'notOnline')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
