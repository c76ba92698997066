-- Words to begin a note with that everybody has are the clinic's to decide, as its other policies are; a practitioner's own
-- stay theirs to change.
CREATE TABLE "clinic_note_template" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "subjective" TEXT NOT NULL,
    "objective" TEXT NOT NULL,
    "assessment" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
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
    CONSTRAINT "clinic_note_template_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "clinic_note_template_clinic_id_code_version_key" ON "clinic_note_template"("clinic_id", "code", "version");
CREATE UNIQUE INDEX "clinic_note_template_one_draft" ON "clinic_note_template" ("clinic_id", "code") WHERE "state" = 'draft';
ALTER TABLE "clinic_note_template" ADD CONSTRAINT "clinic_note_template_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "clinic_note_template"
  ADD CHECK (length(btrim("name")) > 0 AND length(btrim("source")) > 0 AND "version" >= 1),
  ADD CHECK ("state" IN ('draft', 'in-force', 'discarded')),
  ADD CHECK (num_nonnulls("drafted_by", "drafted_by_identity_id", "drafted_at") IN (0, 3) AND ("state" = 'in-force' OR "drafted_at" IS NOT NULL)),
  ADD CHECK (("approved_at" IS NULL) = ("approved_by_identity_id" IS NULL) AND ("approved_at" IS NULL OR "approved_by" IS NOT NULL)),
  ADD CHECK ("approved_by" IS NULL OR "state" = 'in-force'),
  ADD CHECK ("state" <> 'in-force' OR "drafted_at" IS NULL OR "approved_at" IS NOT NULL),
  ADD CHECK (num_nonnulls("discarded_by", "discarded_by_identity_id", "discarded_at") IN (0, 3) AND ("state" = 'discarded') = ("discarded_at" IS NOT NULL));

INSERT INTO "clinic_note_template" ("clinic_id", "id", "code", "version", "name", "subjective", "objective", "assessment", "plan", "active", "source", "valid_from", "state")
  SELECT "clinic_id", "id", "id"::text, 1, "name", "subjective", "objective", "assessment", "plan", "active", 'Kept from before templates were approved.', '2020-01-01', 'in-force'
  FROM "note_template" WHERE "practitioner_id" IS NULL;
DELETE FROM "note_template" WHERE "practitioner_id" IS NULL;
ALTER TABLE "note_template" ALTER COLUMN "practitioner_id" SET NOT NULL;

ALTER TABLE "clinic_note_template" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own_clinic" ON "clinic_note_template" TO "filiform_app"
  USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
  WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid));
CREATE POLICY "staff_only" ON "clinic_note_template" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()));
CREATE POLICY "drafts_alone" ON "clinic_note_template" AS RESTRICTIVE FOR INSERT TO "filiform_app"
  WITH CHECK ("state" = 'draft' AND "drafted_by_identity_id" = (SELECT current_setting('app.identity_id', true)));
CREATE TRIGGER "policy_stands" BEFORE INSERT OR UPDATE ON "clinic_note_template" FOR EACH ROW EXECUTE FUNCTION "policy_stands"();
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON "clinic_note_template" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
GRANT SELECT, INSERT ON "clinic_note_template" TO "filiform_app";
GRANT UPDATE ("state", "valid_from", "approved_by", "approved_at", "approved_by_identity_id", "discarded_by",
  "discarded_by_identity_id", "discarded_at") ON "clinic_note_template" TO "filiform_app";

-- The view of all of them has one more branch.
DO $$
BEGIN
  EXECUTE 'CREATE OR REPLACE VIEW "policy_version" WITH (security_invoker = true) AS ' || rtrim(pg_get_viewdef('"policy_version"'), ';') || $q$
    UNION ALL SELECT t."clinic_id", t."id", 'note-template' AS "kind", t."code" AS "key", t."version", t."state", t."source", t."valid_from",
      t."drafted_by", t."drafted_at", t."approved_by", t."approved_at", t."discarded_by", t."discarded_at",
      jsonb_build_object('name', t."name", 'subjective', t."subjective", 'objective', t."objective", 'assessment', t."assessment",
        'plan', t."plan", 'active', t."active") AS "content"
    FROM "clinic_note_template" t$q$;
END $$;
