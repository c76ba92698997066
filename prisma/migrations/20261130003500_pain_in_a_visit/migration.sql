-- How much it hurts before the needles go in and after they are out, in every visit, whether a goal is about pain or not.
CREATE TABLE "visit_pain" (
    "clinic_id" UUID NOT NULL,
    "encounter_id" UUID NOT NULL,
    "moment" TEXT NOT NULL CHECK ("moment" IN ('before', 'after')),
    "value" INTEGER NOT NULL CHECK ("value" BETWEEN 0 AND 10),
    "by_identity_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    CONSTRAINT "visit_pain_pkey" PRIMARY KEY ("clinic_id","encounter_id","moment")
);
ALTER TABLE "visit_pain" ADD CONSTRAINT "visit_pain_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "visit_pain" ADD CONSTRAINT "visit_pain_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- P5: a completed record stays as it is
CREATE TRIGGER "record_is_open" BEFORE INSERT OR UPDATE OR DELETE ON "visit_pain" FOR EACH ROW EXECUTE FUNCTION "record_is_open"();

-- P7
ALTER TABLE "visit_pain" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "visit_pain" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "clinical_only" ON "visit_pain" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_reads_clinical()));
CREATE POLICY "in_care" ON "visit_pain" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING ((SELECT app_cares_for_everybody()) OR app_reads_visit("encounter_id"));
GRANT SELECT, INSERT ON "visit_pain" TO "filiform_app";
GRANT UPDATE ("value", "by_identity_id", "at") ON "visit_pain" TO "filiform_app";
