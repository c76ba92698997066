import { redirect } from 'next/navigation'
import { homeOf } from '#auth/home.ts'
import { requireStaff } from './request.ts'

const HomePage = async () => redirect(homeOf((await requireStaff()).roles))

export default HomePage
