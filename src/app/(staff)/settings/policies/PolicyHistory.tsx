'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import type { Entry, Kind, Version } from '#features/clinical-policy/schema.ts'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import { ListStates } from '../../keeping/ListStates.tsx'
import { SidePanel } from '../rest/SidePanel.tsx'
import classes from './policies.module.css'
import { beginWith } from './policy-draft.ts'
import { usePolicyWords, useStory, useTitle } from './use-policy-words.ts'

/** Every version of a policy, the latest first: what it said, who drafted it, who answers for it, where it came from. */
export const PolicyHistory = ({ kind, entry, onClose }: { kind: Kind; entry: Entry; onClose: () => void }) => {
  const t = useTranslations('policy')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const titleOf = useTitle()
  const { key } = entry
  const list = useInfiniteQuery({
    queryKey: [...trpc.clinicalPolicy.history.pathKey(), 'pages', kind, key],
    queryFn: ({ pageParam, signal }) => api.clinicalPolicy.history.query({ kind, key, before: pageParam }, { signal }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ nextBefore }) => nextBefore,
  })
  const versions = list.data?.pages.flatMap((page) => page.versions) ?? []
  return (
    <SidePanel title={t('historyOf', { title: titleOf(key, beginWith(kind, entry)) })} onClose={onClose}>
      <ListStates list={list} count={versions.length} empty={<EmptyState title={t('empty')} />}>
        <ol className={classes.versions} reversed>
          {versions.map((version) => (
            <li key={version.id} data-state={version.state}>
              <OneVersion version={version} />
            </li>
          ))}
        </ol>
      </ListStates>
    </SidePanel>
  )
}

const OneVersion = ({ version }: { version: Version }) => {
  const t = useTranslations('policy')
  const said = usePolicyWords()
  const story = useStory()
  const { state, drafted, discarded, validFrom, source } = version
  return (
    <>
      <p className={classes.versionTitle}>{t('version', { version: version.version })}</p>
      {drafted === null ? null : <p className={classes.quiet}>{t('draftedByAt', { by: story.by(drafted) })}</p>}
      <p className={classes.quiet}>
        {state === 'discarded'
          ? t('discardedBy', { by: story.by(discarded) })
          : state === 'draft'
            ? t('waits')
            : t('heldFrom', { day: story.day(validFrom), approved: story.approved(version) })}
      </p>
      <p className={classes.quiet}>{source}</p>
      <details>
        <summary>{t('whatItSays')}</summary>
        <dl className={classes.said}>
          {said(version.proposal).map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  )
}
