-- What is known of a person's health: by whom and why it was put on record, by which answer, and why it ended. Nothing is
-- rewritten and nothing deleted.

ALTER TABLE "patient_condition"
  ADD COLUMN "recorded_by_identity_id" TEXT,
  ADD COLUMN "recorded_by_name" TEXT,
  ADD COLUMN "reason" TEXT,
  ADD COLUMN "answer_encounter_id" UUID,
  ADD COLUMN "answer_question_id" TEXT,
  ADD COLUMN "ended_by_identity_id" TEXT,
  ADD COLUMN "ended_by_name" TEXT,
  ADD COLUMN "end_reason" TEXT,
  ADD CHECK ("recorded_by_identity_id" IS NULL OR ("recorded_by_name" IS NOT NULL AND length(btrim("reason")) > 0)),
  ADD CHECK (("answer_encounter_id" IS NULL) = ("answer_question_id" IS NULL)),
  ADD CHECK ("ended_by_identity_id" IS NULL OR ("ended_at" IS NOT NULL AND "ended_by_name" IS NOT NULL AND length(btrim("end_reason")) > 0)),
  ADD CONSTRAINT "patient_condition_clinic_id_answer_encounter_id_answer_que_fkey" FOREIGN KEY ("clinic_id", "answer_encounter_id", "answer_question_id")
    REFERENCES "screening_answer"("clinic_id", "encounter_id", "question_id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- One who writes it down says so with their own name, and so does one who ends it; what was ended stays so.
CREATE POLICY "own_name" ON "patient_condition" AS RESTRICTIVE FOR INSERT TO "filiform_app"
  WITH CHECK ("recorded_by_identity_id" IS NULL OR "recorded_by_identity_id" = (SELECT current_setting('app.identity_id', true)));
CREATE POLICY "still_open" ON "patient_condition" AS RESTRICTIVE FOR UPDATE TO "filiform_app"
  USING ("ended_at" IS NULL) WITH CHECK ("ended_at" IS NOT NULL AND "ended_by_identity_id" = (SELECT current_setting('app.identity_id', true)));
REVOKE UPDATE, DELETE ON "patient_condition" FROM "filiform_app";
GRANT UPDATE ("ended_at", "ended_by_identity_id", "ended_by_name", "end_reason") ON "patient_condition" TO "filiform_app";
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "patient_condition" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
