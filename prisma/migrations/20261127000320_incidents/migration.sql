-- What is written about incidents when there is time, and needles found after a record was completed.

CREATE TABLE "incident_report" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "incident_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "actuality" TEXT NOT NULL,
    "grade" TEXT,
    "causality" TEXT NOT NULL,
    "onset" TEXT NOT NULL,
    "done" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "lot_id" UUID,
    "area_ids" TEXT[],
    "hold_id" UUID,
    "by_identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "incident_report_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE UNIQUE INDEX "incident_report_clinic_id_incident_id_version_key" ON "incident_report"("clinic_id","incident_id","version");
CREATE TABLE "needle_correction" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "encounter_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "needles" INTEGER NOT NULL,
    "counted_as" TEXT NOT NULL,
    "found" TEXT NOT NULL,
    "found_on" DATE NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    CONSTRAINT "needle_correction_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "needle_correction_clinic_id_encounter_id_idx" ON "needle_correction"("clinic_id","encounter_id");

ALTER TABLE "incident_report" ADD CONSTRAINT "incident_report_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "incident_report" ADD CONSTRAINT "incident_report_clinic_id_incident_id_fkey" FOREIGN KEY ("clinic_id","incident_id") REFERENCES "incident"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "incident_report" ADD CONSTRAINT "incident_report_clinic_id_lot_id_fkey" FOREIGN KEY ("clinic_id","lot_id") REFERENCES "lot"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "incident_report" ADD CONSTRAINT "incident_report_clinic_id_hold_id_fkey" FOREIGN KEY ("clinic_id","hold_id") REFERENCES "area_hold"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "needle_correction" ADD CONSTRAINT "needle_correction_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "needle_correction" ADD CONSTRAINT "needle_correction_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id","encounter_id") REFERENCES "encounter"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "needle_correction" ADD CONSTRAINT "needle_correction_clinic_id_incident_id_fkey" FOREIGN KEY ("clinic_id","incident_id") REFERENCES "incident"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "needle_correction" ADD CONSTRAINT "needle_correction_clinic_id_task_id_fkey" FOREIGN KEY ("clinic_id","task_id") REFERENCES "task"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "incident_report" ADD CHECK ("version" >= 1 AND "actuality" IN ('actual', 'near-miss'));
ALTER TABLE "incident_report" ADD CHECK ("grade" IN ('mild', 'significant', 'serious') AND "actuality" = 'actual' OR "grade" IS NULL AND "actuality" = 'near-miss');
ALTER TABLE "incident_report" ADD CHECK ("causality" IN ('certain', 'probable', 'possible', 'unlikely', 'unclassified', 'unassessable'));
ALTER TABLE "incident_report" ADD CHECK ("onset" IN ('during', 'within-an-hour', 'same-day', 'later', 'unknown'));
ALTER TABLE "incident_report" ADD CHECK ("outcome" IN ('recovered', 'recovering', 'not-recovered', 'lasting', 'died', 'unknown'));
ALTER TABLE "needle_correction" ADD CHECK ("needles" BETWEEN 1 AND 200 AND "counted_as" IN ('removed', 'missing') AND "found" IN ('in-the-body', 'outside'));

-- Z4: what is found later is said beside the completed record, of needles that went in, with its incident and its task.
CREATE FUNCTION "needle_correction_agrees"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE already INTEGER; c "needle_count";
BEGIN
  -- one after the other: two finds of one visit are counted together
  PERFORM 1 FROM "encounter" e WHERE e."clinic_id" = NEW."clinic_id" AND e."id" = NEW."encounter_id" AND e."status" = 'finished' FOR SHARE;
  IF NOT FOUND
    OR NOT EXISTS (SELECT 1 FROM "incident" i WHERE i."clinic_id" = NEW."clinic_id" AND i."id" = NEW."incident_id" AND i."encounter_id" = NEW."encounter_id" AND i."kind" = 'needle-found')
    OR NOT EXISTS (SELECT 1 FROM "task" t WHERE t."clinic_id" = NEW."clinic_id" AND t."id" = NEW."task_id" AND t."encounter_id" = NEW."encounter_id" AND t."kind" = 'needle-found') THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a needle found later has its incident and its task, of the same completed visit', CONSTRAINT = 'needle_correction_agrees';
  END IF;
  SELECT coalesce(sum(n."needles"), 0) INTO already FROM "needle_correction" n
    WHERE n."clinic_id" = NEW."clinic_id" AND n."encounter_id" = NEW."encounter_id" AND n."counted_as" = NEW."counted_as";
  SELECT * INTO c FROM "needle_count" WHERE "clinic_id" = NEW."clinic_id" AND "encounter_id" = NEW."encounter_id";
  IF NOT FOUND OR already + NEW."needles" > (CASE NEW."counted_as" WHEN 'missing' THEN c."missing" ELSE c."removed" + c."fell_out_found" END) THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'more needles would be found than were counted so', CONSTRAINT = 'needle_correction_agrees';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION "needle_correction_agrees"() FROM PUBLIC;
CREATE TRIGGER "needle_correction_agrees" BEFORE INSERT ON "needle_correction" FOR EACH ROW EXECUTE FUNCTION "needle_correction_agrees"();

DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['incident_report', 'needle_correction'] LOOP
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
CREATE TRIGGER "tell_screens" AFTER INSERT ON "incident" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
