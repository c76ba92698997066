'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import type { PolicyEntry, Rule } from '#features/recovery-rule/schema.ts'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { formatDateTime } from '#words/time.ts'
import { useTRPC, useTRPCClient } from '../../../providers/trpc.ts'
import { ListStates } from '../../keeping/ListStates.tsx'
import type { Place } from '../../patient-rest/use-rest-words.ts'
import classes from './rest-policy.module.css'
import { SidePanel } from './SidePanel.tsx'
import { useRuleWords } from './use-rule-words.ts'

const PAGE = 10

interface HistoryPanelProps {
  entry: PolicyEntry
  place: Place
  onClose: () => void
}

/** Every version of a rule, the latest first: how long, from when, who answers for it, where it came from. */
export const HistoryPanel = ({ entry, place, onClose }: HistoryPanelProps) => {
  const t = useTranslations('recovery.policy')
  const trpc = useTRPC()
  const api = useTRPCClient()
  const say = useRuleWords(place)
  const { technique, relation } = entry
  const list = useInfiniteQuery({
    queryKey: [...trpc.recoveryRule.history.pathKey(), 'pages', technique, relation],
    queryFn: ({ pageParam, signal }) =>
      api.recoveryRule.history.query({ technique, relation, limit: PAGE, cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const rules = list.data?.pages.flatMap((page) => page.rules) ?? []
  return (
    <SidePanel title={t('historyOf', { rule: say.title(entry) })} onClose={onClose}>
      <ListStates list={list} count={rules.length} empty={<EmptyState title={t('noVersions')} />}>
        <ol className={classes.versions} reversed>
          {rules.map((rule) => (
            <li key={rule.id} data-state={stateOf(rule)}>
              <Version rule={rule} place={place} />
            </li>
          ))}
        </ol>
      </ListStates>
    </SidePanel>
  )
}

const stateOf = ({ state, withdrawn }: Rule) => (withdrawn !== null ? 'withdrawn' : state)

const Version = ({ rule, place }: { rule: Rule; place: Place }) => {
  const t = useTranslations('recovery.policy')
  const say = useRuleWords(place)
  const { withdrawn } = rule
  return (
    <>
      <p className={classes.versionTitle}>{t('version', { version: rule.version, amount: say.amount(rule) })}</p>
      <p className={classes.quiet}>
        {withdrawn !== null
          ? t('takenBack', {
              name: withdrawn.byName,
              when: formatDateTime(Date.parse(withdrawn.atIso), place, { nowMs: place.nowMs }),
              reason: withdrawn.reason,
            })
          : rule.state === 'draft'
            ? t('waiting', { by: rule.draftedByName ?? '' })
            : t('heldFrom', { day: say.date(rule.validFrom), approved: say.approved(rule) })}
      </p>
      <p className={classes.source}>{rule.source}</p>
    </>
  )
}
