'use client'

import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import type { ContactReach } from '#features/contact/schema.ts'
import { Button, LinkButton } from '#ui/kit/Button.tsx'
import { LoadingRows } from '#ui/kit/LoadingRows.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { formatDateTime } from '#words/time.ts'
import { ApiNotice } from '../../../providers/ApiProblem.tsx'
import { useTRPC } from '../../../providers/trpc.ts'
import { useDesk } from '../desk-context.ts'
import classes from '../panel.module.css'
import { AddressForm } from './AddressForm.tsx'
import { ChoiceForm } from './ChoiceForm.tsx'

const AT_MOST_COUNTED = 20

/** How somebody is reached, what they said about it, and what did not reach them; changed in place. */
export const Contact = ({ patientId }: { patientId: string }) => {
  const t = useTranslations('message.contact')
  const trpc = useTRPC()
  const { tell } = useDesk()
  const [open, setOpen] = useState<'address' | 'choice' | null>(null)
  const place = useRef<HTMLElement>(null)
  const { data, error, isPending } = useQuery(trpc.contact.reach.queryOptions({ patientId }))
  const close = (words?: string) => {
    setOpen(null)
    if (words !== undefined) tell({ words })
    requestAnimationFrame(() => place.current?.querySelector('button')?.focus())
  }
  return (
    <section ref={place} className={classes.section} aria-labelledby="contact">
      <h3 id="contact" className={classes.question}>
        {t('title')}
      </h3>
      {isPending ? <LoadingRows rows={3} /> : null}
      {error ? <ApiNotice error={error} /> : null}
      {data ? <Ways reach={data} /> : null}
      <NotArrived patientId={patientId} />
      {data && open === 'address' ? <AddressForm reach={data} onClose={close} /> : null}
      {data && open === 'choice' ? <ChoiceForm patientId={patientId} onClose={close} /> : null}
      {data && open === null ? (
        <div className={classes.actions}>
          <Button kind="quiet" onClick={() => setOpen('choice')}>
            {t('choice')}
          </Button>
          <Button kind="quiet" onClick={() => setOpen('address')}>
            {t('change')}
          </Button>
        </div>
      ) : null}
      {data ? <History reach={data} /> : null}
    </section>
  )
}

const Ways = ({ reach }: { reach: ContactReach }) => {
  const t = useTranslations('message.contact')
  const way = (channel: 'email' | 'sms' | null) =>
    t(channel === null ? 'nobody' : channel === 'email' ? 'byMail' : 'byText')
  const isWrong = (channel: 'email' | 'sms') =>
    reach.standings.some((one) => one.channel === channel && one.standing === 'wrong-person')
  return (
    <>
      <dl className={classes.list}>
        <dt>{t('care')}</dt>
        <dd>{way(reach.care)}</dd>
        <dt>{t('visits')}</dt>
        <dd>{way(reach.visits)}</dd>
      </dl>
      {isWrong('email') ? <Notice tone="danger" title={t('wrongMail')} /> : null}
      {isWrong('sms') ? <Notice tone="danger" title={t('wrongPhone')} /> : null}
      {reach.sharedWith > 0 ? <p className={classes.quiet}>{t('shared', { count: reach.sharedWith })}</p> : null}
      {reach.textsAreSetUp ? null : <p className={classes.quiet}>{t('noTexts')}</p>}
    </>
  )
}

const NotArrived = ({ patientId }: { patientId: string }) => {
  const t = useTranslations('message.contact')
  const trpc = useTRPC()
  const asked = { shown: 'to-see-to', patientId, limit: AT_MOST_COUNTED } as const
  const { data } = useQuery(trpc.communication.list.queryOptions(asked))
  const count = data?.messages.filter(({ maySendAgain }) => maySendAgain).length ?? 0
  return (
    <>
      {count > 0 ? <Notice tone="due" title={t('open', { count })} /> : null}
      <LinkButton kind="quiet" href={`/desk/messages?of=${patientId}&shown=${count > 0 ? 'to-see-to' : 'all'}`}>
        {t('all')}
      </LinkButton>
    </>
  )
}

const History = ({ reach: { history } }: { reach: ContactReach }) => {
  const t = useTranslations('message.contact')
  const { time } = useDesk()
  if (history.length === 0) return <p className={classes.quiet}>{t('historyNone')}</p>
  return (
    <details>
      <summary>{t('historyTitle')}</summary>
      <ul className={classes.candidates}>
        {history.map(({ id, channel, purpose, agrees, how, byName, note, atIso }) => (
          <li key={id}>
            {t(`said.${agrees ? 'yes' : 'no'}`, { channel: t(`channel.${channel}`), purpose: t(`purpose.${purpose}`) })}
            <br />
            <span className={classes.quiet}>
              {[formatDateTime(Date.parse(atIso), time), t(`how.${how}`), byName, note === PUT_RIGHT ? '' : note]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Written down by the software itself. */
const PUT_RIGHT = 'address-put-right'
