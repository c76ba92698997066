-- Somebody of the staff was hurt by a needle, in a visit or not; and from whom it may have been, as often as that is decided.
CREATE TABLE "sharps_injury" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "hurt_name" TEXT NOT NULL,
    "practitioner_id" UUID,
    "happened_at" TIMESTAMPTZ(6) NOT NULL,
    "room_id" UUID,
    "container_id" UUID,
    "encounter_id" UUID,
    "lot_number" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "first_steps" TEXT NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "sharps_injury_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE TABLE "sharps_injury_source" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "injury_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "encounter_id" UUID,
    "reason" TEXT NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "sharps_injury_source_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "sharps_injury_source_clinic_id_injury_id_version_key" ON "sharps_injury_source"("clinic_id","injury_id","version");

ALTER TABLE "sharps_injury" ADD CONSTRAINT "sharps_injury_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "sharps_injury" ADD CONSTRAINT "sharps_injury_clinic_id_practitioner_id_fkey" FOREIGN KEY ("clinic_id","practitioner_id") REFERENCES "practitioner"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "sharps_injury" ADD CONSTRAINT "sharps_injury_clinic_id_room_id_fkey" FOREIGN KEY ("clinic_id","room_id") REFERENCES "room"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "sharps_injury" ADD CONSTRAINT "sharps_injury_clinic_id_container_id_fkey" FOREIGN KEY ("clinic_id","container_id") REFERENCES "sharps_container"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "sharps_injury" ADD CONSTRAINT "sharps_injury_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id","encounter_id") REFERENCES "encounter"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "sharps_injury_source" ADD CONSTRAINT "sharps_injury_source_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "sharps_injury_source" ADD CONSTRAINT "sharps_injury_source_clinic_id_injury_id_fkey" FOREIGN KEY ("clinic_id","injury_id") REFERENCES "sharps_injury"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "sharps_injury_source" ADD CONSTRAINT "sharps_injury_source_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id","encounter_id") REFERENCES "encounter"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "sharps_injury" ADD CHECK (length(btrim("hurt_name")) > 0 AND length(btrim("description")) > 0 AND "happened_at" <= "at");
-- nobody knows: then why is said
ALTER TABLE "sharps_injury_source" ADD CHECK ("version" >= 1 AND ("encounter_id" IS NOT NULL OR length(btrim("reason")) >= 3));

DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['sharps_injury', 'sharps_injury_source'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY "own_clinic" ON %I TO "filiform_app"
      USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
      WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))$p$, t);
    EXECUTE format($p$CREATE POLICY "clinical_only" ON %I AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_reads_clinical()))$p$, t);
    EXECUTE format($p$CREATE POLICY "own_name" ON %I AS RESTRICTIVE FOR INSERT TO "filiform_app"
      WITH CHECK ("by_identity_id" = (SELECT current_setting('app.identity_id', true)))$p$, t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO "filiform_app"', t);
    EXECUTE format('CREATE TRIGGER "tell_screens" AFTER INSERT ON %I FOR EACH ROW EXECUTE FUNCTION "tell_screens"()', t);
  END LOOP;
END $$;
-- who was hurt, who wrote it down, and who answers for the clinic's care; where it came from is as open as the injury
CREATE POLICY "whose_injury" ON "sharps_injury" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING ((SELECT app_cares_for_everybody()) OR "by_identity_id" = (SELECT current_setting('app.identity_id', true))
    OR "practitioner_id" = (SELECT app_practitioner_id()));
CREATE POLICY "whose_injury" ON "sharps_injury_source" AS RESTRICTIVE FOR SELECT TO "filiform_app"
  USING (EXISTS (SELECT 1 FROM "sharps_injury" i WHERE i."clinic_id" = "sharps_injury_source"."clinic_id" AND i."id" = "sharps_injury_source"."injury_id"));
