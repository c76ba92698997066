-- The note of a visit in four parts, signed by whoever treats, signed beside them where they are supervised, and added to
-- afterwards without touching what was written.

-- Words of before stay where they are, as free words.
ALTER TABLE "clinical_note" ALTER COLUMN "text" SET DEFAULT '';
ALTER TABLE "clinical_note"
  ADD COLUMN "subjective" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "objective" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "assessment" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "plan" TEXT NOT NULL DEFAULT '';

-- Whose notes wait for a second name.
ALTER TABLE "practitioner" ADD COLUMN "supervisor_id" UUID;
ALTER TABLE "practitioner" ADD CONSTRAINT "practitioner_clinic_id_supervisor_id_fkey" FOREIGN KEY ("clinic_id", "supervisor_id") REFERENCES "practitioner"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "practitioner" ADD CONSTRAINT "nobody_supervises_themselves" CHECK ("supervisor_id" <> "id");
GRANT UPDATE ("supervisor_id") ON "practitioner" TO "filiform_app";

-- Words to begin a note with: the clinic's, or one practitioner's own.
CREATE TABLE "note_template" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "practitioner_id" UUID,
    "name" TEXT NOT NULL,
    "subjective" TEXT NOT NULL DEFAULT '',
    "objective" TEXT NOT NULL DEFAULT '',
    "assessment" TEXT NOT NULL DEFAULT '',
    "plan" TEXT NOT NULL DEFAULT '',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL,
    CONSTRAINT "note_template_pkey" PRIMARY KEY ("clinic_id","id")
);
ALTER TABLE "note_template" ADD CONSTRAINT "note_template_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "note_template" ADD CONSTRAINT "note_template_clinic_id_practitioner_id_fkey" FOREIGN KEY ("clinic_id", "practitioner_id") REFERENCES "practitioner"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "note_template" ADD CHECK (length(btrim("name")) > 0);

-- Who put their name to the words, and to which words exactly.
CREATE TABLE "note_signature" (
    "clinic_id" UUID NOT NULL,
    "encounter_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "identity_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "cosigner_id" UUID,
    "hash" TEXT NOT NULL,
    "remark" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    CONSTRAINT "note_signature_pkey" PRIMARY KEY ("clinic_id","encounter_id","part")
);
ALTER TABLE "note_signature" ADD CONSTRAINT "note_signature_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "note_signature" ADD CONSTRAINT "note_signature_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "clinical_note"("clinic_id", "encounter_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "note_signature" ADD CONSTRAINT "note_signature_clinic_id_cosigner_id_fkey" FOREIGN KEY ("clinic_id", "cosigner_id") REFERENCES "practitioner"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "note_signature" ADD CHECK ("part" IN ('author', 'co-signer'));
CREATE INDEX "note_signature_waits" ON "note_signature" ("clinic_id", "at", "encounter_id") WHERE "part" = 'author' AND "cosigner_id" IS NOT NULL;

-- What was found out or remembered after the record was fixed.
CREATE TABLE "addendum" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "encounter_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    CONSTRAINT "addendum_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "addendum_clinic_id_encounter_id_idx" ON "addendum"("clinic_id", "encounter_id");
ALTER TABLE "addendum" ADD CONSTRAINT "addendum_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "addendum" ADD CONSTRAINT "addendum_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id", "encounter_id") REFERENCES "encounter"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "addendum" ADD CHECK (length(btrim("text")) > 0 AND length(btrim("reason")) > 0);

-- One name for the words of a note: other words have another. Each part is measured, so that moving a word between parts shows.
CREATE FUNCTION "note_hash"("of_note" "clinical_note") RETURNS TEXT
LANGUAGE sql IMMUTABLE SET search_path = public AS $$
  SELECT encode(sha256(convert_to(string_agg(length(part)::text || ':' || part, ',' ORDER BY nr), 'UTF8')), 'hex')
  FROM unnest(ARRAY["of_note"."subjective", "of_note"."objective", "of_note"."assessment", "of_note"."plan", "of_note"."text"]) WITH ORDINALITY AS p (part, nr)
$$;

-- P5: the author is the visit's practitioner, the second name is the supervisor's or a clinical lead's and never the author's
-- own; which words were signed is worked out here.
CREATE FUNCTION "note_signature_stands"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE n "clinical_note"; e "encounter"; first "note_signature";
BEGIN
  SELECT * INTO e FROM "encounter" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."encounter_id" FOR SHARE;
  SELECT * INTO n FROM "clinical_note" WHERE "clinic_id" = NEW."clinic_id" AND "encounter_id" = NEW."encounter_id" FOR UPDATE;
  IF e."status" = 'entered-in-error' OR (NEW."part" = 'author' AND e."status" <> 'in-progress') THEN
    RAISE EXCEPTION USING ERRCODE = 'FF006', MESSAGE = 'a completed record does not change';
  END IF;
  NEW."hash" := note_hash(n);
  IF NEW."part" = 'author' THEN
    IF NOT EXISTS (SELECT 1 FROM "membership" m WHERE m."clinic_id" = NEW."clinic_id" AND m."identity_id" = NEW."identity_id" AND m."active" AND m."practitioner_id" = e."practitioner_id") THEN
      RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a note is signed by the practitioner of its visit', CONSTRAINT = 'note_signature_stands';
    END IF;
    SELECT p."supervisor_id" INTO NEW."cosigner_id" FROM "practitioner" p WHERE p."clinic_id" = NEW."clinic_id" AND p."id" = e."practitioner_id";
    RETURN NEW;
  END IF;
  SELECT * INTO first FROM "note_signature" WHERE "clinic_id" = NEW."clinic_id" AND "encounter_id" = NEW."encounter_id" AND "part" = 'author';
  IF first."hash" IS DISTINCT FROM NEW."hash" OR first."identity_id" = NEW."identity_id" OR first."cosigner_id" IS NULL OR NOT EXISTS (
    SELECT 1 FROM "membership" m WHERE m."clinic_id" = NEW."clinic_id" AND m."identity_id" = NEW."identity_id" AND m."active"
      AND 'practitioner' = ANY (m."roles") AND (m."practitioner_id" = first."cosigner_id" OR m."clinical_lead")
  ) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a note is signed beside its author by their supervisor or a clinical lead', CONSTRAINT = 'note_signature_stands';
  END IF;
  NEW."cosigner_id" := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER "note_signature_stands" BEFORE INSERT ON "note_signature" FOR EACH ROW EXECUTE FUNCTION "note_signature_stands"();

CREATE FUNCTION "signed_note_is_fixed"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "note_signature" s WHERE s."clinic_id" = OLD."clinic_id" AND s."encounter_id" = OLD."encounter_id") THEN
    RAISE EXCEPTION USING ERRCODE = 'FF006', MESSAGE = 'a signed note does not change';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "signed_note_is_fixed" BEFORE UPDATE OR DELETE ON "clinical_note" FOR EACH ROW EXECUTE FUNCTION "signed_note_is_fixed"();

CREATE FUNCTION "what_was_added_stays"() RETURNS TRIGGER
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'FF006', MESSAGE = 'a signature and an addendum stay as they were written';
END $$;
CREATE TRIGGER "what_was_added_stays" BEFORE UPDATE OR DELETE ON "note_signature" FOR EACH ROW EXECUTE FUNCTION "what_was_added_stays"();
CREATE TRIGGER "what_was_added_stays" BEFORE UPDATE OR DELETE ON "addendum" FOR EACH ROW EXECUTE FUNCTION "what_was_added_stays"();

-- Completing a visit signs its note for whoever completes it, whichever path completes it.
CREATE FUNCTION "completion_signs_note"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  INSERT INTO "note_signature" ("clinic_id", "encounter_id", "part", "identity_id", "name", "at")
  SELECT n."clinic_id", n."encounter_id", 'author', m."identity_id", m."name", coalesce(NEW."completed_at", app_now())
  FROM "clinical_note" n
  JOIN "membership" m ON m."clinic_id" = n."clinic_id" AND m."active" AND m."practitioner_id" = NEW."practitioner_id"
    AND m."identity_id" = coalesce(NEW."completed_by_identity_id", nullif(current_setting('app.identity_id', true), ''), n."by_identity_id")
  WHERE n."clinic_id" = NEW."clinic_id" AND n."encounter_id" = NEW."id"
    AND btrim(n."subjective" || n."objective" || n."assessment" || n."plan" || n."text") <> ''
  ON CONFLICT DO NOTHING;
  RETURN NEW;
END $$;
CREATE TRIGGER "encounter_signs_note" BEFORE UPDATE OF "status" ON "encounter" FOR EACH ROW
  WHEN (NEW."status" = 'finished' AND OLD."status" = 'in-progress') EXECUTE FUNCTION "completion_signs_note"();

-- Something is added to what is fixed; before that it belongs into the note itself.
CREATE FUNCTION "addendum_follows"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE status TEXT;
BEGIN
  SELECT e."status" INTO status FROM "encounter" e WHERE e."clinic_id" = NEW."clinic_id" AND e."id" = NEW."encounter_id" FOR SHARE;
  IF status = 'entered-in-error' THEN
    RAISE EXCEPTION USING ERRCODE = 'FF006', MESSAGE = 'nothing is added to a record that was entered in error';
  END IF;
  IF status = 'in-progress' AND NOT EXISTS (SELECT 1 FROM "note_signature" s WHERE s."clinic_id" = NEW."clinic_id" AND s."encounter_id" = NEW."encounter_id") THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'the note is still open', CONSTRAINT = 'addendum_follows';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "addendum_follows" BEFORE INSERT ON "addendum" FOR EACH ROW EXECUTE FUNCTION "addendum_follows"();

-- P7
DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['note_template', 'note_signature', 'addendum'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY "own_clinic" ON %I TO "filiform_app"
      USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
      WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))$p$, t);
    EXECUTE format($p$CREATE POLICY "clinical_only" ON %I AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_reads_clinical()))$p$, t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO "filiform_app"', t);
  END LOOP;
END $$;
GRANT UPDATE ("name", "subjective", "objective", "assessment", "plan", "active", "version") ON "note_template" TO "filiform_app";
REVOKE EXECUTE ON FUNCTION "note_signature_stands"(), "signed_note_is_fixed"(), "completion_signs_note"(), "addendum_follows"() FROM PUBLIC;

CREATE TRIGGER "tell_screens" AFTER INSERT ON "note_signature" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE TRIGGER "tell_screens" AFTER INSERT ON "addendum" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
