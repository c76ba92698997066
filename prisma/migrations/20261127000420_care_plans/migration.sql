-- A course of so many visits with what it is for, agreed in a visit.
CREATE TABLE "care_plan" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "patient_id" UUID NOT NULL,
    "encounter_id" UUID NOT NULL,
    "goal" TEXT NOT NULL,
    "visits" INTEGER NOT NULL,
    "every_days" INTEGER NOT NULL,
    "begun_by_identity_id" TEXT NOT NULL,
    "begun_by_name" TEXT NOT NULL,
    "begun_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    "ended_at" TIMESTAMPTZ(6),
    "ended_by_identity_id" TEXT,
    "ended_reason" TEXT,
    CONSTRAINT "care_plan_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "care_plan_clinic_id_patient_id_idx" ON "care_plan"("clinic_id", "patient_id");
ALTER TABLE "care_plan" ADD CONSTRAINT "care_plan_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "care_plan" ADD CONSTRAINT "care_plan_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "care_plan" ADD CONSTRAINT "care_plan_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
-- one course at a time: each visit is one of it
CREATE UNIQUE INDEX "care_plan_one_a_patient" ON "care_plan" ("clinic_id", "patient_id") WHERE "ended_at" IS NULL;
ALTER TABLE "care_plan" ADD CHECK (length(btrim("goal")) > 0);
ALTER TABLE "care_plan" ADD CHECK ("visits" BETWEEN 1 AND 20 AND "every_days" BETWEEN 1 AND 90);
ALTER TABLE "care_plan" ADD CHECK (num_nonnulls("ended_at", "ended_by_identity_id", "ended_reason") IN (0, 3) AND ("ended_reason" IS NULL OR length(btrim("ended_reason")) > 0));

CREATE FUNCTION "care_plan_stands"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD."ended_at" IS NOT NULL
    OR (to_jsonb(NEW) - 'ended_at' - 'ended_by_identity_id' - 'ended_reason') IS DISTINCT FROM (to_jsonb(OLD) - 'ended_at' - 'ended_by_identity_id' - 'ended_reason')) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'a plan is ended once and stays what it was; the next one follows it';
  END IF;
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM "encounter" e WHERE e."clinic_id" = NEW."clinic_id" AND e."id" = NEW."encounter_id" AND e."patient_id" = NEW."patient_id") THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a plan is agreed in a visit of its patient', CONSTRAINT = 'care_plan_stands';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "care_plan_stands" BEFORE INSERT OR UPDATE ON "care_plan" FOR EACH ROW EXECUTE FUNCTION "care_plan_stands"();

ALTER TABLE "care_plan" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "care_plan" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "clinical_only" ON "care_plan" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_reads_clinical()));
GRANT SELECT, INSERT ON "care_plan" TO "filiform_app";
GRANT UPDATE ("ended_at", "ended_by_identity_id", "ended_reason") ON "care_plan" TO "filiform_app";
REVOKE EXECUTE ON FUNCTION "care_plan_stands"() FROM PUBLIC;
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "care_plan" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
