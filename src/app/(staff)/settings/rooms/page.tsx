import type { Metadata } from 'next'
import { mayEditRooms, maySeeRoomSetup } from '#features/room/access.ts'
import { requestWords, requireStaff } from '../../../request.ts'
import { RoomsScreen } from './RoomsScreen.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await requestWords())('premises.rooms.title'),
})

const RoomsPage = async () => <RoomsScreen mayEdit={mayEditRooms(await requireStaff(maySeeRoomSetup))} />

export default RoomsPage
