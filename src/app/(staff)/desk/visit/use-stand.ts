import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { formatDateTime } from '#words/time.ts'
import { useTRPC } from '../../../providers/trpc.ts'
import { newId, useDesk } from '../desk-context.ts'

interface Asked {
  readonly id: string
  readonly version: number
  readonly startIso: string
  readonly patient: { readonly name: string }
}

/** Grants what a patient asked for, or takes back that somebody did not come. */
export const useStand = ({ id, version, startIso, patient: { name } }: Asked) => {
  const t = useTranslations('arrange')
  const trpc = useTRPC()
  const queries = useQueryClient()
  const { tell, time } = useDesk()
  // one press is one intention, on the visit as it was seen
  const sent = useRef({ what: '', requestId: '' })
  const confirm = useMutation(trpc.appointment.confirm.mutationOptions())
  const undoNoShow = useMutation(trpc.appointment.undoNoShow.mutationOptions())
  const mutations = { confirm, undoNoShow }
  const busy = confirm.isPending || undoNoShow.isPending
  const stand = (which: keyof typeof mutations, words: () => string) => () => {
    if (busy) return
    const what = `${which} ${id} ${version}`
    if (sent.current.what !== what) sent.current = { what, requestId: newId() }
    const refresh = () => queries.invalidateQueries(trpc.appointment.pathFilter())
    mutations[which].mutate(
      { requestId: sent.current.requestId, appointmentId: id, expectedVersion: version },
      {
        onSuccess: () => {
          tell({ words: words() })
          return refresh()
        },
        onError: () => void refresh(),
      },
    )
  }
  const when = formatDateTime(Date.parse(startIso), time)
  return {
    confirm: stand('confirm', () => t('request.confirmed', { name, when })),
    undoNoShow: stand('undoNoShow', () => t('noShow.undone', { name })),
    busy,
    error: confirm.error ?? undoNoShow.error,
  }
}
