import type { Metadata } from 'next'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Notice } from '#ui/kit/Notice.tsx'
import { PageTitle } from '#ui/kit/PageTitle.tsx'
import { clinicCaller } from '../../../../clinic-caller.ts'
import { messageOfLink } from '../../../../message-link.ts'
import type { PageProps } from '../../../../page-props.ts'
import { requestWords } from '../../../../request.ts'
import pages from '../../pages.module.css'
import { portalOf } from '../../portal.ts'

export const generateMetadata = async ({ params }: PageProps<{ slug: string; token: string }>): Promise<Metadata> => {
  const { name } = await portalOf((await params).slug)
  return { title: (await requestWords())('message.link.title', { clinic: name }), robots: { index: false } }
}

/** Where a link in a message leads: nothing happens by opening it; two buttons say what pressing them does. */
const MessageLinkPage = async ({ params, searchParams }: PageProps<{ slug: string; token: string }>) => {
  const { slug, token } = await params
  const [clinic, t, { done }] = [await portalOf(slug), await requestWords(), await searchParams]
  const named = messageOfLink(token)
  const about =
    named === null
      ? null
      : await clinicCaller(named.clinicId).contact.aboutLink({ communicationId: named.communicationId })
  const title = <PageTitle>{t('message.link.title', { clinic: clinic.name })}</PageTitle>
  if (about === null)
    return (
      <>
        {title}
        <EmptyState title={t('message.link.dead')} icon="alert">
          {t('message.link.deadHint', { phone: clinic.phone })}
        </EmptyState>
      </>
    )
  if (done === 'stop' || done === 'not-me')
    return (
      <>
        {title}
        <Notice tone="done" role="status" title={t(done === 'stop' ? 'message.link.stopped' : 'message.link.gone')}>
          {t(done === 'stop' ? 'message.link.stoppedHint' : 'message.link.goneHint')}
        </Notice>
      </>
    )
  const { purpose, name } = about
  const choices = [
    { says: 'stop', label: t('message.link.stop'), hint: t('message.link.stopHint') },
    { says: 'not-me', label: t('message.link.notMe', { name }), hint: t('message.link.notMeHint') },
  ] as const
  return (
    <>
      {title}
      <p>{t(`message.link.${purpose}`)}</p>
      <form className={pages.section} method="post" action={`/api/unsubscribe/${token}`}>
        <input type="hidden" name="clinic" value={clinic.slug} />
        {choices.map(({ says, label, hint }) => (
          <div key={says} className={pages.section}>
            <Button type="submit" name="says" value={says} wide aria-describedby={`${says}-hint`}>
              {label}
            </Button>
            <p id={`${says}-hint`}>{hint}</p>
          </div>
        ))}
      </form>
    </>
  )
}

export default MessageLinkPage
