-- Whoever holds the last visit of a day is promised it: a held time counts on the day as a visit does, for as long as it is held.

-- The visit that would move there, which counts once on a day however it is held.
ALTER TABLE "time_hold" ADD COLUMN "moving_appointment_id" UUID;
ALTER TABLE "time_hold" ADD CONSTRAINT "time_hold_clinic_id_moving_appointment_id_fkey" FOREIGN KEY ("clinic_id", "moving_appointment_id")
  REFERENCES "appointment"("clinic_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What counts against the limits of a service, in a stretch: its visits and the times held for one.
CREATE FUNCTION "counted_visits"("of_clinic" UUID, "of_service" UUID, "from_at" TIMESTAMPTZ, "to_at" TIMESTAMPTZ, "zone" TEXT, "now_at" TIMESTAMPTZ)
RETURNS TABLE ("on_day" DATE, "patient_id" UUID, "visit_id" UUID, "hold_id" UUID, "identity_id" TEXT)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT (o."starts_at" AT TIME ZONE "zone")::date, o."patient_id", o."id", NULL::uuid, NULL::text
  FROM "appointment" o
  WHERE o."clinic_id" = "of_clinic" AND o."service_id" = "of_service" AND o."starts_at" >= "from_at" AND o."starts_at" < "to_at"
    AND o."status" IN ('proposed', 'booked', 'arrived', 'checked-in', 'fulfilled')
  UNION ALL
  SELECT (h."starts_at" AT TIME ZONE "zone")::date, h."patient_id", h."moving_appointment_id", h."id", h."identity_id"
  FROM "time_hold" h
  WHERE h."clinic_id" = "of_clinic" AND h."service_id" = "of_service" AND h."starts_at" >= "from_at" AND h."starts_at" < "to_at"
    AND h."expires_at" > "now_at"
    AND NOT EXISTS (SELECT 1 FROM "appointment" m WHERE m."clinic_id" = h."clinic_id" AND m."id" = h."moving_appointment_id"
      AND m."status" IN ('proposed', 'booked', 'arrived', 'checked-in', 'fulfilled')
      AND (m."starts_at" AT TIME ZONE "zone")::date = (h."starts_at" AT TIME ZONE "zone")::date)
$$;
REVOKE EXECUTE ON FUNCTION "counted_visits"(UUID, UUID, TIMESTAMPTZ, TIMESTAMPTZ, TEXT, TIMESTAMPTZ) FROM PUBLIC;

-- How full the days are for whoever asks: without the visit they move, and without what they hold for it themselves. A
-- patient holds one time, staff several for several people.
DROP FUNCTION "visits_of_service"(UUID, UUID, UUID, TIMESTAMPTZ, TIMESTAMPTZ, TEXT);
CREATE FUNCTION "visits_of_service"("of_service" UUID, "about_patient" UUID, "without" UUID, "from_at" TIMESTAMPTZ, "to_at" TIMESTAMPTZ, "zone" TEXT,
  "now_at" TIMESTAMPTZ, "own_hold" UUID)
RETURNS TABLE ("on_day" DATE, "visits" INTEGER, "of_patient" INTEGER)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT c."on_day", count(*)::int,
    (count(*) FILTER (WHERE c."patient_id" = "about_patient" AND (app_is_staff() OR c."patient_id" = ANY (app_patient_ids()))))::int
  FROM counted_visits(nullif(current_setting('app.clinic_id', true), '')::uuid, "of_service", "from_at", "to_at", "zone", "now_at") c
  WHERE ("without" IS NULL OR c."visit_id" IS DISTINCT FROM "without")
    AND (c."hold_id" IS NULL OR c."identity_id" IS DISTINCT FROM current_setting('app.identity_id', true)
      OR (app_is_staff() AND c."hold_id" IS DISTINCT FROM "own_hold"))
  GROUP BY 1
$$;
REVOKE EXECUTE ON FUNCTION "visits_of_service"(UUID, UUID, UUID, TIMESTAMPTZ, TIMESTAMPTZ, TEXT, TIMESTAMPTZ, UUID) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "visits_of_service"(UUID, UUID, UUID, TIMESTAMPTZ, TIMESTAMPTZ, TEXT, TIMESTAMPTZ, UUID) TO "filiform_app";

-- One more of a service on a day, a visit or a held time: whoever counts the day waits for those who are adding to it. The few
-- seconds are for two clocks that differ.
CREATE FUNCTION "day_has_room"("of_clinic" UUID, "of_service" UUID, "starts" TIMESTAMPTZ, "zone" TEXT, "about_patient" UUID, "own_visit" UUID, "own_hold" UUID)
RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE s RECORD; wanted_day DATE; others INTEGER; of_patient INTEGER;
BEGIN
  SELECT "max_per_day", "max_per_patient_per_day" INTO s FROM "healthcare_service" WHERE "clinic_id" = "of_clinic" AND "id" = "of_service";
  IF s."max_per_day" IS NULL AND s."max_per_patient_per_day" IS NULL THEN RETURN; END IF;
  wanted_day := ("starts" AT TIME ZONE "zone")::date;
  PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'visits of a day', "of_clinic", "of_service", wanted_day), 0));
  SELECT count(*), count(*) FILTER (WHERE c."patient_id" = "about_patient") INTO others, of_patient
  FROM counted_visits("of_clinic", "of_service", "starts" - INTERVAL '26 hours', "starts" + INTERVAL '26 hours', "zone", app_now() + INTERVAL '10 seconds') c
  WHERE c."on_day" = wanted_day AND ("own_visit" IS NULL OR c."visit_id" IS DISTINCT FROM "own_visit")
    AND ("own_hold" IS NULL OR c."hold_id" IS DISTINCT FROM "own_hold");
  IF others >= s."max_per_day" OR of_patient >= s."max_per_patient_per_day" THEN
    RAISE EXCEPTION USING ERRCODE = 'FF009', MESSAGE = 'the day has as many visits of this service as the clinic set';
  END IF;
END $$;

CREATE OR REPLACE FUNCTION "visit_within_limits"("of_clinic" UUID, "of_appointment" UUID) RETURNS VOID
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE a RECORD;
BEGIN
  SELECT * INTO a FROM "appointment" WHERE "clinic_id" = "of_clinic" AND "id" = "of_appointment";
  IF NOT FOUND OR a."status" NOT IN ('proposed', 'booked', 'arrived', 'checked-in', 'fulfilled') THEN RETURN; END IF;
  PERFORM day_has_room("of_clinic", a."service_id", a."starts_at", a."time_zone", a."patient_id", a."id", NULL);
END $$;

CREATE FUNCTION "hold_within_limits"() RETURNS TRIGGER
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE h RECORD;
BEGIN
  SELECT t.*, l."time_zone" INTO h FROM "time_hold" t
    JOIN "place" p ON p."clinic_id" = t."clinic_id" AND p."id" = t."place_id"
    JOIN "room" r ON r."clinic_id" = p."clinic_id" AND r."id" = p."room_id"
    JOIN "location" l ON l."clinic_id" = r."clinic_id" AND l."id" = r."location_id"
  WHERE t."clinic_id" = NEW."clinic_id" AND t."id" = NEW."id";
  -- let go of again, or run out
  IF NOT FOUND OR h."expires_at" <= app_now() THEN RETURN NULL; END IF;
  PERFORM day_has_room(h."clinic_id", h."service_id", h."starts_at", h."time_zone", h."patient_id", h."moving_appointment_id", h."id");
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "hold_within_limits" AFTER INSERT OR UPDATE ON "time_hold"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "hold_within_limits"();

REVOKE EXECUTE ON FUNCTION "day_has_room"(UUID, UUID, TIMESTAMPTZ, TEXT, UUID, UUID, UUID), "hold_within_limits"() FROM PUBLIC;
