-- Removal alarms that go further until needles are out, the end of a day, and the emergency button.

CREATE TABLE "needle_alarm" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "encounter_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL,
    "stage" TEXT NOT NULL,
    "stage_at" TIMESTAMPTZ(6) NOT NULL,
    "going_by_identity_id" TEXT,
    "going_by_name" TEXT,
    "going_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),
    CONSTRAINT "needle_alarm_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "needle_alarm_clinic_id_encounter_id_idx" ON "needle_alarm"("clinic_id","encounter_id");
CREATE TABLE "day_closing" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "day" DATE NOT NULL,
    "closed_at" TIMESTAMPTZ(6) NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    CONSTRAINT "day_closing_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE TABLE "emergency" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "appointment_id" UUID NOT NULL,
    "tapped_at" TIMESTAMPTZ(6) NOT NULL,
    "received_at" TIMESTAMPTZ(6) NOT NULL,
    "by_identity_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "going_by_identity_id" TEXT,
    "going_by_name" TEXT,
    "going_at" TIMESTAMPTZ(6),
    "ended_at" TIMESTAMPTZ(6),
    "ended_by_identity_id" TEXT,
    "ended_by_name" TEXT,
    CONSTRAINT "emergency_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "emergency_clinic_id_appointment_id_idx" ON "emergency"("clinic_id","appointment_id");

ALTER TABLE "needle_alarm" ADD CONSTRAINT "needle_alarm_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "needle_alarm" ADD CONSTRAINT "needle_alarm_clinic_id_encounter_id_fkey" FOREIGN KEY ("clinic_id","encounter_id") REFERENCES "encounter"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "day_closing" ADD CONSTRAINT "day_closing_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "emergency" ADD CONSTRAINT "emergency_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "emergency" ADD CONSTRAINT "emergency_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id","appointment_id") REFERENCES "appointment"("clinic_id","id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "needle_alarm" ADD CHECK ("stage" IN ('room', 'desk', 'everyone'));
ALTER TABLE "needle_alarm" ADD CHECK (num_nonnulls("going_by_identity_id", "going_by_name", "going_at") IN (0, 3));
CREATE UNIQUE INDEX "needle_alarm_one_open" ON "needle_alarm" ("clinic_id", "encounter_id") WHERE "ended_at" IS NULL;
CREATE UNIQUE INDEX "day_closing_once" ON "day_closing" ("clinic_id", "day");
CREATE INDEX "emergency_open" ON "emergency" ("clinic_id") WHERE "ended_at" IS NULL;
CREATE INDEX "encounter_needles_in" ON "encounter" ("clinic_id") WHERE "status" = 'in-progress' AND "needles_in_at" IS NOT NULL AND "needles_out_at" IS NULL;
ALTER TABLE "emergency" ADD CHECK (num_nonnulls("going_by_identity_id", "going_by_name", "going_at") IN (0, 3));
ALTER TABLE "emergency" ADD CHECK (num_nonnulls("ended_by_identity_id", "ended_by_name", "ended_at") IN (0, 3));
ALTER TABLE "emergency" ADD CHECK ("tapped_at" <= "received_at");

-- Whether needles are in, as far as anybody wrote it down.
CREATE FUNCTION "needles_are_in"("of_clinic" UUID, "of_encounter" UUID) RETURNS BOOLEAN
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT EXISTS (
    SELECT 1 FROM "encounter" e LEFT JOIN "needle_count" c ON c."clinic_id" = e."clinic_id" AND c."encounter_id" = e."id"
    WHERE e."clinic_id" = "of_clinic" AND e."status" = 'in-progress' AND ("of_encounter" IS NULL OR e."id" = "of_encounter")
      AND e."needles_in_at" IS NOT NULL
      AND (e."needles_out_at" IS NULL OR c."inserted" > c."removed" + c."fell_out_found" + c."broken" + c."left_in_place" + c."missing"))
$$;

-- Z5: an alarm ends when the needles are out, and not before, whoever says so.
CREATE FUNCTION "alarm_rings_until_out"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF OLD."ended_at" IS NOT NULL OR (NEW."ended_at" IS NOT NULL AND needles_are_in(NEW."clinic_id", NEW."encounter_id")) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF005', MESSAGE = 'needles are still in', DETAIL = 'needles-still-in';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "alarm_rings_until_out" BEFORE UPDATE ON "needle_alarm" FOR EACH ROW EXECUTE FUNCTION "alarm_rings_until_out"();

CREATE FUNCTION "day_ends_without_needles"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF needles_are_in(NEW."clinic_id", NULL) THEN
    RAISE EXCEPTION USING ERRCODE = 'FF005', MESSAGE = 'somebody has needles in', DETAIL = 'needles-still-in';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "day_ends_without_needles" BEFORE INSERT ON "day_closing" FOR EACH ROW EXECUTE FUNCTION "day_ends_without_needles"();

CREATE FUNCTION "ended_emergency_is_fixed"() RETURNS TRIGGER
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'FF006', MESSAGE = 'an emergency that is over stays as it was';
END $$;
CREATE TRIGGER "ended_emergency_is_fixed" BEFORE UPDATE ON "emergency" FOR EACH ROW WHEN (OLD."ended_at" IS NOT NULL) EXECUTE FUNCTION "ended_emergency_is_fixed"();

DO $$
DECLARE t TEXT; f TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['needle_alarm', 'day_closing', 'emergency'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY "own_clinic" ON %I TO "filiform_app"
      USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
      WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))$p$, t);
    EXECUTE format($p$CREATE POLICY "staff_only" ON %I AS RESTRICTIVE TO "filiform_app" USING ((SELECT app_is_staff()))$p$, t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO "filiform_app"', t);
    EXECUTE format('CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION "tell_screens"()', t);
  END LOOP;
  FOREACH f IN ARRAY ARRAY['needles_are_in(uuid, uuid)', 'alarm_rings_until_out()', 'day_ends_without_needles()'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
GRANT UPDATE ("stage", "stage_at", "going_by_identity_id", "going_by_name", "going_at", "ended_at") ON "needle_alarm" TO "filiform_app";
GRANT UPDATE ("going_by_identity_id", "going_by_name", "going_at", "ended_at", "ended_by_identity_id", "ended_by_name") ON "emergency" TO "filiform_app";
