-- Hours of practitioners, rooms and locations; what is otherwise on some days; devices and attendants; what a patient needs;
-- how many visits of a service a day has.

-- Hours: of a practitioner, of a room or, naming neither, of the location.
ALTER TABLE "working_hours" ALTER COLUMN "practitioner_id" DROP NOT NULL,
  ADD COLUMN "room_id" UUID,
  ADD COLUMN "rdates" DATE[] DEFAULT ARRAY[]::DATE[],
  ADD COLUMN "exdates" DATE[] DEFAULT ARRAY[]::DATE[],
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_of_one" CHECK (num_nonnulls("practitioner_id", "room_id") <= 1);
ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_dates" CHECK ("rdates" IS NOT NULL AND "exdates" IS NOT NULL AND "valid_until" >= "valid_from");
CREATE INDEX "working_hours_clinic_id_location_id_idx" ON "working_hours"("clinic_id", "location_id");

ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_clinic_id_room_id_fkey" FOREIGN KEY ("clinic_id", "room_id") REFERENCES "room"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What is otherwise than the hours say; absences are among it now.
CREATE TABLE "schedule_exception" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "location_id" UUID,
    "practitioner_id" UUID,
    "room_id" UUID,
    "kind" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(6) NOT NULL,
    "ends_at" TIMESTAMPTZ(6) NOT NULL,
    "reason" TEXT NOT NULL,
    "by_identity_id" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),

    CONSTRAINT "schedule_exception_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "schedule_exception_clinic_id_ends_at_idx" ON "schedule_exception"("clinic_id", "ends_at");
ALTER TABLE "schedule_exception" ADD CHECK ("kind" IN ('closed', 'open'));
ALTER TABLE "schedule_exception" ADD CHECK ("ends_at" > "starts_at");
ALTER TABLE "schedule_exception" ADD CONSTRAINT "schedule_exception_of_one" CHECK (num_nonnulls("practitioner_id", "room_id") <= 1);
-- only a practitioner can be away everywhere; whatever is open is open somewhere
ALTER TABLE "schedule_exception" ADD CONSTRAINT "schedule_exception_is_somewhere"
  CHECK ("location_id" IS NOT NULL OR ("kind" = 'closed' AND "practitioner_id" IS NOT NULL));
ALTER TABLE "schedule_exception" ADD CONSTRAINT "schedule_exception_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "schedule_exception" ADD CONSTRAINT "schedule_exception_clinic_id_location_id_fkey" FOREIGN KEY ("clinic_id", "location_id") REFERENCES "location"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "schedule_exception" ADD CONSTRAINT "schedule_exception_clinic_id_practitioner_id_fkey" FOREIGN KEY ("clinic_id", "practitioner_id") REFERENCES "practitioner"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "schedule_exception" ADD CONSTRAINT "schedule_exception_clinic_id_room_id_fkey" FOREIGN KEY ("clinic_id", "room_id") REFERENCES "room"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
INSERT INTO "schedule_exception" ("clinic_id", "id", "practitioner_id", "kind", "starts_at", "ends_at", "reason")
  SELECT "clinic_id", "id", "practitioner_id", 'closed', "starts_at", "ends_at", "reason" FROM "absence";
DROP TABLE "absence";

ALTER TABLE "practitioner" ADD COLUMN "gender" TEXT;
ALTER TABLE "practitioner" ADD CHECK ("gender" IN ('female', 'male', 'other'));
ALTER TABLE "room" ADD COLUMN "accessible" BOOLEAN NOT NULL DEFAULT false;

-- Devices and attendants are claimed like everybody else.
ALTER TABLE "resource" DROP CONSTRAINT "resource_kind_check";
ALTER TABLE "resource" ADD CONSTRAINT "resource_kind_check" CHECK ("kind" IN ('practitioner', 'place', 'device', 'attendant', 'patient'));
CREATE TABLE "device" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "location_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "device_pkey" PRIMARY KEY ("clinic_id","id")
);
ALTER TABLE "device" ADD CHECK (length(btrim("name")) > 0 AND length(btrim("kind")) > 0);
ALTER TABLE "device" ADD CONSTRAINT "device_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "device" ADD CONSTRAINT "device_clinic_id_id_fkey" FOREIGN KEY ("clinic_id", "id") REFERENCES "resource"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "device" ADD CONSTRAINT "device_clinic_id_location_id_fkey" FOREIGN KEY ("clinic_id", "location_id") REFERENCES "location"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE TABLE "attendant" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "attendant_pkey" PRIMARY KEY ("clinic_id","id")
);
ALTER TABLE "attendant" ADD CHECK (length(btrim("name")) > 0 AND "kind" IN ('chaperone', 'interpreter') AND "languages" IS NOT NULL);
ALTER TABLE "attendant" ADD CONSTRAINT "attendant_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "attendant" ADD CONSTRAINT "attendant_clinic_id_id_fkey" FOREIGN KEY ("clinic_id", "id") REFERENCES "resource"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE TABLE "appointment_participant" (
    "clinic_id" UUID NOT NULL,
    "appointment_id" UUID NOT NULL,
    "resource_id" UUID NOT NULL,

    CONSTRAINT "appointment_participant_pkey" PRIMARY KEY ("clinic_id","appointment_id","resource_id")
);
ALTER TABLE "appointment_participant" ADD CONSTRAINT "appointment_participant_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "appointment_participant" ADD CONSTRAINT "appointment_participant_clinic_id_appointment_id_fkey" FOREIGN KEY ("clinic_id", "appointment_id") REFERENCES "appointment"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "appointment_participant" ADD CONSTRAINT "appointment_participant_clinic_id_resource_id_fkey" FOREIGN KEY ("clinic_id", "resource_id") REFERENCES "resource"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "healthcare_service"
  ADD COLUMN "device_kinds" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "max_per_day" INTEGER,
  ADD COLUMN "max_per_patient_per_day" INTEGER,
  ADD COLUMN "by_request" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "late_cancel_minutes" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "healthcare_service" ADD CHECK ("device_kinds" IS NOT NULL AND "max_per_day" >= 1 AND "max_per_patient_per_day" >= 1 AND "late_cancel_minutes" >= 0);

-- What the visits of a patient have to be like.
CREATE TABLE "patient_need" (
    "clinic_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "patient_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "practitioner_id" UUID,
    "language" TEXT,
    "extra_minutes" INTEGER NOT NULL DEFAULT 0,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT app_now(),
    "ended_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "patient_need_pkey" PRIMARY KEY ("clinic_id","id")
);
CREATE INDEX "patient_need_clinic_id_patient_id_idx" ON "patient_need"("clinic_id", "patient_id");
ALTER TABLE "patient_need" ADD CHECK ("kind" IN ('woman-practitioner', 'chaperone', 'interpreter', 'accessible-room', 'not-practitioner'));
ALTER TABLE "patient_need" ADD CHECK (("kind" = 'not-practitioner') = ("practitioner_id" IS NOT NULL));
ALTER TABLE "patient_need" ADD CHECK (("kind" = 'interpreter') = ("language" IS NOT NULL));
ALTER TABLE "patient_need" ADD CHECK ("extra_minutes" BETWEEN 0 AND 120);
ALTER TABLE "patient_need" ADD CHECK ("ended_at" >= "created_at");
-- one living need of a kind, for one language, about one practitioner
CREATE UNIQUE INDEX "patient_need_once" ON "patient_need" ("clinic_id", "patient_id", "kind", "language", "practitioner_id") NULLS NOT DISTINCT WHERE "ended_at" IS NULL;
ALTER TABLE "patient_need" ADD CONSTRAINT "patient_need_clinic_id_fkey" FOREIGN KEY ("clinic_id") REFERENCES "clinic"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "patient_need" ADD CONSTRAINT "patient_need_clinic_id_patient_id_fkey" FOREIGN KEY ("clinic_id", "patient_id") REFERENCES "patient"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "patient_need" ADD CONSTRAINT "patient_need_clinic_id_practitioner_id_fkey" FOREIGN KEY ("clinic_id", "practitioner_id") REFERENCES "practitioner"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "appointment" ADD COLUMN "need_minutes" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "appointment" ADD CHECK ("need_minutes" >= 0);

-- P7: the walls of the new tables. What is set up here gets its own grants where it is edited.
DO $$
DECLARE t TEXT;
BEGIN
  FOREACH t IN ARRAY ARRAY['schedule_exception', 'device', 'attendant', 'appointment_participant', 'patient_need'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format($p$CREATE POLICY "own_clinic" ON %I TO "filiform_app"
      USING ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))
      WITH CHECK ("clinic_id" = (SELECT nullif(current_setting('app.clinic_id', true), '')::uuid))$p$, t);
    EXECUTE format('GRANT SELECT ON %I TO "filiform_app"', t);
  END LOOP;
END $$;
GRANT INSERT, DELETE ON "appointment_participant" TO "filiform_app";
CREATE POLICY "own_patients" ON "patient_need" AS RESTRICTIVE TO "filiform_app"
  USING ((SELECT app_is_staff()) OR "patient_id" = ANY ((SELECT app_patient_ids())::uuid[]));
CREATE POLICY "own_patients" ON "appointment_participant" AS RESTRICTIVE TO "filiform_app"
  USING ((SELECT app_is_staff()) OR EXISTS (SELECT 1 FROM "appointment" a WHERE a."clinic_id" = "appointment_participant"."clinic_id" AND a."id" = "appointment_participant"."appointment_id"));

CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE OR DELETE ON "schedule_exception" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();
CREATE TRIGGER "tell_screens" AFTER INSERT OR UPDATE OR DELETE ON "working_hours" FOR EACH ROW EXECUTE FUNCTION "tell_screens"();

-- P1: a visit that is to happen holds its devices and attendants as well.
CREATE OR REPLACE FUNCTION "appointment_holds"("of_clinic" UUID, "of_appointment" UUID) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE a RECORD;
BEGIN
  SELECT * INTO a FROM "appointment" WHERE "clinic_id" = "of_clinic" AND "id" = "of_appointment";
  IF NOT FOUND OR a."status" NOT IN ('booked', 'arrived', 'checked-in') THEN RETURN; END IF;
  IF EXISTS (
      -- whenever hands are on the patient, the practitioner is claimed; while needles rest, they may be elsewhere
      SELECT 1 FROM (
        SELECT t.s->>'kind' AS "kind", make_interval(mins => (t.s->>'minutes')::int) AS "lasts",
               make_interval(mins => (sum((t.s->>'minutes')::int) OVER (ORDER BY t.n) - (t.s->>'minutes')::int)::int) AS "after"
        FROM jsonb_array_elements(a."segments") WITH ORDINALITY AS t (s, n)
      ) part
      WHERE part."kind" <> 'resting' AND NOT EXISTS (SELECT 1 FROM "claim" c WHERE c."clinic_id" = "of_clinic" AND c."appointment_id" = a."id"
        AND c."resource_id" = a."practitioner_id" AND c."during" @> tstzrange(a."starts_at" + part."after", a."starts_at" + part."after" + part."lasts")))
    OR NOT EXISTS (SELECT 1 FROM "claim" c WHERE c."clinic_id" = "of_clinic" AND c."appointment_id" = a."id" AND c."resource_id" = a."practitioner_id")
    OR NOT EXISTS (SELECT 1 FROM "claim" c WHERE c."clinic_id" = "of_clinic" AND c."appointment_id" = a."id" AND c."resource_id" = a."place_id"
      AND c."during" @> tstzrange(a."starts_at", a."ends_at"))
    OR NOT EXISTS (SELECT 1 FROM "claim" c WHERE c."clinic_id" = "of_clinic" AND c."appointment_id" = a."id" AND c."resource_id" = a."patient_id"
      AND c."during" @> tstzrange(a."starts_at", a."ends_at"))
    OR EXISTS (
      -- whoever else takes part is there from before the visit until after it
      SELECT 1 FROM "appointment_participant" p WHERE p."clinic_id" = "of_clinic" AND p."appointment_id" = a."id" AND NOT EXISTS (
        SELECT 1 FROM "claim" c WHERE c."clinic_id" = "of_clinic" AND c."appointment_id" = a."id" AND c."resource_id" = p."resource_id"
          AND c."during" @> tstzrange(a."starts_at" - make_interval(mins => a."buffer_before_minutes"), a."ends_at" + make_interval(mins => a."buffer_after_minutes"))))
  THEN
    RAISE EXCEPTION USING ERRCODE = 'FF001', MESSAGE = 'a visit that is to happen must claim its practitioner, place and patient, and whoever else takes part';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM jsonb_array_elements(a."segments") AS t (s) WHERE t.s->>'kind' = 'hands-on')
    OR a."ends_at" - a."starts_at" <> (SELECT make_interval(mins => sum((t.s->>'minutes')::int)::int) FROM jsonb_array_elements(a."segments") AS t (s))
  THEN
    RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'a visit lasts as long as its segments, and hands are on the patient in one of them', CONSTRAINT = 'segments_add_up';
  END IF;
  IF a."technique" IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM "encounter" e WHERE e."clinic_id" = "of_clinic" AND e."appointment_id" = a."id")
    AND EXISTS (
      SELECT 1 FROM "appointment_area" aa JOIN "body_area" b ON b."clinic_id" = aa."clinic_id" AND b."id" = aa."area_id" AND b."leaf"
      WHERE aa."clinic_id" = "of_clinic" AND aa."appointment_id" = a."id"
        AND NOT EXISTS (SELECT 1 FROM "rest_claim" r WHERE r."clinic_id" = "of_clinic" AND r."appointment_id" = a."id"
          AND r."area_id" = aa."area_id" AND r."kind" = 'treatment' AND r."during" = tstzrange(a."starts_at", a."ends_at")))
  THEN
    RAISE EXCEPTION USING ERRCODE = 'FF002', MESSAGE = 'a planned needling must claim every decided area from its start to its end';
  END IF;
END $$;
CREATE CONSTRAINT TRIGGER "appointment_participant_is_claimed" AFTER INSERT ON "appointment_participant"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "appointment_holds_check"();

-- No day has more visits of a service than the clinic set, for all or for one patient, whoever books at the same time.
-- The day is the one on the wall of the clinic. A visit that moves does not count itself.
CREATE FUNCTION "visits_within_limits"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE a RECORD; s RECORD; on_day DATE; others INTEGER; of_patient INTEGER;
BEGIN
  SELECT * INTO a FROM "appointment" WHERE "clinic_id" = NEW."clinic_id" AND "id" = NEW."id";
  IF NOT FOUND OR a."status" NOT IN ('proposed', 'booked', 'arrived', 'checked-in', 'fulfilled') THEN RETURN NULL; END IF;
  SELECT "max_per_day", "max_per_patient_per_day" INTO s FROM "healthcare_service" WHERE "clinic_id" = a."clinic_id" AND "id" = a."service_id";
  IF s."max_per_day" IS NULL AND s."max_per_patient_per_day" IS NULL THEN RETURN NULL; END IF;
  on_day := (a."starts_at" AT TIME ZONE a."time_zone")::date;
  -- whoever counts this day waits for those who are adding to it
  PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'visits of a day', a."clinic_id", a."service_id", on_day), 0));
  SELECT count(*), count(*) FILTER (WHERE o."patient_id" = a."patient_id") INTO others, of_patient FROM "appointment" o
  WHERE o."clinic_id" = a."clinic_id" AND o."service_id" = a."service_id" AND o."id" <> a."id"
    AND o."status" IN ('proposed', 'booked', 'arrived', 'checked-in', 'fulfilled')
    AND o."starts_at" > a."starts_at" - INTERVAL '26 hours' AND o."starts_at" < a."starts_at" + INTERVAL '26 hours'
    AND (o."starts_at" AT TIME ZONE a."time_zone")::date = on_day;
  IF others >= s."max_per_day" OR of_patient >= s."max_per_patient_per_day" THEN
    RAISE EXCEPTION USING ERRCODE = 'FF009', MESSAGE = 'the day has as many visits of this service as the clinic set';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "visits_within_limits" AFTER INSERT ON "appointment"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "visits_within_limits"();
CREATE CONSTRAINT TRIGGER "visits_stay_within_limits" AFTER UPDATE OF "starts_at", "service_id", "patient_id", "status" ON "appointment"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD."starts_at" <> NEW."starts_at" OR OLD."service_id" <> NEW."service_id" OR OLD."patient_id" <> NEW."patient_id"
    OR (OLD."status" IN ('cancelled', 'noshow', 'entered-in-error') AND NEW."status" NOT IN ('cancelled', 'noshow', 'entered-in-error')))
  EXECUTE FUNCTION "visits_within_limits"();
REVOKE EXECUTE ON FUNCTION "visits_within_limits"() FROM PUBLIC;
