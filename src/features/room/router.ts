import { asActor } from '#db/scope.ts'
import { answered } from '#trpc/answer.ts'
import { procedureFor, router } from '#trpc/init.ts'
import { explainSetup } from '#words/setup.ts'
import { lookingFrom } from '../task/records.ts'
import { mayEditRooms, maySeeRoomSetup } from './access.ts'
import { roomSetups } from './queries.ts'
import { saveRoom } from './save-room.ts'
import { pageInput, saved, saveInput, setup } from './schema.ts'

export const roomRouter = router({
  setup: procedureFor(maySeeRoomSetup)
    .input(pageInput)
    .output(setup)
    .query(({ ctx, input }) => asActor(ctx.database, ctx.actor, (tx) => roomSetups(tx, ctx.actor.clinicId, input))),

  save: procedureFor(mayEditRooms)
    .input(saveInput)
    .output(saved)
    .mutation(async ({ ctx, input }) =>
      answered(await saveRoom(ctx.database, ctx.actor, lookingFrom(input), ctx.now()), (refusals) =>
        explainSetup(refusals, ctx.locale, input.affectedFrom),
      ),
    ),
})
