-- What patients answer before a visit to the questions that are asked in it. It stands beside the visit and never counts as
-- its screening: whoever treats confirms each answer.
CREATE TABLE "answers_ahead" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "appointment_id" UUID NOT NULL,
    "patient_id" UUID NOT NULL,
    "answers" JSONB NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "answers_ahead_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "answers_ahead_clinic_id_appointment_id_at_idx" ON "answers_ahead"("clinic_id","appointment_id","at");
ALTER TABLE "answers_ahead" ADD CONSTRAINT "answers_ahead_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "answers_ahead" ADD CONSTRAINT "answers_ahead_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id","appointment_id") REFERENCES "appointment"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "answers_ahead" ADD CONSTRAINT "answers_ahead_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "patient"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "answers_ahead" ADD CHECK (jsonb_typeof("answers") = 'object' AND "answers" <> '{}' AND octet_length("answers"::text) <= 40000);

-- About a coming visit of their own, while it is ahead, and not without end.
CREATE FUNCTION "answers_ahead_fit"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  PERFORM 1 FROM "appointment" a WHERE a."clinic_id" = NEW."clinic_id" AND a."id" = NEW."appointment_id" AND a."patient_id" = NEW."patient_id"
    AND a."status" IN ('proposed', 'booked') AND a."starts_at" > NEW."at" FOR NO KEY UPDATE;
  IF NOT FOUND OR (SELECT count(*) FROM "answers_ahead" o WHERE o."clinic_id" = NEW."clinic_id" AND o."appointment_id" = NEW."appointment_id") >= 10 THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'what is said ahead is about a coming visit of their own', CONSTRAINT = 'answers_ahead_fit';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "answers_ahead_fit"() FROM PUBLIC;
CREATE TRIGGER "answers_ahead_fit" BEFORE INSERT ON "answers_ahead" FOR EACH ROW EXECUTE FUNCTION "answers_ahead_fit"();
CREATE TRIGGER "tell_screens" AFTER INSERT ON "answers_ahead" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();

ALTER TABLE "answers_ahead" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "answers_ahead" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
-- said by the patient or whoever acts for them, and by nobody in their place
CREATE POLICY "by_themselves" ON "answers_ahead" AS RESTRICTIVE FOR INSERT TO "filiform_app"
  WITH CHECK ("patient_id" = ANY ((SELECT app_patient_ids())::uuid[]) AND "by_identity_id" = (SELECT current_setting('app.identity_id', true)));
CREATE POLICY "own_patients" ON "answers_ahead" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING ((SELECT app_reads_clinical()) OR "patient_id" = ANY ((SELECT app_patient_ids())::uuid[]));
CREATE POLICY "in_care" ON "answers_ahead" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING ((SELECT app_cares_for_everybody()) OR "patient_id" = ANY ((SELECT app_patient_ids())::uuid[]) OR app_reads_record("patient_id"));
GRANT SELECT, INSERT ON "answers_ahead" TO "filiform_app";
