-- Whether treatment helps: what the patient wants to reach, in numbers from 0 to 10, scored visit by visit; and what is done
-- in a visit without needles.

-- When outcomes are looked at, and which change counts: the clinic's policy with its source, never a constant.
CREATE TABLE "outcome_policy" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "version" INTEGER NOT NULL,
    "review_from_visit" INTEGER NOT NULL,
    "review_by_visit" INTEGER NOT NULL,
    "pain_change" DECIMAL(3,1) NOT NULL,
    "function_change" DECIMAL(3,1) NOT NULL,
    "source" TEXT NOT NULL,
    "approved_by" TEXT,
    "valid_from" DATE NOT NULL,
    CONSTRAINT "outcome_policy_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "outcome_policy_clinic_id_version_key" ON "outcome_policy"("clinic_id","version");
ALTER TABLE "outcome_policy" ADD CONSTRAINT "outcome_policy_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "outcome_policy" ADD CHECK ("review_from_visit" BETWEEN 2 AND 50 AND "review_by_visit" BETWEEN "review_from_visit" AND 50);
ALTER TABLE "outcome_policy" ADD CHECK ("pain_change" BETWEEN 0.1 AND 10 AND "function_change" BETWEEN 0.1 AND 10);
ALTER TABLE "outcome_policy" ADD CHECK (length(btrim("source")) > 0);

-- Less pain, or one of up to three things that the patient wants to do again.
CREATE TABLE "goal" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "patient_id" UUID NOT NULL,
    "encounter_id" UUID NOT NULL,
    "slot" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "target" INTEGER NOT NULL,
    "set_by_identity_id" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    "ended_at" TIMESTAMPTZ(6),
    "ended_by_identity_id" TEXT,
    "ended_reason" TEXT,
    CONSTRAINT "goal_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "goal_clinic_id_patient_id_idx" ON "goal"("clinic_id", "patient_id");
ALTER TABLE "goal" ADD CONSTRAINT "goal_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "goal" ADD CONSTRAINT "goal_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "goal" ADD CONSTRAINT "goal_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE UNIQUE INDEX "goal_one_a_slot" ON "goal" ("clinic_id", "patient_id", "slot") WHERE "ended_at" IS NULL;
ALTER TABLE "goal" ADD CHECK ("slot" BETWEEN 0 AND 3 AND ("slot" = 0) = ("title" = ''));
ALTER TABLE "goal" ADD CHECK ("target" BETWEEN 0 AND 10);
ALTER TABLE "goal" ADD CHECK (num_nonnulls("ended_at", "ended_by_identity_id", "ended_reason") IN (0, 3) AND ("ended_reason" IS NULL OR length(btrim("ended_reason")) > 0));

CREATE TABLE "observation" (
    "clinic_id" UUID NOT NULL,
    "encounter_id" UUID NOT NULL,
    "goal_id" UUID NOT NULL,
    "value" INTEGER NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    CONSTRAINT "observation_pkey" PRIMARY KEY ("clinic_id","encounter_id","goal_id")
);
ALTER TABLE "observation" ADD CONSTRAINT "observation_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "observation" ADD CONSTRAINT "observation_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "observation" ADD CONSTRAINT "observation_clinic_id_goal_id_fkey" FOREIGN KEY ("clinic_id", "goal_id") REFERENCES "goal"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "observation" ADD CHECK ("value" BETWEEN 0 AND 10);

-- What was done beside needles, or instead of them.
CREATE TABLE "visit_treatment" (
    "clinic_id" UUID NOT NULL,
    "encounter_id" UUID NOT NULL,
    "technique" TEXT NOT NULL,
    "remark" TEXT NOT NULL DEFAULT '',
    "by_identity_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    CONSTRAINT "visit_treatment_pkey" PRIMARY KEY ("clinic_id","encounter_id","technique")
);
ALTER TABLE "visit_treatment" ADD CONSTRAINT "visit_treatment_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "visit_treatment" ADD CONSTRAINT "visit_treatment_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "visit_treatment" ADD CHECK ("technique" IN ('cupping', 'moxibustion', 'laser', 'manual-therapy', 'exercise-advice'));

-- P5: a completed record stays as it is; a goal and its scores are one patient's, and a goal is ended once.
CREATE TRIGGER "record_is_open" BEFORE INSERT OR UPDATE OR DELETE ON "observation" FOR EACH ROW EXECUTE FUNCTION "record_is_open"();
CREATE TRIGGER "record_is_open" BEFORE INSERT OR UPDATE OR DELETE ON "visit_treatment" FOR EACH ROW EXECUTE FUNCTION "record_is_open"();
CREATE FUNCTION "goal_stands"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD."ended_at" IS NOT NULL
    OR (to_jsonb(NEW) - 'ended_at' - 'ended_by_identity_id' - 'ended_reason') IS DISTINCT FROM (to_jsonb(OLD) - 'ended_at' - 'ended_by_identity_id' - 'ended_reason')) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'a goal is ended once and stays what it was; the next one follows it';
  END IF;
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM "encounter" e WHERE e."clinic_id" = NEW."clinic_id" AND e."id" = NEW."encounter_id" AND e."patient_id" = NEW."patient_id") THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a goal is set in a visit of its patient', CONSTRAINT = 'goal_stands';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "goal_stands" BEFORE INSERT OR UPDATE ON "goal" FOR EACH ROW EXECUTE FUNCTION "goal_stands"();
CREATE FUNCTION "score_is_the_patients"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "encounter" e JOIN "goal" g ON g."clinic_id" = e."clinic_id" AND g."patient_id" = e."patient_id"
    WHERE e."clinic_id" = NEW."clinic_id" AND e."id" = NEW."encounter_id" AND g."id" = NEW."goal_id") THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a score is of the visit''s own patient', CONSTRAINT = 'score_is_the_patients';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "score_is_the_patients" AFTER INSERT OR UPDATE ON "observation" FOR EACH ROW EXECUTE FUNCTION "score_is_the_patients"();

-- P7
DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['outcome_policy', 'goal', 'observation', 'visit_treatment'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY "own_clinic" ON %I TO "filiform_app"
      USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
      WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))$p$, t);
    EXECUTE format($p$CREATE POLICY "clinical_only" ON %I AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_reads_clinical()))$p$, t);
    EXECUTE format('GRANT SELECT ON %I TO "filiform_app"', t);
  END LOOP;
END $$;
GRANT INSERT ON "goal" TO "filiform_app";
GRANT UPDATE ("ended_at", "ended_by_identity_id", "ended_reason") ON "goal" TO "filiform_app";
GRANT INSERT, DELETE ON "observation", "visit_treatment" TO "filiform_app";
GRANT UPDATE ("value", "by_identity_id", "at") ON "observation" TO "filiform_app";
REVOKE EXECUTE ON FUNCTION "goal_stands"(), "score_is_the_patients"() FROM PUBLIC;
