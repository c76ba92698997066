-- The clinical record is for those in whose care somebody is. Others of the clinic open it with a reason and for a while, and
-- somebody looks at that afterwards.

ALTER TABLE "clinic"
  -- a visit with somebody keeps them in one's care for so long
  ADD COLUMN "care_days" INTEGER NOT NULL DEFAULT 730 CHECK ("care_days" BETWEEN 1 AND 3650),
  ADD COLUMN "break_glass_minutes" INTEGER NOT NULL DEFAULT 60 CHECK ("break_glass_minutes" BETWEEN 5 AND 1440);

CREATE TABLE "break_glass" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "patient_id" UUID NOT NULL,
    "identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "by_lead" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "reviewed_at" TIMESTAMPTZ(6),
    "reviewed_by_identity_id" TEXT,
    "reviewed_by_name" TEXT,
    "finding" TEXT,
    "remark" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "break_glass_pkey" PRIMARY KEY ("clinic_id","id")
);
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "break_glass" ADD CONSTRAINT "break_glass_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "break_glass_clinic_id_patient_id_identity_id_idx" ON "break_glass"("clinic_id", "patient_id", "identity_id");
CREATE INDEX "break_glass_clinic_id_opened_at_idx" ON "break_glass"("clinic_id", "opened_at");
ALTER TABLE "break_glass"
  ADD CHECK (length(btrim("reason")) >= 10),
  ADD CHECK ("expires_at" > "opened_at" AND "expires_at" <= "opened_at" + interval '1 day'),
  ADD CHECK ("finding" IN ('in-order', 'to-be-talked-about')),
  -- a review is whole, and nobody reviews what they did themselves
  ADD CHECK (("reviewed_at" IS NULL) = ("finding" IS NULL) AND ("reviewed_at" IS NULL) = ("reviewed_by_identity_id" IS NULL)
    AND ("reviewed_at" IS NULL) = ("reviewed_by_name" IS NULL)),
  ADD CHECK ("finding" <> 'to-be-talked-about' OR length(btrim("remark")) > 0),
  ADD CHECK ("reviewed_by_identity_id" <> "identity_id");

-- What was opened stays written down, and a review is given once.
CREATE FUNCTION "break_glass_is_kept"() RETURNS TRIGGER
LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."reviewed_at" IS NOT NULL THEN
    RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'a review is given once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "break_glass_is_kept" BEFORE UPDATE ON "break_glass" FOR EACH ROW EXECUTE FUNCTION "break_glass_is_kept"();
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "break_glass" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();

ALTER TABLE "break_glass" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "break_glass" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "staff_only" ON "break_glass" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()));
CREATE POLICY "own_name" ON "break_glass" AS RESTRICTIVE FOR INSERT TO "filiform_app"
  WITH CHECK ("identity_id" = (SELECT current_setting('app.identity_id', true)));
GRANT SELECT, INSERT ON "break_glass" TO "filiform_app";
GRANT UPDATE ("reviewed_at", "reviewed_by_identity_id", "reviewed_by_name", "finding", "remark", "version") ON "break_glass" TO "filiform_app";

-- Whom a person cares for: `everybody` for jobs, for who assists (which visits is asked with the visit) and for the clinical
-- lead, who signs beside and looks into what happened; else the practitioner's own patients and those whom they supervise.
CREATE FUNCTION "app_cares_for_everybody"() RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(current_setting('app.actor', true), '') = 'system' OR coalesce(current_setting('app.cares_for', true), '') = 'everybody' $$;
CREATE FUNCTION "app_practitioner_id"() RETURNS UUID LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(nullif(current_setting('app.cares_for', true), ''), 'everybody')::uuid $$;

-- Whether somebody is in this person's care, or their record was opened to this person and is not closed again yet.
CREATE FUNCTION "app_reads_record"("of_patient" UUID) RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (
      SELECT 1 FROM "appointment" a JOIN "clinic" c ON c."id" = a."clinic_id"
      WHERE a."clinic_id" = nullif(current_setting('app.clinic_id', true), '')::uuid AND a."patient_id" = "of_patient"
        AND a."status" NOT IN ('cancelled', 'noshow', 'entered-in-error') AND a."starts_at" > app_now() - make_interval(days => c."care_days")
        AND (a."practitioner_id" = "app_practitioner_id"() OR EXISTS (
          SELECT 1 FROM "practitioner" p WHERE p."clinic_id" = a."clinic_id" AND p."id" = a."practitioner_id" AND p."supervisor_id" = "app_practitioner_id"())))
    OR EXISTS (
      SELECT 1 FROM "break_glass" g WHERE g."clinic_id" = nullif(current_setting('app.clinic_id', true), '')::uuid
        AND g."patient_id" = "of_patient" AND g."identity_id" = current_setting('app.identity_id', true) AND g."expires_at" > app_now()) $$;

-- The same for one visit: whoever treated in it, or was asked to sign beside, reads it whenever it was.
CREATE FUNCTION "app_reads_visit"("of_encounter" UUID) RETURNS BOOLEAN LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT EXISTS (
    SELECT 1 FROM "encounter" e WHERE e."clinic_id" = nullif(current_setting('app.clinic_id', true), '')::uuid AND e."id" = "of_encounter"
      AND (e."practitioner_id" = "app_practitioner_id"() OR "app_reads_record"(e."patient_id") OR EXISTS (
        SELECT 1 FROM "note_signature" s WHERE s."clinic_id" = e."clinic_id" AND s."encounter_id" = e."id" AND s."cosigner_id" = "app_practitioner_id"()))) $$;

DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['screening_answer', 'procedure', 'needle_count', 'clinical_note', 'addendum'] LOOP
    EXECUTE format($p$CREATE POLICY "in_care" ON %I AS RESTRICTIVE FOR SELECT TO "filiform_app"
      USING ((SELECT app_cares_for_everybody()) OR app_reads_visit("encounter_id"))$p$, t);
  END LOOP;
END $$;

-- Whose record was opened may know by whom and when, and nothing else of the trail.
DROP POLICY "staff_read" ON "audit_event";
CREATE POLICY "who_reads" ON "audit_event" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING ((SELECT app_is_staff()) OR ("action" IN ('open-record', 'read-record', 'break-glass') AND "patient_id" = ANY ((SELECT app_patient_ids())::uuid[])));
-- a person's own deeds, and whether a record was opened by them just now
CREATE INDEX "audit_event_clinic_id_identity_id_at_idx" ON "audit_event"("clinic_id", "identity_id", "at");
