'use client'

import { useTranslations } from 'use-intl/react'
import type { ToldPerson } from '#features/alert-phone/schema.ts'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import classes from '../../keeping/keeping.module.css'
import { ListStates } from '../../keeping/ListStates.tsx'
import { useRows } from '../../keeping/use-rows.ts'

/** Who hears of an answer that may not wait, and by which way. */
export const WhoIsTold = () => {
  const t = useTranslations('alertPhone.people')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const list = useRows(trpc.alertPhone.people.pathKey(), (page, signal) =>
    api.alertPhone.people.query(page, { signal }),
  )
  const people = list.data?.pages.flatMap((page) => page.people) ?? []
  const textsAreSetUp = list.data?.pages[0]?.textsAreSetUp ?? true
  return (
    <section className={classes.section} aria-labelledby="who-is-told">
      <h2 id="who-is-told">{t('title')}</h2>
      <p className={classes.quiet}>{t('intro')}</p>
      {textsAreSetUp ? null : <Notice tone="info" title={t('notSetUp')} />}
      <ListStates list={list} count={people.length} empty={<EmptyState title={t('empty')} />}>
        <ToldTable people={people} />
      </ListStates>
    </section>
  )
}

const ToldTable = ({ people }: { people: readonly ToldPerson[] }) => {
  const t = useTranslations('alertPhone.people')
  const how = ({ byText, endedBy }: ToldPerson) => {
    if (endedBy !== null) return t(`ended.${endedBy}`)
    return t(byText ? 'mailAndText' : 'mail')
  }
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('role')}</th>
          <th scope="col">{t('how')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row">
              <bdi>{person.name}</bdi>
            </th>
            <td data-label={t('role')}>
              {[...person.roles, ...(person.clinicalLead ? (['lead'] as const) : [])]
                .map((role) => t(`roles.${role}`))
                .join(', ')}
            </td>
            <td data-label={t('how')}>{how(person)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
