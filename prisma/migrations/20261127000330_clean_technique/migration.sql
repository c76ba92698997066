-- Clean technique as the clinic ticks it, and the sharps container in each room.

CREATE TABLE "clean_tick" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "label" JSONB NOT NULL,
    "moment" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "clean_tick_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE TABLE "clean_tick_done" (
    "clinic_id" UUID NOT NULL,
    "encounter_id" UUID NOT NULL,
    "tick_id" UUID NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "clean_tick_done_pkey" PRIMARY KEY ("clinic_id","encounter_id","tick_id")
);
CREATE TABLE "sharps_container" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "room_id" UUID NOT NULL,
    "label" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(6) NOT NULL,
    "opened_by_name" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(6),
    "closed_by_name" TEXT,
    CONSTRAINT "sharps_container_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "sharps_container_clinic_id_room_id_idx" ON "sharps_container"("clinic_id","room_id");

ALTER TABLE "clean_tick" ADD CONSTRAINT "clean_tick_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "clean_tick_done" ADD CONSTRAINT "clean_tick_done_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "clean_tick_done" ADD CONSTRAINT "clean_tick_done_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id","encounter_id") REFERENCES "encounter"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "clean_tick_done" ADD CONSTRAINT "clean_tick_done_clinic_id_tick_id_fkey" FOREIGN KEY ("clinic_id","tick_id") REFERENCES "clean_tick"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "sharps_container" ADD CONSTRAINT "sharps_container_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "sharps_container" ADD CONSTRAINT "sharps_container_clinic_id_room_id_fkey" FOREIGN KEY ("clinic_id","room_id") REFERENCES "room"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "clean_tick" ADD CHECK ("moment" IN ('before', 'during', 'after') AND "label" ? 'en' AND "label" ? 'de' AND length(btrim("source")) > 0);
ALTER TABLE "sharps_container" ADD CHECK (length(btrim("label")) > 0 AND num_nonnulls("closed_at", "closed_by_name") IN (0, 2) AND ("closed_at" IS NULL OR "closed_at" >= "opened_at"));
CREATE UNIQUE INDEX "sharps_container_one_in_use" ON "sharps_container" ("clinic_id", "room_id") WHERE "closed_at" IS NULL;
CREATE TRIGGER "record_is_open" BEFORE INSERT OR DELETE ON "clean_tick_done" FOR EACH ROW EXECUTE FUNCTION "record_is_open"();

-- The owner or a clinical lead says what is ticked.
CREATE FUNCTION "clean_tick_is_decided"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "membership" m WHERE m."clinic_id" = NEW."clinic_id" AND m."active"
    AND m."identity_id" = current_setting('app.identity_id', true) AND (m."clinical_lead" OR 'owner' = ANY (m."roles"))) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'the owner or the clinical lead says what is ticked', CONSTRAINT = 'clean_tick_is_decided';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "clean_tick_is_decided"() FROM PUBLIC;
CREATE TRIGGER "clean_tick_is_decided" AFTER INSERT OR UPDATE ON "clean_tick" FOR EACH ROW
  WHEN (current_setting('app.clinic_id', true) IS NOT NULL AND current_setting('app.clinic_id', true) <> '') EXECUTE FUNCTION "clean_tick_is_decided"();

DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['clean_tick', 'clean_tick_done', 'sharps_container'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY "own_clinic" ON %I TO "filiform_app"
      USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
      WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))$p$, t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO "filiform_app"', t);
    EXECUTE format('CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION "tell_screens"()', t);
  END LOOP;
END $$;
CREATE POLICY "staff_only" ON "clean_tick" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()));
CREATE POLICY "staff_only" ON "sharps_container" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()));
CREATE POLICY "clinical_only" ON "clean_tick_done" AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_reads_clinical()));
GRANT UPDATE ("label", "moment", "position", "source", "active", "version") ON "clean_tick" TO "filiform_app";
GRANT DELETE ON "clean_tick_done" TO "filiform_app";
GRANT UPDATE ("closed_at", "closed_by_name") ON "sharps_container" TO "filiform_app";
