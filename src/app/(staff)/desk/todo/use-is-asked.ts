import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../../providers/trpc.ts'

/** Whether who looks treats, and is the one who was asked: nobody answers for somebody else. */
export const useIsAsked = (practitionerId: string | null): { readonly treats: boolean; readonly isAsked: boolean } => {
  const trpc = useTRPC()
  const session = useQuery(trpc.session.current.queryOptions()).data
  const treats = session?.roles.includes('practitioner') ?? false
  return { treats, isAsked: treats && (practitionerId === null || practitionerId === session?.practitionerId) }
}
