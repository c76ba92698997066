-- What becomes of needles: a second person's count, a count that an emergency put off, needles left in on purpose, and
-- the clinic's numbers and texts about them.

CREATE TABLE "safety_policy" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "version" INTEGER NOT NULL,
    "second_count" BOOLEAN NOT NULL,
    "desk_after_minutes" INTEGER NOT NULL,
    "everyone_after_minutes" INTEGER NOT NULL,
    "sharps_days" INTEGER NOT NULL,
    "manual_name" TEXT NOT NULL,
    "manual_url" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "approved_by" TEXT,
    "valid_from" DATE NOT NULL,
    "by_identity_id" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    CONSTRAINT "safety_policy_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "safety_policy_clinic_id_version_key" ON "safety_policy"("clinic_id","version");
CREATE TABLE "clinic_text" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" JSONB NOT NULL,
    "steps" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "approved_by" TEXT,
    "approved_at" TIMESTAMPTZ(6),
    "approved_by_identity_id" TEXT,
    "valid_from" DATE NOT NULL,
    CONSTRAINT "clinic_text_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "clinic_text_clinic_id_key_version_key" ON "clinic_text"("clinic_id","key","version");
CREATE TABLE "needle_tally" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "encounter_id" UUID NOT NULL,
    "checks_tally_id" UUID,
    "removed" INTEGER NOT NULL,
    "fell_out_found" INTEGER NOT NULL,
    "broken" INTEGER NOT NULL,
    "missing" INTEGER NOT NULL,
    "explanation" TEXT,
    "by_identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "needle_tally_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "needle_tally_clinic_id_encounter_id_idx" ON "needle_tally"("clinic_id","encounter_id");
CREATE TABLE "count_deferral" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "encounter_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "resolved_at" TIMESTAMPTZ(6),
    "resolved_by_identity_id" TEXT,
    CONSTRAINT "count_deferral_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE TABLE "needle_left_in_place" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "encounter_id" UUID NOT NULL,
    "area_id" TEXT NOT NULL,
    "needles" INTEGER NOT NULL,
    "text_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "signed_name" TEXT NOT NULL,
    "signer_relation" TEXT NOT NULL,
    "signature" JSONB NOT NULL,
    "signed_at" TIMESTAMPTZ(6) NOT NULL,
    "leaflet" TEXT NOT NULL,
    "removal_on" DATE NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "needle_left_in_place_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "needle_left_in_place_clinic_id_encounter_id_idx" ON "needle_left_in_place"("clinic_id","encounter_id");

ALTER TABLE "safety_policy" ADD CONSTRAINT "safety_policy_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "clinic_text" ADD CONSTRAINT "clinic_text_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "needle_tally" ADD CONSTRAINT "needle_tally_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "needle_tally" ADD CONSTRAINT "needle_tally_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id","encounter_id") REFERENCES "encounter"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "needle_tally" ADD CONSTRAINT "needle_tally_clinic_id_checks_tally_id_fkey" FOREIGN KEY ("clinic_id","checks_tally_id") REFERENCES "needle_tally"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "count_deferral" ADD CONSTRAINT "count_deferral_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "count_deferral" ADD CONSTRAINT "count_deferral_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id","encounter_id") REFERENCES "encounter"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "needle_left_in_place" ADD CONSTRAINT "needle_left_in_place_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "needle_left_in_place" ADD CONSTRAINT "needle_left_in_place_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id","encounter_id") REFERENCES "encounter"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "needle_left_in_place" ADD CONSTRAINT "needle_left_in_place_clinic_id_area_id_fkey" FOREIGN KEY ("clinic_id","area_id") REFERENCES "body_area"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "needle_left_in_place" ADD CONSTRAINT "needle_left_in_place_clinic_id_text_id_fkey" FOREIGN KEY ("clinic_id","text_id") REFERENCES "clinic_text"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "needle_count" ADD COLUMN "tally_id" UUID;
ALTER TABLE "needle_count" ADD CONSTRAINT "needle_count_clinic_id_tally_id_fkey" FOREIGN KEY ("clinic_id","tally_id") REFERENCES "needle_tally"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "safety_policy" ADD CHECK ("version" >= 1 AND "desk_after_minutes" BETWEEN 0 AND 60 AND "everyone_after_minutes" BETWEEN "desk_after_minutes" AND 120 AND "sharps_days" BETWEEN 1 AND 366);
ALTER TABLE "safety_policy" ADD CHECK (length(btrim("source")) > 0);
ALTER TABLE "clinic_text" ADD CHECK (length(btrim("source")) > 0 AND length(btrim("key")) > 0 AND "version" >= 1);
ALTER TABLE "clinic_text" ADD CHECK (jsonb_typeof("steps" -> 'en') = 'array' AND jsonb_typeof("steps" -> 'de') = 'array' AND "title" ? 'en' AND "title" ? 'de');
ALTER TABLE "clinic_text" ADD CHECK (num_nonnulls("approved_by", "approved_at", "approved_by_identity_id") IN (0, 3));
ALTER TABLE "needle_tally" ADD CHECK ("removed" >= 0 AND "fell_out_found" >= 0 AND "broken" >= 0 AND "missing" >= 0);
ALTER TABLE "needle_tally" ADD CHECK ("explanation" IS NULL OR ("checks_tally_id" IS NOT NULL AND length(btrim("explanation")) > 0));
ALTER TABLE "count_deferral" ADD CHECK (length(btrim("reason")) > 0 AND ("resolved_at" IS NULL) = ("resolved_by_identity_id" IS NULL));
ALTER TABLE "needle_left_in_place" ADD CHECK ("needles" BETWEEN 1 AND 200);
ALTER TABLE "needle_left_in_place" ADD CHECK (length(btrim("signed_name")) > 0 AND "signer_relation" IN ('self', 'guardian', 'representative'));
ALTER TABLE "needle_left_in_place" ADD CHECK ("leaflet" IN ('paper', 'mail'));
ALTER TABLE "needle_left_in_place" ADD CHECK ("removal_on" >= ("signed_at" AT TIME ZONE 'UTC')::date - 1);
CREATE UNIQUE INDEX "count_deferral_one_open" ON "count_deferral" ("clinic_id", "encounter_id") WHERE "resolved_at" IS NULL;

ALTER TABLE "communication" DROP CONSTRAINT "communication_basis_check";
ALTER TABLE "communication" ADD CONSTRAINT "communication_basis_check" CHECK ("basis" IN ('last-needle-out', 'planned-end', 'removal-day'));

-- A policy says who set it; a clinician's name stands only on what a clinical lead approved.
CREATE FUNCTION "safety_policy_is_decided"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NEW."by_identity_id" IS DISTINCT FROM nullif(current_setting('app.identity_id', true), '') OR NOT EXISTS (
    SELECT 1 FROM "membership" m WHERE m."clinic_id" = NEW."clinic_id" AND m."identity_id" = NEW."by_identity_id" AND m."active"
      AND CASE WHEN NEW."approved_by" IS NULL THEN m."clinical_lead" OR 'owner' = ANY (m."roles") ELSE m."clinical_lead" END) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'the owner sets this, and a clinical lead approves it', CONSTRAINT = 'safety_policy_is_decided';
  END IF;
  RETURN NEW;
END $$;
-- the demo is written by the database's owner, for nobody
CREATE TRIGGER "safety_policy_is_decided" BEFORE INSERT ON "safety_policy" FOR EACH ROW
  WHEN (NEW."by_identity_id" IS NOT NULL) EXECUTE FUNCTION "safety_policy_is_decided"();

CREATE FUNCTION "clinic_text_is_approved"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF OLD."approved_by" IS NOT NULL OR NEW."approved_by_identity_id" IS DISTINCT FROM nullif(current_setting('app.identity_id', true), '') OR NOT EXISTS (
    SELECT 1 FROM "membership" m WHERE m."clinic_id" = NEW."clinic_id" AND m."identity_id" = NEW."approved_by_identity_id" AND m."active" AND m."clinical_lead") THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a clinical lead approves a text, once', CONSTRAINT = 'clinic_text_is_approved';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "clinic_text_is_approved" BEFORE UPDATE ON "clinic_text" FOR EACH ROW EXECUTE FUNCTION "clinic_text_is_approved"();

-- The policy of a clinic in force today; null where none was set.
CREATE FUNCTION "safety_policy_now"("of_clinic" UUID) RETURNS "safety_policy"
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT p FROM "safety_policy" p WHERE p."clinic_id" = "of_clinic"
    AND p."valid_from" <= (app_now() AT TIME ZONE (SELECT l."time_zone" FROM "location" l WHERE l."clinic_id" = "of_clinic" ORDER BY l."id" LIMIT 1))::date
  ORDER BY p."version" DESC LIMIT 1
$$;

-- A second count is another person's, of the same visit.
CREATE FUNCTION "second_count_is_anothers"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "needle_tally" t WHERE t."clinic_id" = NEW."clinic_id" AND t."id" = NEW."checks_tally_id"
    AND t."encounter_id" = NEW."encounter_id" AND t."checks_tally_id" IS NULL AND t."by_identity_id" <> NEW."by_identity_id") THEN
    RAISE EXCEPTION USING ERRCODE = 'FF005', MESSAGE = 'the second count is another person''s', DETAIL = 'second-count-missing';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "second_count_is_anothers" BEFORE INSERT ON "needle_tally" FOR EACH ROW
  WHEN (NEW."checks_tally_id" IS NOT NULL) EXECUTE FUNCTION "second_count_is_anothers"();
CREATE TRIGGER "record_is_open" BEFORE INSERT ON "needle_tally" FOR EACH ROW EXECUTE FUNCTION "record_is_open"();
CREATE TRIGGER "record_is_open" BEFORE INSERT ON "count_deferral" FOR EACH ROW EXECUTE FUNCTION "record_is_open"();
CREATE TRIGGER "record_is_open" BEFORE INSERT ON "needle_left_in_place" FOR EACH ROW EXECUTE FUNCTION "record_is_open"();

-- Z14: as many needles are left in place as were signed for, whoever writes it.
CREATE FUNCTION "left_in_place_is_signed"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NEW."left_in_place" <> (SELECT coalesce(sum(l."needles"), 0) FROM "needle_left_in_place" l
    WHERE l."clinic_id" = NEW."clinic_id" AND l."encounter_id" = NEW."encounter_id") THEN
    RAISE EXCEPTION USING ERRCODE = 'FF005', MESSAGE = 'a needle is left in place only when that was signed for', DETAIL = 'left-in-place-not-explained';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "left_in_place_is_signed" BEFORE INSERT OR UPDATE ON "needle_count" FOR EACH ROW EXECUTE FUNCTION "left_in_place_is_signed"();

-- A count that was put off is owed until it was made.
CREATE FUNCTION "deferral_is_kept"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF OLD."resolved_at" IS NOT NULL OR NEW."resolved_at" IS NULL OR NOT EXISTS (
    SELECT 1 FROM "needle_count" c WHERE c."clinic_id" = NEW."clinic_id" AND c."encounter_id" = NEW."encounter_id" AND c."closed_at" IS NOT NULL) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF005', MESSAGE = 'the count that was put off has not been made', DETAIL = 'count-deferred';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "deferral_is_kept" BEFORE UPDATE ON "count_deferral" FOR EACH ROW EXECUTE FUNCTION "deferral_is_kept"();

-- P5, further: nothing put off, the second person's count where the clinic wants one, and what is left in is looked after.
CREATE FUNCTION "encounter_completion_of_fates"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE n "needle_count"; first "needle_tally"; policy "safety_policy";
BEGIN
  IF EXISTS (SELECT 1 FROM "count_deferral" d WHERE d."clinic_id" = NEW."clinic_id" AND d."encounter_id" = NEW."id" AND d."resolved_at" IS NULL) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF005', MESSAGE = 'the count was put off and is owed', DETAIL = 'count-deferred';
  END IF;
  SELECT * INTO n FROM "needle_count" WHERE "clinic_id" = NEW."clinic_id" AND "encounter_id" = NEW."id";
  IF NOT FOUND OR n."inserted" = 0 THEN RETURN NEW; END IF;
  IF n."left_in_place" > 0 AND NOT (
    EXISTS (SELECT 1 FROM "task" t WHERE t."clinic_id" = NEW."clinic_id" AND t."encounter_id" = NEW."id" AND t."kind" = 'needle-to-remove')
    AND EXISTS (SELECT 1 FROM "communication" c WHERE c."clinic_id" = NEW."clinic_id" AND c."encounter_id" = NEW."id" AND c."basis" = 'removal-day')) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF005', MESSAGE = 'nobody is reminded of the needle that is left in', DETAIL = 'left-in-place-not-explained';
  END IF;
  policy := safety_policy_now(NEW."clinic_id");
  IF coalesce(policy."second_count", false) THEN
    SELECT * INTO first FROM "needle_tally" WHERE "clinic_id" = NEW."clinic_id" AND "id" = n."tally_id";
    IF NOT FOUND OR (first."removed", first."fell_out_found", first."broken", first."missing") IS DISTINCT FROM (n."removed", n."fell_out_found", n."broken", n."missing")
      OR NOT EXISTS (SELECT 1 FROM "needle_tally" s WHERE s."clinic_id" = NEW."clinic_id" AND s."checks_tally_id" = first."id"
        AND (s."explanation" IS NOT NULL OR (s."removed", s."fell_out_found", s."broken", s."missing") = (n."removed", n."fell_out_found", n."broken", n."missing"))) THEN
      RAISE EXCEPTION USING ERRCODE = 'FF005', MESSAGE = 'a second person has not counted the same', DETAIL = 'second-count-missing';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "encounter_completion_of_fates" BEFORE UPDATE OF "status" ON "encounter" FOR EACH ROW
  WHEN (NEW."status" = 'finished' AND OLD."status" <> 'finished') EXECUTE FUNCTION "encounter_completion_of_fates"();

DO $$
DECLARE t TEXT; f TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['safety_policy', 'clinic_text', 'needle_tally', 'count_deferral', 'needle_left_in_place'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY "own_clinic" ON %I TO "filiform_app"
      USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
      WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))$p$, t);
    EXECUTE format('GRANT SELECT ON %I TO "filiform_app"', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['safety_policy', 'clinic_text'] LOOP
    EXECUTE format($p$CREATE POLICY "staff_only" ON %I AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()))$p$, t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['needle_tally', 'count_deferral', 'needle_left_in_place'] LOOP
    EXECUTE format('GRANT INSERT ON %I TO "filiform_app"', t);
    EXECUTE format($p$CREATE POLICY "clinical_only" ON %I AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_reads_clinical()))$p$, t);
    -- nobody counts, puts off or signs in another's name
    EXECUTE format($p$CREATE POLICY "own_name" ON %I AS RESTRICTIVE FOR INSERT TO "filiform_app"
      WITH CHECK ("by_identity_id" = (SELECT current_setting('app.identity_id', true)))$p$, t);
    EXECUTE format('CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION "tell_screens"()', t);
  END LOOP;
  FOREACH f IN ARRAY ARRAY['safety_policy_is_decided()', 'clinic_text_is_approved()', 'safety_policy_now(uuid)', 'second_count_is_anothers()',
    'left_in_place_is_signed()', 'deferral_is_kept()', 'encounter_completion_of_fates()'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
GRANT INSERT ON "safety_policy" TO "filiform_app";
GRANT UPDATE ("approved_by", "approved_at", "approved_by_identity_id") ON "clinic_text" TO "filiform_app";
GRANT UPDATE ("resolved_at", "resolved_by_identity_id") ON "count_deferral" TO "filiform_app";
