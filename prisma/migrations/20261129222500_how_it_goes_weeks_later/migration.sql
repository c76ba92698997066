-- How it goes after a visit, in the patient's own numbers: pain and what they want to do again, asked after so many days as
-- the clinic's policy says.
ALTER TABLE "outcome_policy" ADD COLUMN "ask_after_days" INTEGER[] DEFAULT '{1,3,42,91}' CHECK ("ask_after_days" IS NOT NULL
  AND cardinality("ask_after_days") <= 8 AND 1 <= ALL ("ask_after_days") AND 366 >= ALL ("ask_after_days"));
ALTER TABLE "outcome_policy" ALTER COLUMN "ask_after_days" DROP DEFAULT;
DO $$
DECLARE was TEXT := pg_get_viewdef('"policy_version"'); said TEXT;
BEGIN
  said := regexp_replace(was, '(''functionChange''(::text)?, (\w+)\.function_change)', '\1, ''askAfterDays'', \3.ask_after_days');
  IF said = was THEN RAISE EXCEPTION 'policy_version does not say when outcomes are looked at'; END IF;
  EXECUTE 'CREATE OR REPLACE VIEW "policy_version" WITH (security_invoker = true) AS ' || said;
END $$;

-- After how many days a link asks for numbers, besides how somebody is; null: not at all.
ALTER TABLE "check_in_link" ADD COLUMN "after_days" INTEGER CHECK ("after_days" BETWEEN 1 AND 366),
  ADD COLUMN "numbers_only" BOOLEAN NOT NULL DEFAULT false;

-- The record of a visit is fixed once it is completed: what its patient says later stands beside it.
CREATE TABLE "patient_score" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "patient_id" UUID NOT NULL,
    "encounter_id" UUID NOT NULL,
    "check_in_id" UUID NOT NULL,
    "goal_id" UUID,
    "after_days" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "patient_score_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "patient_score_once_an_answer" ON "patient_score" ("clinic_id", "check_in_id", "goal_id") NULLS NOT DISTINCT;
CREATE INDEX "patient_score_clinic_id_patient_id_at_idx" ON "patient_score"("clinic_id", "patient_id", "at");
ALTER TABLE "patient_score" ADD CONSTRAINT "patient_score_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "patient_score" ADD CONSTRAINT "patient_score_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "patient"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "patient_score" ADD CONSTRAINT "patient_score_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id","encounter_id") REFERENCES "encounter"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "patient_score" ADD CONSTRAINT "patient_score_clinic_id_check_in_id_fkey" FOREIGN KEY ("clinic_id","check_in_id") REFERENCES "check_in"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "patient_score" ADD CONSTRAINT "patient_score_clinic_id_goal_id_fkey" FOREIGN KEY ("clinic_id","goal_id") REFERENCES "goal"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "patient_score" ADD CHECK ("value" BETWEEN 0 AND 10), ADD CHECK ("after_days" BETWEEN 1 AND 366);

-- A number is of the answer that it came with, and of a goal of the same person.
CREATE FUNCTION "patient_score_agrees"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "check_in" k WHERE k."clinic_id" = NEW."clinic_id" AND k."id" = NEW."check_in_id"
      AND k."patient_id" = NEW."patient_id" AND k."encounter_id" = NEW."encounter_id")
    OR (NEW."goal_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "goal" g WHERE g."clinic_id" = NEW."clinic_id" AND g."id" = NEW."goal_id" AND g."patient_id" = NEW."patient_id")) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a number is of the answer and the patient that it names', CONSTRAINT = 'patient_score_agrees';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "patient_score_agrees"() FROM PUBLIC;
CREATE TRIGGER "patient_score_agrees" BEFORE INSERT ON "patient_score" FOR EACH ROW EXECUTE FUNCTION "patient_score_agrees"();
CREATE TRIGGER "tell_screens" AFTER INSERT ON "patient_score" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();

ALTER TABLE "patient_score" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "patient_score" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "by_the_clinic" ON "patient_score" AS RESTRICTIVE FOR INSERT TO "filiform_app"
  WITH CHECK (coalesce(current_setting('app.actor', true), '') = 'system');
-- read where the answer is read that it came with
CREATE POLICY "own_patients" ON "patient_score" AS RESTRICTIVE TO "filiform_app"
  USING ((SELECT app_reads_clinical()) OR "patient_id" = ANY ((SELECT app_patient_ids())::uuid[]));
CREATE POLICY "in_care" ON "patient_score" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING ((SELECT app_cares_for_everybody()) OR "patient_id" = ANY ((SELECT app_patient_ids())::uuid[]) OR app_reads_record("patient_id")
    OR app_reads_visit("encounter_id"));
GRANT SELECT, INSERT ON "patient_score" TO "filiform_app";
