-- What patients answer after a visit, how the clinic sorts it, and who takes it.

-- How answers are sorted and what the patient reads at once: the clinic's policy, as its others.
CREATE TABLE "triage_rule" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "sign" TEXT NOT NULL,
    "techniques" TEXT[],
    "risk_zones" TEXT[],
    "from_score" INTEGER,
    "tier" TEXT NOT NULL,
    "rings" BOOLEAN NOT NULL,
    "due_minutes" INTEGER NOT NULL,
    "incident_kind" TEXT,
    "title" JSONB NOT NULL,
    "steps" JSONB NOT NULL,
    "active" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,
    "approved_by" TEXT,
    "valid_from" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "drafted_by" TEXT,
    "drafted_by_identity_id" TEXT,
    "drafted_at" TIMESTAMPTZ(6),
    "approved_at" TIMESTAMPTZ(6),
    "approved_by_identity_id" TEXT,
    "discarded_by" TEXT,
    "discarded_by_identity_id" TEXT,
    "discarded_at" TIMESTAMPTZ(6),
    CONSTRAINT "triage_rule_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "triage_rule_clinic_id_code_version_key" ON "triage_rule"("clinic_id", "code", "version");
CREATE UNIQUE INDEX "triage_rule_one_draft" ON "triage_rule" ("clinic_id", "code") WHERE "state" = 'draft';
ALTER TABLE "triage_rule"
  ADD CHECK ("sign" IN ('chest', 'needle-in-body', 'needle-outside', 'infection', 'numbness', 'bruise-growing', 'soreness', 'words-emergency', 'words-concerning')),
  ADD CHECK ("tier" IN ('emergency', 'concerning', 'unclassified', 'harmless')),
  ADD CHECK (("sign" = 'soreness') = ("from_score" IS NOT NULL) AND ("from_score" IS NULL OR "from_score" BETWEEN 1 AND 10)),
  ADD CHECK ("due_minutes" BETWEEN 1 AND 2880),
  -- no clinic makes less of these
  ADD CHECK ("sign" NOT IN ('chest', 'words-emergency') OR ("tier" = 'emergency' AND "rings" AND "active")),
  ADD CHECK ("sign" NOT IN ('needle-in-body', 'needle-outside') OR "tier" IN ('emergency', 'concerning')),
  ADD CHECK ("tier" <> 'emergency' OR "rings");

-- What is listened for in free words, in one language.
CREATE TABLE "triage_terms" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "language" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "emergency" TEXT[],
    "concerning" TEXT[],
    "harmless" TEXT[],
    "negations" TEXT[],
    "source" TEXT NOT NULL,
    "approved_by" TEXT,
    "valid_from" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "drafted_by" TEXT,
    "drafted_by_identity_id" TEXT,
    "drafted_at" TIMESTAMPTZ(6),
    "approved_at" TIMESTAMPTZ(6),
    "approved_by_identity_id" TEXT,
    "discarded_by" TEXT,
    "discarded_by_identity_id" TEXT,
    "discarded_at" TIMESTAMPTZ(6),
    CONSTRAINT "triage_terms_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "triage_terms_clinic_id_language_version_key" ON "triage_terms"("clinic_id", "language", "version");
CREATE UNIQUE INDEX "triage_terms_one_draft" ON "triage_terms" ("clinic_id", "language") WHERE "state" = 'draft';
ALTER TABLE "triage_terms" ADD CHECK (cardinality("emergency") > 0);

DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['triage_rule', 'triage_terms'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT', t, t || '_clinic_id_fkey');
    EXECUTE format($q$ALTER TABLE %I
      ADD CHECK (length(btrim("source")) > 0 AND "version" >= 1),
      ADD CHECK ("state" IN ('draft', 'in-force', 'discarded')),
      ADD CHECK (num_nonnulls("drafted_by", "drafted_by_identity_id", "drafted_at") IN (0, 3) AND ("state" = 'in-force' OR "drafted_at" IS NOT NULL)),
      ADD CHECK (("approved_at" IS NULL) = ("approved_by_identity_id" IS NULL) AND ("approved_at" IS NULL OR "approved_by" IS NOT NULL)),
      ADD CHECK ("approved_by" IS NULL OR "state" = 'in-force'),
      ADD CHECK ("state" <> 'in-force' OR "drafted_at" IS NULL OR "approved_at" IS NOT NULL),
      ADD CHECK (num_nonnulls("discarded_by", "discarded_by_identity_id", "discarded_at") IN (0, 3) AND ("state" = 'discarded') = ("discarded_at" IS NOT NULL))$q$, t);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY "own_clinic" ON %I TO "filiform_app"
      USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
      WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))$p$, t);
    EXECUTE format($p$CREATE POLICY "drafts_alone" ON %I AS RESTRICTIVE FOR INSERT TO "filiform_app"
      WITH CHECK ("state" = 'draft' AND "drafted_by_identity_id" = (SELECT current_setting('app.identity_id', true)))$p$, t);
    EXECUTE format($p$CREATE POLICY "staff_only" ON %I AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()))$p$, t);
    EXECUTE format('CREATE TRIGGER "policy_stands" BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION "policy_stands"()', t);
    EXECUTE format('CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION "tell_screens"()', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO "filiform_app"', t);
    EXECUTE format('GRANT UPDATE ("state", "valid_from", "approved_by", "approved_at", "approved_by_identity_id", "discarded_by",
      "discarded_by_identity_id", "discarded_at") ON %I TO "filiform_app"', t);
  END LOOP;
END $$;

-- A link of a message that opens the question how somebody is, and nothing else. Of the token only its hash is kept.
CREATE TABLE "check_in_link" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "patient_id" UUID NOT NULL,
    "encounter_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "check_in_link_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "check_in_link_clinic_id_token_hash_key" ON "check_in_link"("clinic_id", "token_hash");
ALTER TABLE "check_in_link" ADD CONSTRAINT "check_in_link_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "check_in_link" ADD CONSTRAINT "check_in_link_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "patient"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "check_in_link" ADD CONSTRAINT "check_in_link_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id","encounter_id") REFERENCES "encounter"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "check_in_link" ADD CHECK ("expires_at" > "created_at" AND length("token_hash") = 43);

-- What somebody answered, as they said it, and how it was sorted.
CREATE TABLE "check_in" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "patient_id" UUID NOT NULL,
    "encounter_id" UUID,
    "link_id" UUID,
    "via" TEXT NOT NULL,
    "identity_id" TEXT,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "soreness" INTEGER,
    "bruise" TEXT,
    "infection" TEXT,
    "chest" TEXT,
    "numbness" TEXT,
    "needle" TEXT,
    "needles" INTEGER,
    "words" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "rings" BOOLEAN NOT NULL,
    "due_at" TIMESTAMPTZ(6),
    "signs" TEXT[],
    "rule_ids" UUID[],
    CONSTRAINT "check_in_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "check_in_clinic_id_encounter_id_at_idx" ON "check_in"("clinic_id","encounter_id","at");
CREATE INDEX "check_in_clinic_id_patient_id_at_idx" ON "check_in"("clinic_id","patient_id","at");
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id","patient_id") REFERENCES "patient"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id","encounter_id") REFERENCES "encounter"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_clinic_id_link_id_fkey" FOREIGN KEY ("clinic_id","link_id") REFERENCES "check_in_link"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "check_in"
  ADD CHECK ("via" IN ('link', 'portal', 'sms') AND ("via" = 'link') = ("link_id" IS NOT NULL) AND ("via" = 'portal') = ("identity_id" IS NOT NULL)),
  ADD CHECK ("soreness" BETWEEN 0 AND 10),
  ADD CHECK ("bruise" IN ('none', 'small', 'growing') AND "infection" IN ('no', 'yes', 'unsure') AND "chest" IN ('no', 'yes', 'unsure')
    AND "numbness" IN ('no', 'yes', 'unsure') AND "needle" IN ('none', 'in-the-body', 'outside')),
  ADD CHECK ("needles" BETWEEN 1 AND 20 AND "needle" <> 'none' OR "needles" IS NULL AND coalesce("needle", 'none') = 'none'),
  ADD CHECK (length("words") <= 4000),
  ADD CHECK ("tier" IN ('emergency', 'concerning', 'unclassified', 'harmless') AND ("tier" = 'harmless') = ("due_at" IS NULL)),
  -- Z2: none of these is ever a trifle
  ADD CHECK (coalesce("chest", 'no') = 'no' OR ("tier" = 'emergency' AND "rings")),
  ADD CHECK (coalesce("needle", 'none') = 'none' OR "tier" IN ('emergency', 'concerning')),
  ADD CHECK ("tier" <> 'emergency' OR "rings");

-- To-do's are taken, closed with a note, and due.
ALTER TABLE "task"
  ADD COLUMN "check_in_id" UUID,
  ADD COLUMN "due_at" TIMESTAMPTZ(6),
  ADD COLUMN "rings" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "taken_by_identity_id" TEXT,
  ADD COLUMN "taken_by_name" TEXT,
  ADD COLUMN "taken_at" TIMESTAMPTZ(6),
  ADD COLUMN "outcome" TEXT,
  ADD COLUMN "note" TEXT;
ALTER TABLE "task" ADD CONSTRAINT "task_clinic_id_check_in_id_fkey" FOREIGN KEY ("clinic_id","check_in_id") REFERENCES "check_in"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "task"
  ADD CHECK (num_nonnulls("taken_by_identity_id", "taken_by_name", "taken_at") IN (0, 3)),
  ADD CHECK ("outcome" IN ('reached', 'sent-to-help', 'not-reached', 'false-alarm', 'nothing-needed')),
  ADD CHECK ("check_in_id" IS NULL OR "due_at" IS NOT NULL),
  ADD CHECK (NOT "rings" OR "due_at" IS NOT NULL),
  -- what a patient answered is not ticked off without a word
  ADD CONSTRAINT "answer_is_closed_with_a_note" CHECK ("status" <> 'done' OR ("check_in_id" IS NULL AND "kind" <> 'no-answer') OR ("outcome" IS NOT NULL AND length(btrim("note")) >= 3));
CREATE INDEX "task_rings" ON "task" ("clinic_id") WHERE "rings" AND "status" = 'open';
CREATE INDEX "task_clinic_id_check_in_id_idx" ON "task"("clinic_id","check_in_id");

-- An answer is of the patient whose visit and link it names.
CREATE FUNCTION "check_in_agrees"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "encounter" e WHERE e."clinic_id" = NEW."clinic_id" AND e."id" = NEW."encounter_id" AND e."patient_id" <> NEW."patient_id")
    OR (TG_TABLE_NAME = 'check_in' AND EXISTS (SELECT 1 FROM "check_in_link" l WHERE l."clinic_id" = NEW."clinic_id"
      AND l."id" = (to_jsonb(NEW) ->> 'link_id')::uuid AND (l."patient_id" <> NEW."patient_id" OR l."encounter_id" IS DISTINCT FROM NEW."encounter_id"))) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'an answer is of the patient whose visit it is about', CONSTRAINT = 'check_in_agrees';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "check_in_agrees"() FROM PUBLIC;
CREATE TRIGGER "check_in_agrees" BEFORE INSERT ON "check_in" FOR EACH ROW EXECUTE FUNCTION "check_in_agrees"();
CREATE TRIGGER "check_in_agrees" BEFORE INSERT ON "check_in_link" FOR EACH ROW EXECUTE FUNCTION "check_in_agrees"();

-- Nobody's answer that somebody has to read is without its task; one that rings has a task that rings.
CREATE FUNCTION "check_in_has_its_task"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NEW."tier" <> 'harmless' AND NOT EXISTS (SELECT 1 FROM "task" t WHERE t."clinic_id" = NEW."clinic_id" AND t."check_in_id" = NEW."id"
    AND t."patient_id" = NEW."patient_id" AND (t."rings" OR NOT NEW."rings")) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'an answer that somebody has to read has its task', CONSTRAINT = 'check_in_has_its_task';
  END IF;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION "check_in_has_its_task"() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER "check_in_has_its_task" AFTER INSERT ON "check_in" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "check_in_has_its_task"();

-- Whose answer a task is about, when it is due and whether it rings stays; it is taken in one's own name, and rings until then.
CREATE FUNCTION "task_is_kept"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE me CONSTANT TEXT := nullif(current_setting('app.identity_id', true), '');
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'what a patient answered stays on the list until it is closed';
  END IF;
  IF (NEW."check_in_id", NEW."kind", NEW."patient_id", NEW."due_at", NEW."rings") IS DISTINCT FROM (OLD."check_in_id", OLD."kind", OLD."patient_id", OLD."due_at", OLD."rings")
    OR OLD."status" = 'done' THEN
    RAISE EXCEPTION USING ERRCODE = 'FF008', MESSAGE = 'what a patient answered stays on the list until it is closed';
  END IF;
  IF NEW."taken_by_identity_id" IS DISTINCT FROM OLD."taken_by_identity_id" AND NEW."taken_by_identity_id" IS DISTINCT FROM me THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a task is taken in one''s own name', CONSTRAINT = 'task_is_taken';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "task_is_kept"() FROM PUBLIC;
CREATE TRIGGER "task_is_kept" BEFORE UPDATE OR DELETE ON "task" FOR EACH ROW WHEN (OLD."check_in_id" IS NOT NULL OR OLD."kind" = 'no-answer') EXECUTE FUNCTION "task_is_kept"();

DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['check_in_link', 'check_in'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY "own_clinic" ON %I TO "filiform_app"
      USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
      WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))$p$, t);
    -- whoever answers is let in by the link or the session; writing it down, with all that follows, is the clinic's own work
    EXECUTE format($p$CREATE POLICY "by_the_clinic" ON %I AS RESTRICTIVE FOR INSERT TO "filiform_app"
      WITH CHECK (coalesce(current_setting('app.actor', true), '') = 'system')$p$, t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO "filiform_app"', t);
  END LOOP;
END $$;
CREATE POLICY "by_the_clinic_alone" ON "check_in_link" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING ((SELECT coalesce(current_setting('app.actor', true), '') = 'system'));
-- read as notes are, and by whoever said it
CREATE POLICY "own_patients" ON "check_in" AS RESTRICTIVE TO "filiform_app"
  USING ((SELECT app_reads_clinical()) OR "patient_id" = ANY ((SELECT app_patient_ids())::uuid[]));
CREATE POLICY "in_care" ON "check_in" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING ((SELECT app_cares_for_everybody()) OR "patient_id" = ANY ((SELECT app_patient_ids())::uuid[]) OR app_reads_record("patient_id")
    OR ("encounter_id" IS NOT NULL AND app_reads_visit("encounter_id")));
CREATE TRIGGER "tell_screens" AFTER INSERT ON "check_in" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();

DO $$
BEGIN
  EXECUTE 'CREATE OR REPLACE VIEW "policy_version" WITH (security_invoker = true) AS ' || rtrim(pg_get_viewdef('"policy_version"'), ';') || $q$
    UNION ALL SELECT t."clinic_id", t."id", 'triage' AS "kind", t."code" AS "key", t."version", t."state", t."source", t."valid_from",
      t."drafted_by", t."drafted_at", t."approved_by", t."approved_at", t."discarded_by", t."discarded_at",
      jsonb_build_object('sign', t."sign", 'techniques', t."techniques", 'riskZones', t."risk_zones", 'fromScore', t."from_score", 'tier', t."tier",
        'rings', t."rings", 'dueMinutes', t."due_minutes", 'incidentKind', t."incident_kind", 'title', t."title", 'steps', t."steps", 'active', t."active") AS "content"
    FROM "triage_rule" t
    UNION ALL SELECT t."clinic_id", t."id", 'triage-terms' AS "kind", t."language" AS "key", t."version", t."state", t."source", t."valid_from",
      t."drafted_by", t."drafted_at", t."approved_by", t."approved_at", t."discarded_by", t."discarded_at",
      jsonb_build_object('emergency', t."emergency", 'concerning', t."concerning", 'harmless', t."harmless", 'negations', t."negations") AS "content"
    FROM "triage_terms" t$q$;
END $$;
