-- A patient who writes down a need may leave coming visits that do not meet it: somebody of the clinic has to move them.
-- They put that on the list and see nothing of it.
DROP POLICY "staff_only" ON "task";
CREATE POLICY "staff_only" ON "task" AS RESTRICTIVE FOR SELECT TO "filiform_app" USING ((SELECT app_is_staff()));
CREATE POLICY "staff_changes" ON "task" AS RESTRICTIVE FOR UPDATE TO "filiform_app" USING ((SELECT app_is_staff()));
CREATE POLICY "staff_removes" ON "task" AS RESTRICTIVE FOR DELETE TO "filiform_app" USING ((SELECT app_is_staff()));
CREATE POLICY "own_patients" ON "task" AS RESTRICTIVE FOR INSERT TO "filiform_app"
  WITH CHECK ((SELECT app_is_staff()) OR ("kind" = 'visit-to-move' AND "status" = 'open' AND "patient_id" = ANY ((SELECT app_patient_ids())::uuid[])));

-- The owner says whether the desk may break overlap, hours and notice; nothing else of the clinic is changed here.
GRANT UPDATE ("desk_may_override") ON "clinic" TO "filiform_app";
CREATE POLICY "owner_changes" ON "clinic" AS RESTRICTIVE FOR UPDATE TO "filiform_app" USING ((SELECT app_owns()));
